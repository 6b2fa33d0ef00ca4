import type { Policy } from '../permissions/permission.ts';

export const spacesPermissions = ['spaces:read', 'spaces:manage'] as const;

export const spacesPolicy: Policy = (grants, { can }) => {
	if (grants.has('spaces:read')) can('read', 'Space', { id: { $in: [...grants.spaces.readable] } });
	if (grants.has('spaces:manage')) can(['read', 'create', 'update', 'delete'], 'Space');
};
