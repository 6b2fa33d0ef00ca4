import type { Domain } from '../domain.ts';
import { rolesPermissions, rolesPolicy } from './roles.policy.ts';
import { rolesRouter } from './roles.router.ts';

export { DEFAULT_ROLES } from './default-roles.ts';
export { roleNames } from './role-names.ts';
export { seedRoles } from './seed-roles.ts';

export const roles = {
	router: rolesRouter,
	policy: rolesPolicy,
	permissions: rolesPermissions,
} as const satisfies Domain;
