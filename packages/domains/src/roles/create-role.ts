import { ConflictError, InvalidError } from '@kith/kernel/errors';
import { isBuiltOnSpaces } from '../permissions/permissions.schema.ts';
import type { CommunityContext } from '../context.ts';
import { needsSecondFactor, requireFitting, requireOwn } from './may-change.ts';
import { placeRoles } from './place-roles.ts';
import { insertRole, lockRoles } from './roles.queries.ts';
import { MOST_ROLES, type CreateRole } from './roles.schema.ts';

/**
 * Adds a role just above the one that everybody has. Safe to repeat with the same id. Throws `roles.too_many`,
 * `roles.name_taken`, `roles.beyond_own`, `roles.not_in_spaces`.
 */
export async function createRole(
	ctx: CommunityContext,
	{ id, permissions, ...fields }: CreateRole,
): Promise<{ roleId: string }> {
	ctx.authorize('create', 'Role');
	const role = { ...fields, id, key: `role-${id.slice(-12)}` };
	requireFitting(role, permissions, isBuiltOnSpaces);
	requireOwn(ctx, {}, permissions);
	await ctx.transaction(async (tx) => {
		const roles = await lockRoles(tx.db).execute();
		if (roles.some((other) => other.id === id)) return;
		if (roles.length >= MOST_ROLES) throw new InvalidError('roles.too_many', { most: MOST_ROLES });
		requireFreeName(roles, fields.name);
		const requiresSecondFactor = needsSecondFactor(role.key, permissions);
		await insertRole(tx.db, {
			...{ ...role, permissions, requiresSecondFactor, rank: 0 },
		}).execute();
		await placeRoles(tx.db, [...roles, role]);
		const target = { kind: 'role', id, label: fields.name };
		tx.audit({ action: 'roles.created', target, after: { ...fields, permissions } });
		await tx.emit('roles.created', { roleId: id });
		tx.touchCommunity();
	});
	return { roleId: id };
}

/** Two roles of one name cannot be told apart where they are given. Throws `roles.name_taken`. */
export function requireFreeName(roles: readonly { name: string }[], name: string): void {
	const called = name.toLowerCase();
	if (roles.some((other) => other.name.toLowerCase() === called))
		throw new ConflictError('roles.name_taken', { name });
}
