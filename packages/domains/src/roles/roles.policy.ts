import type { PermissionFacts, Policy } from '../permissions/permission.ts';

export const rolesPermissions = {
	'roles:manage': 'dangerous',
} as const satisfies PermissionFacts;

export const rolesPolicy: Policy = (grants, { can }) => {
	if (grants.has('roles:manage')) can(['read', 'create', 'update', 'delete'], 'Role');
};
