import { ConflictError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import { isBuiltOnSpaces } from '../permissions/permissions.schema.ts';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { memberById, memberTarget } from '../members/index.ts';
import type { Words } from '../permissions/permission.ts';
import type { CommunitySnapshot, Overrides, RoleFact } from '../snapshot.ts';
import { authorizeThere, requireBelow } from './in-space.ts';
import { requireOwn, requireStillIn, roleBelow } from './may-change.ts';
import {
	groupOverrides,
	lockRoles,
	saveMemberOverrides,
	saveOverrides,
	spaceOverrides,
} from './roles.queries.ts';
import type { SetMemberOverrides, SetOverrides } from './roles.schema.ts';

type Scope = SetOverrides['scope'];

/**
 * What a space, or a group of spaces, says over and above the roles. Words on roles at or above the actor's own stay as
 * they are: `roles.above_you`. Throws `spaces.not_found`, `spaces.group_not_found`, `roles.changed_meanwhile`,
 * `roles.not_in_spaces`, `roles.beyond_own`, `roles.opened_by_visibility`, `roles.locks_you_out`.
 */
export async function setOverrides(
	ctx: CommunityContext,
	{ scope, version, overrides: given }: SetOverrides,
): Promise<void> {
	ctx.authorize('update', 'Role');
	const overrides = spoken(given as Overrides);
	await ctx.transaction(async (tx) => {
		const row = await rowOf(tx, scope);
		if (row.version !== version) throw new ConflictError('roles.changed_meanwhile');
		const roles = (await lockRoles(tx.db).execute()) as unknown as RoleFact[];
		const before = row.overrides as unknown as Overrides;
		for (const roleId of new Set([...Object.keys(before), ...Object.keys(overrides)]))
			requireMayStand(ctx, roles, roleId, [before[roleId] ?? {}, overrides[roleId] ?? {}]);
		requireStillIn(ctx, withOverrides(ctx.snapshot, scope, overrides));
		await saveOverrides(tx.db, scope, overrides).execute();
		tx.audit({
			action: 'roles.overridden',
			target: { kind: scope.kind, id: scope.scopeId, label: row.name, spaceId: spaceOf(scope) },
			before: named(roles, before),
			after: named(roles, overrides),
		});
		await tx.emit('roles.overrides_changed', { ...scope, memberId: null });
		tx.touchCommunity();
	});
}

/**
 * What a space, or a group of spaces, says of one member below the actor; who runs a space says it there. Throws as
 * `setOverrides` does.
 */
// authorize: authorizeThere asks, for the whole community or for the space.
export async function setMemberOverrides(
	ctx: CommunityContext,
	{ scope, memberId, permissions }: SetMemberOverrides,
): Promise<void> {
	const spaceId = spaceOf(scope);
	const there = authorizeThere(ctx, ['update', 'Role'], spaceId);
	const words = permissions as Words;
	requireOnSpaces(words);
	await ctx.transaction(async (tx) => {
		const { name } = await rowOf(tx, scope);
		const member = await memberById(tx.db, memberId).forNoKeyUpdate().executeTakeFirst();
		if (member?.status !== 'active') throw new NotFoundError('members.not_found');
		await requireBelow(ctx, tx, member, there);
		const before = (member.overrides as Overrides)[scope.scopeId] ?? {};
		requireOwn(ctx, before, words, there);
		await saveMemberOverrides(tx.db, memberId, scope.scopeId, words).execute();
		tx.audit({
			...{ action: 'members.excepted', target: { ...memberTarget(member), spaceId } },
			before: { in: name, ...before },
			after: { in: name, ...words },
		});
		await tx.emit('roles.overrides_changed', { ...scope, memberId });
		tx.touchMember(memberId);
	});
}

const spaceOf = ({ kind, scopeId }: Scope) => (kind === 'space' ? scopeId : null);

function requireMayStand(
	ctx: CommunityContext,
	roles: readonly RoleFact[],
	roleId: string,
	[before, after]: [Words, Words],
): void {
	const isSame = Object.keys({ ...before, ...after }).every((name) => before[name] === after[name]);
	if (isSame) return;
	const role = roleBelow(ctx, roles, roleId);
	requireOnSpaces(after);
	requireOwn(ctx, before, after);
	// Visitors see what is public: one place decides that, and feeds, maps of the site and caches all go by it.
	if (role.key === 'guest' && Object.values(after).includes('allow'))
		throw new InvalidError('roles.opened_by_visibility');
}

function requireOnSpaces(words: Words): void {
	if (!Object.keys(words).every(isBuiltOnSpaces)) throw new InvalidError('roles.not_in_spaces');
}

function spoken(overrides: Overrides): Overrides {
	return Object.fromEntries(
		Object.entries(overrides).filter(([, words]) => Object.keys(words).length > 0),
	);
}

/** What is said, under the names of the roles. */
const named = (roles: readonly RoleFact[], overrides: Overrides) =>
	Object.fromEntries(
		Object.entries(overrides).map(([id, words]) => [
			roles.find((role) => role.id === id)?.name ?? id,
			words,
		]),
	);

async function rowOf(tx: CommunityTransaction, { kind, scopeId }: Scope) {
	const row =
		kind === 'space'
			? await spaceOverrides(tx.db, scopeId).executeTakeFirst()
			: await groupOverrides(tx.db, scopeId).executeTakeFirst();
	if (row) return row;
	throw new NotFoundError(kind === 'space' ? 'spaces.not_found' : 'spaces.group_not_found');
}

/** What of the community is another once a space or a group says this. */
export function withOverrides(
	{ spaces, groups }: CommunitySnapshot,
	{ kind, scopeId }: Scope,
	overrides: Overrides,
): Partial<CommunitySnapshot> {
	const replaced = <One extends { id: string }>(one: One) =>
		one.id === scopeId ? { ...one, overrides } : one;
	return kind === 'space' ? { spaces: spaces.map(replaced) } : { groups: groups.map(replaced) };
}
