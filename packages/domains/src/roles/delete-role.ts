import { ConflictError, ForbiddenError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import type { RoleFact } from '../snapshot.ts';
import { requireStillIn, roleBelow } from './may-change.ts';
import { deleteRoleRow, forgetOverridesOf, inviteUnder, lockRoles } from './roles.queries.ts';
import { BUILT_IN_ROLES, type DeleteRole } from './roles.schema.ts';

/**
 * Deletes a role that the community made itself. Who held it holds it no longer, who was invited under it comes in as a
 * member, and what spaces said of it is forgotten. Throws `roles.built_in`, `roles.above_you`,
 * `roles.changed_meanwhile`, `roles.locks_you_out`.
 */
export async function deleteRole(
	ctx: CommunityContext,
	{ roleId, version }: DeleteRole,
): Promise<void> {
	ctx.authorize('delete', 'Role');
	await ctx.transaction(async (tx) => {
		const roles = (await lockRoles(tx.db).execute()) as unknown as RoleFact[];
		const role = roleBelow(ctx, roles, roleId);
		if (BUILT_IN_ROLES.has(role.key)) throw new ForbiddenError('roles.built_in');
		if (role.version !== version)
			throw new ConflictError('roles.changed_meanwhile', { name: role.name });
		requireStillIn(ctx, { roles: roles.filter(({ id }) => id !== roleId) });
		const ordinary = roles.find(({ key }) => key === 'member');
		if (ordinary) await inviteUnder(tx.db, roleId, ordinary.id).execute();
		for (const statement of forgetOverridesOf(tx.db, roleId)) await statement.execute();
		await deleteRoleRow(tx.db, roleId).execute();
		const target = { kind: 'role', id: roleId, label: role.name };
		tx.audit({ action: 'roles.deleted', target, before: { permissions: role.permissions } });
		await tx.emit('roles.deleted', { roleId });
		tx.touchCommunity();
	});
}
