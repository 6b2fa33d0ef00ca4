import type { PermissionFacts, Policy } from '../permissions/permission.ts';

export const analyticsPermissions = {
	'analytics:read': 'community',
	'analytics:moderation': 'community',
} as const satisfies PermissionFacts;

export const analyticsPolicy: Policy = (grants, { can }) => {
	if (grants.has('analytics:read')) can('read', 'Analytics');
	if (grants.has('analytics:read') || grants.has('analytics:moderation'))
		can('read', 'ModerationNumbers');
};
