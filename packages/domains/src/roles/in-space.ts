import { memberIdOf } from '@kith/kernel/actor';
import { ForbiddenError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { requireAbove } from '../members/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import type { Action, SubjectName } from '../permissions/permission.ts';
import { requireRunSpace } from '../permissions/run-space.ts';
import { rankAmong } from './may-change.ts';
import { exceptionsIn, rolesHeldIn } from './roles.queries.ts';
import type { RolesInSpace } from './roles.schema.ts';

/**
 * Asks for what is needed in the whole community, or else for running the space it is about. Returns that space where
 * the actor acts as who runs it: what they hold there counts, and nothing they do reaches out of it.
 */
export function authorizeThere(
	ctx: CommunityContext,
	[action, subject]: readonly [Action, SubjectName],
	spaceId: string | null,
): string | null {
	if (spaceId && !isAllowed(ctx.ability, action, subject)) {
		const isThere = ctx.snapshot.spaces.some(({ id }) => id === spaceId);
		if (isThere && isAllowed(ctx.ability, 'update', 'Space', { id: spaceId })) return spaceId;
	}
	ctx.authorize(action, subject);
	return null;
}

type Member = { id: string; roleIds: readonly string[] };

/** Throws `members.not_oneself`, and `members.above_you` for who is not below the actor, in that space where one is named. */
// authorize: the verb has asked; this is about the two of them.
export async function requireBelow(
	ctx: CommunityContext,
	tx: Pick<CommunityTransaction, 'db'>,
	member: Member,
	spaceId: string | null,
): Promise<void> {
	if (!spaceId) return requireAbove(ctx, member);
	if (member.id === memberIdOf(ctx.actor)) throw new ForbiddenError('members.not_oneself');
	const { roles } = ctx.snapshot;
	const rows = await rolesHeldIn(tx.db, member.id, spaceId).execute();
	const held = [...member.roleIds, ...rows.map(({ roleId }) => roleId)];
	const ranks = roles.filter(({ id }) => held.includes(id)).map(({ rank }) => rank);
	if (Math.max(0, ...ranks) >= rankAmong(ctx, roles, spaceId))
		throw new ForbiddenError('members.above_you');
}

/** Who holds a role in a space, and which ones the actor may give there; for who runs it. */
// authorize: requireRunSpace asks.
export async function rolesInSpace(
	ctx: CommunityContext,
	{ spaceId }: { spaceId: string },
): Promise<RolesInSpace> {
	requireRunSpace(ctx, spaceId);
	const { roles } = ctx.snapshot;
	const people = await exceptionsIn(ctx.db, spaceId).execute();
	const rank = rankAmong(ctx, roles, spaceId);
	const has = (permission: string) => ctx.grants.where(permission).includes(spaceId);
	const ofSpaces = roles.filter(({ scope }) => scope === 'space');
	return {
		roles: ofSpaces.map(({ id, name, color, permissions, rank: its }) => ({
			...{ id, name, color },
			mayGive:
				its < rank &&
				Object.entries(permissions).every(([name, word]) => word === 'deny' || has(name)),
		})),
		people: people
			.map(({ permissions, ...person }) => ({
				...{ ...person, exceptions: Object.keys(permissions).length },
			}))
			.filter(({ roleIds, exceptions }) => roleIds.length > 0 || exceptions > 0),
	};
}
