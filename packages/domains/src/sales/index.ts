import type { Services } from '../context.ts';
import type { Domain } from '../domain.ts';
import { handleSaleEvent } from './handle-sale-event.ts';
import { reconcileSales, settleLater } from './reconcile-sales.ts';
import { salesConsumers } from './sales.consumers.ts';
import { salesPolicy } from './sales.policy.ts';
import { salesRouter } from './sales.router.ts';
import { SETTLE_PURCHASE } from './settle-purchase.ts';

export { customerAtStripe, groupAtStripe, on, priceAtStripe } from './at-stripe.ts';
export { buyMembership, isClosed, isPageGood, keepPage, type Left } from './buy-membership.ts';
export { requireSold } from './door.ts';
export { itemOf, orDeclined, requireRecent } from './change-plan.ts';
export { cancelMembership } from './end-membership.ts';
export { checkPurchase } from './read-sales.ts';
export { reconcileCommunity, reconcileSales, type SalesReport } from './reconcile-sales.ts';
export { replaySales } from './replay-sales.ts';
export { readMrr } from './read-mrr.ts';
export { feeOf } from './fee.ts';
export { currencyOf, inCurrency } from './in-currency.ts';
export { readPurchase, type Told } from './read-purchase.ts';
export { runningOf, type Running } from './own-purchase.ts';
export { giftIn, giftReferenceOf, referenceOf } from './reference.ts';
export {
	entriesOfPayment,
	offerById,
	personOf,
	purchaseById,
	type OfferRow,
	type PurchaseRow,
} from './sales.queries.ts';
export { settlePayment } from './settle-payment.ts';
export { settlePurchase } from './settle-purchase.ts';
export { nextWithTax, taxOn } from './tax-of-payment.ts';
export { pageTaxes, termsOfTax } from './taxes-at-stripe.ts';
export { readNews, type SaleFacts } from './read-news.ts';

const reconcile = async (services: Services): Promise<void> =>
	void (await reconcileSales(services));

export const sales = {
	router: salesRouter,
	policy: salesPolicy,
	jobs: {
		[SETTLE_PURCHASE]: { run: settleLater },
		'reconcile-sales': { cron: '37 3 * * *', run: reconcile },
	},
	consumers: salesConsumers,
	vendors: { 'stripe-connect': handleSaleEvent },
} as const satisfies Domain;
