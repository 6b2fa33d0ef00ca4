import type { PermissionFacts, Policy } from '../permissions/permission.ts';

export const paymentsPermissions = {
	'payments:read': 'community',
	'payments:manage': 'dangerous',
} as const satisfies PermissionFacts;

export const paymentsPolicy: Policy = (grants, { can }) => {
	if (grants.has('payments:read')) can('read', 'Payments');
	if (grants.has('payments:manage')) can(['read', 'administer'], 'Payments');
};
