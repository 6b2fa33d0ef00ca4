import { ConflictError, ForbiddenError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import { isDangerous } from '../permissions/permissions.schema.ts';
import type { CommunityContext } from '../context.ts';
import { grantsOf } from '../permissions/grants.ts';
import type { Words } from '../permissions/permission.ts';
import type { CommunitySnapshot, RoleFact } from '../snapshot.ts';
import { BUILT_IN_ROLES, VISITORS_MAY } from './roles.schema.ts';

/** What nobody can take from themselves. */
const ESSENTIAL = ['community:enter', 'roles:manage', 'spaces:manage'];

/**
 * The role, which is below the actor's own, or below what they hold in a space. Throws `roles.not_found` and
 * `roles.above_you`.
 */
export function roleBelow<Role extends Pick<RoleFact, 'id' | 'key' | 'rank'>>(
	ctx: CommunityContext,
	roles: readonly Role[],
	roleId: string,
	spaceId: string | null = null,
): Role {
	const role = roles.find(({ id }) => id === roleId);
	if (!role) throw new NotFoundError('roles.not_found');
	// The owner gives their own role another name and colour.
	const isOwners = role.key === 'owner' && ctx.standing?.roleIds.includes(roleId);
	if (role.rank >= rankAmong(ctx, roles, spaceId) && !isOwners)
		throw new ForbiddenError('roles.above_you');
	return role;
}

/** The actor's rank as the roles stand now, which may have moved since the request began; in a space, with what is held there. */
export function rankAmong(
	{ standing }: CommunityContext,
	roles: readonly Pick<RoleFact, 'id' | 'key' | 'rank'>[],
	spaceId: string | null = null,
): number {
	const there = (spaceId && standing?.scopedRoles?.[spaceId]) || [];
	const own = [...(standing?.roleIds ?? []), ...there];
	const held = roles.filter(({ id, key }) => key === 'member' || own.includes(id));
	return Math.max(0, ...held.map(({ rank }) => rank));
}

/**
 * Throws `roles.beyond_own` for words that give more than the actor has, in the whole community or in a space: a new
 * allowance, or a denial taken back.
 */
export function requireOwn(
	{ grants }: CommunityContext,
	before: Words,
	after: Words,
	spaceId: string | null = null,
): void {
	const has = (permission: string) =>
		spaceId ? grants.where(permission).includes(spaceId) : grants.has(permission);
	const changed = new Set([...Object.keys(before), ...Object.keys(after)]);
	for (const permission of changed) {
		const gives = before[permission] !== after[permission] && after[permission] !== 'deny';
		const takesBack = before[permission] === 'allow' && after[permission] === undefined;
		if (gives && !takesBack && !has(permission))
			throw new ForbiddenError('roles.beyond_own', { permission });
	}
}

/**
 * Throws `roles.owner_has_all`, `roles.not_for_visitors`, `roles.dangerous_for_everyone`, and `roles.not_in_spaces` for
 * what single spaces cannot give.
 */
export function requireFitting(
	{ key, scope }: Pick<RoleFact, 'key' | 'scope'>,
	words: Words,
	isOnSpaces: (permission: string) => boolean,
): void {
	const allowed = Object.keys(words).filter((permission) => words[permission] === 'allow');
	if (key === 'owner' && Object.keys(words).length > 0)
		throw new InvalidError('roles.owner_has_all');
	if (key === 'guest' && allowed.some((permission) => !VISITORS_MAY.has(permission)))
		throw new InvalidError('roles.not_for_visitors');
	if ((key === 'member' || key === 'guest') && allowed.some(isDangerous))
		throw new InvalidError('roles.dangerous_for_everyone');
	if (scope === 'space' && Object.keys(words).some((permission) => !isOnSpaces(permission)))
		throw new InvalidError('roles.not_in_spaces');
}

/**
 * Whether a role has to ask for a second factor: those a community makes itself, once they allow something dangerous.
 * What the ones that came with it allow of that asks for one from the community's day on.
 */
export function needsSecondFactor(key: string, words: Words): boolean {
	return (
		!BUILT_IN_ROLES.has(key) &&
		Object.keys(words).some((name) => words[name] === 'allow' && isDangerous(name))
	);
}

/** Throws `roles.locks_you_out` when the actor would lose what they need to undo it. */
export function requireStillIn(ctx: CommunityContext, change: Partial<CommunitySnapshot>): void {
	if (ctx.actor.kind === 'job') return;
	const after = grantsOf({ ...ctx.snapshot, ...change }, ctx.standing);
	const lost = ESSENTIAL.find((name) => ctx.grants.has(name) && !after.has(name));
	if (lost) throw new ConflictError('roles.locks_you_out', { permission: lost });
	const kept = new Set(after.where('spaces:manage'));
	if (ctx.grants.where('spaces:manage').some((id) => !kept.has(id)))
		throw new ConflictError('roles.locks_you_out', { permission: 'spaces:manage' });
}
