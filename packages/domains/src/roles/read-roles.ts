import { NotFoundError } from '@kith/kernel/errors';
import { permissionCatalogue, permissionFacts } from '../permissions/permissions.schema.ts';
import type { CommunityContext } from '../context.ts';
import { exceptionsIn, holderCounts } from './roles.queries.ts';
import { BUILT_IN_ROLES, type RoleExceptions, type RoleMatrix } from './roles.schema.ts';

/** Every role with its words, every permission, and what groups and spaces say differently. One statement. */
export async function roleMatrix(ctx: CommunityContext): Promise<RoleMatrix> {
	ctx.authorize('read', 'Role');
	const { roles, groups, spaces } = ctx.snapshot;
	const counts = await holderCounts(ctx.db).execute();
	const given = new Map(counts.map(({ roleId, holders }) => [roleId, holders]));
	const isEverybodys = (key: string) => key === 'member' || key === 'guest';
	return {
		roles: roles.map(({ ...role }) => ({
			...role,
			isBuiltIn: BUILT_IN_ROLES.has(role.key),
			isBelow: role.rank < ctx.grants.rank,
			holders: isEverybodys(role.key) ? null : (given.get(role.id) ?? 0),
		})),
		permissions: permissionCatalogue.map((key) => ({
			...{ key, kind: permissionFacts[key], isMine: ctx.grants.has(key) },
		})),
		groups: groups.map(({ id, name, version, overrides }) => ({ id, name, version, overrides })),
		spaces: spaces.map(({ id, name, version, overrides, groupId, visibility, posting }) => ({
			...{ id, name, version, overrides, groupId, visibility, posting },
		})),
	};
}

/** Members who hold a role, or are an exception, in one space or group of spaces; at most 200. */
export async function listExceptions(
	ctx: CommunityContext,
	{ scopeId }: { scopeId: string },
): Promise<RoleExceptions> {
	ctx.authorize('read', 'Role');
	const { spaces, groups } = ctx.snapshot;
	if (![...spaces, ...groups].some(({ id }) => id === scopeId))
		throw new NotFoundError('spaces.not_found');
	return exceptionsIn(ctx.db, scopeId).execute();
}
