import { ForbiddenError } from '@kith/kernel/errors';
import type { StaffRole } from '../context.ts';
import { STAFF_ROLES } from './organizations.schema.ts';

/** Who runs an organization. */
export const RUNNING = ['owner', 'admin'] as const;

/** The roles that somebody may give: owners all, admins all but the owner's. */
export function givable(role: StaffRole | undefined): readonly StaffRole[] {
	if (role === 'owner') return STAFF_ROLES;
	return role === 'admin' ? STAFF_ROLES.filter((one) => one !== 'owner') : [];
}

/** Throws `organizations.role_above_own` unless somebody with `own` may give and take all of `roles`. */
export function requireGivable(own: StaffRole | undefined, roles: readonly string[]): void {
	const may = givable(own);
	if (!roles.every((role) => may.some((one) => one === role)))
		throw new ForbiddenError('organizations.role_above_own');
}
