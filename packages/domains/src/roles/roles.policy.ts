import type { Policy } from '../permissions/permission.ts';

export const rolesPermissions = ['roles:manage'] as const;

export const rolesPolicy: Policy = (grants, { can }) => {
	if (grants.has('roles:manage')) can(['read', 'create', 'update', 'delete'], 'Role');
};
