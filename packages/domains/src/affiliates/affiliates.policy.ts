import type { Policy } from '../permissions/permission.ts';

/** Whoever is a member takes part for themselves; who prices tiers sets the terms, who looks after memberships decides and pays. */
export const affiliatesPolicy: Policy = (grants, { can }) => {
	can(['create', 'read'], 'Affiliate', { memberId: grants.memberId });
	if (grants.has('memberships:read')) can('read', 'Affiliate');
	if (grants.has('memberships:manage')) can(['read', 'invite', 'decide'], 'Affiliate');
	if (grants.has('tiers:manage')) can('administer', 'Affiliate');
};
