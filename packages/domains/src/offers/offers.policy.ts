import type { Policy } from '../permissions/permission.ts';

/** Who decides what is sold decides what is sold for less. Taking an offer is a purchase of one's own. */
export const offersPolicy: Policy = (grants, { can }) => {
	if (grants.has('tiers:manage')) can(['read', 'create', 'update'], 'Offer');
};
