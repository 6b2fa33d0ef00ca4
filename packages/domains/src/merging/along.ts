import { memberIdOf } from '@kith/kernel/actor';
import type { CommunityContext } from '../context.ts';
import type { RestrictionKind } from '../members/restriction.schema.ts';
import { isAllowed } from '../permissions/ability.ts';
import type { Words } from '../permissions/permission.ts';
import type { RoleFact } from '../snapshot.ts';
import type { Account } from './pair.ts';

/** Whether the actor could give this role to the one that stays: then it comes along, otherwise it does not. */
// authorize: asks the ability, as the verbs that give roles do.
export function comesAlong(ctx: CommunityContext, stays: { id: string }, role: RoleFact): boolean {
	if (stays.id === memberIdOf(ctx.actor) || !isAllowed(ctx.ability, 'assign', 'Member'))
		return false;
	const words = Object.entries(role.permissions);
	return (
		role.rank < ctx.grants.rank &&
		words.every(([name, word]) => word === 'deny' || ctx.grants.has(name))
	);
}

/** What is denied to either is denied; what only the one that goes was allowed is not. */
export function strictest(
	stays: Readonly<Record<string, Words>>,
	gone: Readonly<Record<string, Words>>,
): Record<string, Words> {
	const all = { ...stays };
	for (const [id, words] of Object.entries(gone)) {
		const denied = Object.entries(words).filter(([, word]) => word === 'deny');
		if (denied.length > 0) all[id] = { ...all[id], ...Object.fromEntries(denied) };
	}
	return all;
}

export type Held = { kind: RestrictionKind; until: Date | null; details: Record<string, unknown> };

const SEVERITY: readonly (string | null)[] = [null, 'silenced', 'suspended', 'banned'];

/** What holds the one that stays back from now on: the graver kind, until the later end; null when that is as it was. */
export function graverOf(stays: Account, gone: Account): Held | null {
	if (!gone.restriction) return null;
	const isGraver = SEVERITY.indexOf(gone.restriction) > SEVERITY.indexOf(stays.restriction);
	const graver = isGraver ? gone : stays;
	const until = laterOf(stays, gone);
	const same = stays.restrictedUntil?.getTime() === until?.getTime();
	if (!isGraver && same) return null;
	return {
		kind: graver.restriction as RestrictionKind,
		until,
		details: graver.restrictionDetails as Record<string, unknown>,
	};
}

/** No end at all is the latest. */
function laterOf(stays: Account, gone: Account): Date | null {
	if (!stays.restriction) return gone.restrictedUntil;
	const [one, other] = [stays.restrictedUntil, gone.restrictedUntil];
	if (!one || !other) return null;
	return one > other ? one : other;
}
