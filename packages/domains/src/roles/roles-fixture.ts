import { newId } from '@kith/kernel/ids';
import { communityCaller } from '../index.ts';
import type { CommunityContext } from '../context.ts';
import type { RoleMatrix, RoleWords } from './roles.schema.ts';

export const rolesOf = (ctx: CommunityContext) => communityCaller(ctx).roles;

/** A role of the community's own with these words; returns its row. */
// authorize: the procedure asks.
export async function roleWith(ctx: CommunityContext, permissions: RoleWords = {}, more = {}) {
	const id = newId();
	const name = `Role ${id.slice(-12)}`;
	await rolesOf(ctx).create({ id, name, permissions, ...more });
	return rowOf(ctx, id);
}

/** How a role stands now. */
// authorize: the procedure asks.
export async function rowOf(ctx: CommunityContext, id: string): Promise<RoleMatrix['roles'][0]> {
	const { services, community, db } = ctx;
	services.snapshots.drop(community.id);
	const snapshot = await services.snapshots.get(community.id, db);
	const { roles } = await rolesOf({ ...ctx, snapshot }).matrix();
	const role = roles.find((one) => one.id === id);
	if (!role) throw new Error('no such role');
	return role;
}
