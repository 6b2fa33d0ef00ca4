import type { CommunitySnapshot } from '../snapshot.ts';
import { isAllowed } from './ability.ts';
import { abilityOf } from './compile.ts';
import type { Action, SubjectName, SubjectRow } from './permission.ts';
import type { Standing } from './standing.ts';

type Asked = { action: Action; name: SubjectName; row: SubjectRow | undefined };

/** What is in the way of a member who would be allowed but for it, as the error that says so. */
const HURDLES: readonly { code: string; lifted: (standing: Standing) => Standing }[] = [
	{
		code: 'guidelines.accept_first',
		lifted: (standing) => ({ ...standing, guidelinesVersion: Infinity }),
	},
	{
		code: 'permissions.second_factor_needed',
		lifted: (standing) => ({ ...standing, hasSecondFactor: true }),
	},
];

/** The code of the first hurdle that a member has to take before they may; undefined when they may not anyway. */
export function hurdleBefore(
	snapshot: CommunitySnapshot,
	standing: Standing,
	{ action, name, row }: Asked,
): string | undefined {
	const isAllowedTo = (one: Standing) =>
		isAllowed(abilityOf(snapshot, one).ability, action, name, row);
	const all = HURDLES.reduce((one, { lifted }) => lifted(one), standing);
	if (!isAllowedTo(all)) return undefined;
	// The first that is in the way even with the others gone.
	return HURDLES.find(({ code }) => {
		const others = HURDLES.filter((hurdle) => hurdle.code !== code);
		return !isAllowedTo(others.reduce((one, { lifted }) => lifted(one), standing));
	})?.code;
}
