import type { Route } from '../engine/routes.ts';
import { ACCOUNTS } from './accounts.ts';
import { COUPONS } from './coupons.ts';
import { CUSTOMERS } from './customers.ts';
import { EVENTS } from './events.ts';
import { PAYMENT_METHODS } from './payment-methods.ts';
import { PRICES } from './prices.ts';
import { PRODUCTS } from './products.ts';
import { PROMOTION_CODES } from './promotion-codes.ts';
import { TAX_IDS } from './tax-ids.ts';
import { TAX_RATES } from './tax-rates.ts';
import { TEST_CLOCKS } from './test-clocks.ts';
import { WEBHOOK_ENDPOINTS } from './webhook-endpoints.ts';

/** All of the API that the stand-in speaks. */
export const ROUTES: readonly Route[] = [
	...ACCOUNTS,
	...COUPONS,
	...CUSTOMERS,
	...EVENTS,
	...PAYMENT_METHODS,
	...PRICES,
	...PRODUCTS,
	...PROMOTION_CODES,
	...TAX_IDS,
	...TAX_RATES,
	...TEST_CLOCKS,
	...WEBHOOK_ENDPOINTS,
];
