import type { Domain } from '../domain.ts';
import { handleSaleEvent } from './handle-sale-event.ts';
import { reconcileSales, settleLater } from './reconcile-sales.ts';
import { salesConsumers } from './sales.consumers.ts';
import { salesPolicy } from './sales.policy.ts';
import { salesRouter } from './sales.router.ts';
import { SETTLE_PURCHASE } from './settle-purchase.ts';

export { buyMembership } from './buy-membership.ts';
export { cancelMembership } from './end-membership.ts';
export { checkPurchase } from './read-sales.ts';
export { reconcileCommunity } from './reconcile-sales.ts';

export const sales = {
	router: salesRouter,
	policy: salesPolicy,
	jobs: {
		[SETTLE_PURCHASE]: { run: settleLater },
		'reconcile-sales': { cron: '37 3 * * *', run: (services) => reconcileSales(services) },
	},
	consumers: salesConsumers,
	vendors: { 'stripe-connect': handleSaleEvent },
} as const satisfies Domain;
