import type { PermissionFacts, Policy } from '../permissions/permission.ts';

export const membershipsPermissions = {
	'memberships:read': 'community',
	'memberships:manage': 'community',
} as const satisfies PermissionFacts;

/** One's own need no leave: `mine` holds no others. What a tier opens is asked besides when it is given away. */
export const membershipsPolicy: Policy = (grants, { can }) => {
	if (grants.has('memberships:read')) can('read', 'Membership');
	if (grants.has('memberships:manage')) can(['read', 'create', 'update'], 'Membership');
};
