import { ConflictError, InvalidError } from '@kith/kernel/errors';
import { isBuiltOnSpaces } from '../permissions/permissions.schema.ts';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import type { Words } from '../permissions/permission.ts';
import type { RoleFact } from '../snapshot.ts';
import { requireFreeName } from './create-role.ts';
import {
	needsSecondFactor,
	requireFitting,
	requireOwn,
	requireStillIn,
	roleBelow,
} from './may-change.ts';
import { lockRoles, updateRole } from './roles.queries.ts';
import type { RoleChange, SaveRoles } from './roles.schema.ts';

/**
 * Changes any number of roles, all or none: words, names, colours. Throws `roles.changed_meanwhile` for a version that
 * is no longer the newest, `roles.above_you`, `roles.beyond_own`, `roles.name_taken`, `roles.second_factor_needed`,
 * `roles.locks_you_out`, and what `requireFitting` throws.
 */
export async function saveRoles(ctx: CommunityContext, { changes }: SaveRoles): Promise<void> {
	ctx.authorize('update', 'Role');
	await ctx.transaction(async (tx) => {
		const roles = (await lockRoles(tx.db).execute()) as unknown as RoleFact[];
		const after = new Map(roles.map((role) => [role.id, role]));
		for (const change of changes) {
			const role = roleBelow(ctx, roles, change.roleId);
			if (role.version !== change.version)
				throw new ConflictError('roles.changed_meanwhile', { name: role.name });
			after.set(role.id, changed(ctx, role, change, [...after.values()]));
		}
		requireStillIn(ctx, { roles: [...after.values()] });
		for (const { roleId, version: _version, ...change } of changes) {
			const { requiresSecondFactor } = after.get(roleId) ?? {};
			await updateRole(tx.db, roleId, {
				...defined(change),
				...(requiresSecondFactor !== undefined && { requiresSecondFactor }),
			}).execute();
			auditChange(
				tx,
				roles.find(({ id }) => id === roleId),
				after.get(roleId),
			);
			await tx.emit('roles.updated', { roleId });
		}
		tx.touchCommunity();
	});
}

/** Says what changed, word by word. */
function auditChange(tx: CommunityTransaction, before?: RoleFact, after?: RoleFact): void {
	if (!before || !after) return;
	const shown = ({ name, description, color, requiresSecondFactor, permissions }: RoleFact) => ({
		...{ name, description, color, requiresSecondFactor, ...permissions },
	});
	tx.audit({
		...{ action: 'roles.updated', target: { kind: 'role', id: after.id, label: after.name } },
		...{ before: shown(before), after: shown(after) },
	});
}

/** The role as it will be, once it is known that it may. */
function changed(
	ctx: CommunityContext,
	role: RoleFact,
	{ roleId, version: _version, permissions, ...change }: RoleChange,
	others: readonly RoleFact[],
): RoleFact {
	if (change.name !== undefined)
		requireFreeName(
			others.filter(({ id }) => id !== roleId),
			change.name,
		);
	const words: Words = permissions ? (defined(permissions) as Words) : role.permissions;
	if (permissions) {
		requireFitting(role, words, isBuiltOnSpaces);
		requireOwn(ctx, role.permissions, words);
	}
	const isNeeded = needsSecondFactor(role.key, words);
	if (isNeeded && change.requiresSecondFactor === false)
		throw new InvalidError('roles.second_factor_needed', { name: role.name });
	const requiresSecondFactor =
		isNeeded || (change.requiresSecondFactor ?? role.requiresSecondFactor);
	return { ...role, ...defined(change), permissions: words, requiresSecondFactor };
}

function defined<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
	const known = Object.entries(fields).filter(([, value]) => value !== undefined);
	return Object.fromEntries(known) as { [K in keyof T]: Exclude<T[K], undefined> };
}
