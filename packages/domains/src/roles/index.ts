import type { Domain } from '../domain.ts';
import { rolesEvents } from './roles.events.ts';
import { rolesPermissions, rolesPolicy } from './roles.policy.ts';
import { rolesRouter } from './roles.router.ts';

export { DEFAULT_ROLES } from './default-roles.ts';
export { previewSeconds, previewTokenFor, readPreviewToken, type Preview } from './preview.ts';
export { roleNames } from './role-names.ts';
export { seedRoles } from './seed-roles.ts';
export { requireOwn } from './may-change.ts';

export const roles = {
	router: rolesRouter,
	policy: rolesPolicy,
	permissions: rolesPermissions,
	events: rolesEvents,
} as const satisfies Domain;
