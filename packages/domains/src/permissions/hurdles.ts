import type { ErrorDetails } from '@kith/kernel/errors';
import type { CommunitySnapshot } from '../snapshot.ts';
import { isAllowed } from './ability.ts';
import { abilityOf } from './compile.ts';
import type { Action, SubjectName, SubjectRow } from './permission.ts';
import { withSecondFactor, type Standing } from './standing.ts';

type Asked = { action: Action; name: SubjectName; row: SubjectRow | undefined };

/** What is in the way of a member who would be allowed but for it, as the error that says so. */
type Hurdle = {
	code: string;
	lifted: (standing: Standing) => Standing;
	/** What the member is told of it. */
	details?: (standing: Standing) => ErrorDetails;
};

function unsilenced(standing: Standing): Standing {
	const { silenced: _, ...free } = standing;
	return free;
}

function paidUp(standing: Standing): Standing {
	const { unpaidSpaceIds: _, ...free } = standing;
	return free;
}

const HURDLES: readonly Hurdle[] = [
	{
		code: 'members.silenced',
		lifted: unsilenced,
		details: ({ silenced }) => ({ until: silenced?.until?.toISOString() ?? '' }),
	},
	{ code: 'memberships.unpaid', lifted: paidUp },
	{
		code: 'guidelines.accept_first',
		lifted: (standing) => ({
			...{ ...standing, guidelinesVersion: Infinity, termsVersion: Infinity },
		}),
	},
	{
		code: 'permissions.second_factor_needed',
		lifted: withSecondFactor,
	},
];

/** The first hurdle that is before a member who may but for it; undefined when they may not anyway. */
export function hurdleBefore(
	snapshot: CommunitySnapshot,
	standing: Standing,
	{ action, name, row }: Asked,
): { code: string; details: ErrorDetails } | undefined {
	const isAllowedTo = (one: Standing) =>
		isAllowed(abilityOf(snapshot, one).ability, action, name, row);
	const all = HURDLES.reduce((one, { lifted }) => lifted(one), standing);
	if (!isAllowedTo(all)) return undefined;
	// The first that is in the way even with the others gone.
	const hurdle = HURDLES.find(({ code }) => {
		const others = HURDLES.filter((one) => one.code !== code);
		return !isAllowedTo(others.reduce((one, { lifted }) => lifted(one), standing));
	});
	return hurdle && { code: hurdle.code, details: hurdle.details?.(standing) ?? {} };
}
