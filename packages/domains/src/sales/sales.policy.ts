import type { Policy } from '../permissions/permission.ts';

/** Whoever is a member buys for themselves and decides on what they bought; who looks after memberships gives money back. */
export const salesPolicy: Policy = (grants, { can }) => {
	can(['create', 'update'], 'Purchase', { memberId: grants.memberId });
	if (grants.has('memberships:read')) can('read', 'Purchase');
	if (grants.has('memberships:manage')) can(['read', 'administer'], 'Purchase');
};
