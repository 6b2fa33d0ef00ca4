import type { PermissionFacts, Policy } from '../permissions/permission.ts';

export const analyticsPermissions = {
	'analytics:read': 'community',
} as const satisfies PermissionFacts;

export const analyticsPolicy: Policy = (grants, { can }) => {
	if (grants.has('analytics:read')) can('read', 'Analytics');
};
