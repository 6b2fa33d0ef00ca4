import { memberIdOf } from '@kith/kernel/actor';
import { ForbiddenError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import type { CommunitySnapshot } from '../communities/index.ts';
import type { CommunityContext } from '../context.ts';
import type { RoleTag } from './members.schema.ts';

export const OWNER = 'owner';
export const ORDINARY = 'member';
const VISITORS = 'guest';

type Role = CommunitySnapshot['roles'][number];

/** The roles a member holds, highest first; everybody holds at least the ordinary one. */
export function roleTags(snapshot: CommunitySnapshot, roleIds: readonly string[]): RoleTag[] {
	const held = snapshot.roles.filter(({ id }) => roleIds.includes(id));
	const roles = held.length > 0 ? held : snapshot.roles.filter(({ key }) => key === ORDINARY);
	return roles.map(({ id, key, name, color }) => ({ id, key, name, color }));
}

/** Whether a role is the one that everybody holds. */
export function isOrdinaryRole({ key }: { key: string }): boolean {
	return key === ORDINARY;
}

/** The role called `key`; throws `roles.not_found`. */
export function roleByKey(snapshot: CommunitySnapshot, key: string): Role {
	const role = snapshot.roles.find((one) => one.key === key);
	if (!role) throw new NotFoundError('roles.not_found');
	return role;
}

/**
 * The role called `key`, which the actor may give in the whole community: below their own, and allowing nothing that
 * they do not have. Throws `roles.not_found`, also for the visitors' role, `members.role_above_own`,
 * `roles.wrong_scope` for roles of single spaces, and `roles.beyond_own`.
 */
export function assignableRole(ctx: CommunityContext, key: string): Role {
	const role = roleByKey(ctx.snapshot, key);
	if (role.key === VISITORS) throw new NotFoundError('roles.not_found');
	if (role.rank >= ctx.grants.rank) throw new ForbiddenError('members.role_above_own');
	if (role.scope === 'space') throw new InvalidError('roles.wrong_scope');
	// Everybody who joins is given that much, whoever lets them in.
	if (role.key === ORDINARY) return role;
	const beyond = Object.keys(role.permissions).find(
		(name) => role.permissions[name] === 'allow' && !ctx.grants.has(name),
	);
	if (beyond) throw new ForbiddenError('roles.beyond_own', { permission: beyond });
	return role;
}

/** Whether the actor's role is above the roles held; owners may also act on one another. */
export function isAbove(ctx: CommunityContext, roleIds: readonly string[]): boolean {
	const held = ctx.snapshot.roles.filter(({ id }) => roleIds.includes(id));
	const highest = Math.max(0, ...held.map(({ rank }) => rank));
	return highest < ctx.grants.rank || ctx.grants.rank >= roleByKey(ctx.snapshot, OWNER).rank;
}

/** Throws `members.not_oneself` for the actor's own row and `members.above_you` for members who are not below. */
export function requireAbove(
	ctx: CommunityContext,
	member: { id: string; roleIds: readonly string[] },
): void {
	if (member.id === memberIdOf(ctx.actor)) throw new ForbiddenError('members.not_oneself');
	if (!isAbove(ctx, member.roleIds)) throw new ForbiddenError('members.above_you');
}

/** Whether the member holds the owner's role. */
export function isOwner(ctx: CommunityContext, roleIds: readonly string[]): boolean {
	return roleIds.includes(roleByKey(ctx.snapshot, OWNER).id);
}
