import type { Route } from '../engine/routes.ts';
import { ACCOUNTS } from './accounts.ts';
import { BALANCE } from './balance.ts';
import { CHARGES } from './charges.ts';
import { CHECKOUT_SESSIONS } from './checkout-sessions.ts';
import { COUPONS } from './coupons.ts';
import { CREDIT_NOTES } from './credit-notes.ts';
import { CUSTOMERS } from './customers.ts';
import { DISPUTES } from './disputes.ts';
import { EVENTS } from './events.ts';
import { INVOICE_ITEMS } from './invoice-items.ts';
import { INVOICES } from './invoices.ts';
import { PAYMENT_INTENTS } from './payment-intents.ts';
import { PAYMENT_METHODS } from './payment-methods.ts';
import { PORTAL } from './portal.ts';
import { PREVIEWS } from './preview-invoice.ts';
import { PRICES } from './prices.ts';
import { PRODUCTS } from './products.ts';
import { PROMOTION_CODES } from './promotion-codes.ts';
import { REFUNDS } from './refunds.ts';
import { SETUP_INTENTS } from './setup-intents.ts';
import { SUBSCRIPTION_SCHEDULES } from './subscription-schedules.ts';
import { SUBSCRIPTIONS } from './subscriptions.ts';
import { TAX_IDS } from './tax-ids.ts';
import { TAX_RATES } from './tax-rates.ts';
import { TAX_SETTINGS } from './tax-settings.ts';
import { TEST_CLOCKS } from './test-clocks.ts';
import { WEBHOOK_ENDPOINTS } from './webhook-endpoints.ts';

/** All of the API that the stand-in speaks. */
export const ROUTES: readonly Route[] = [
	...ACCOUNTS,
	...BALANCE,
	...CHARGES,
	...CHECKOUT_SESSIONS,
	...COUPONS,
	...CREDIT_NOTES,
	...CUSTOMERS,
	...DISPUTES,
	...EVENTS,
	...INVOICE_ITEMS,
	...INVOICES,
	...PAYMENT_INTENTS,
	...PAYMENT_METHODS,
	...PORTAL,
	...PREVIEWS,
	...PRICES,
	...PRODUCTS,
	...PROMOTION_CODES,
	...REFUNDS,
	...SETUP_INTENTS,
	...SUBSCRIPTION_SCHEDULES,
	...SUBSCRIPTIONS,
	...TAX_IDS,
	...TAX_RATES,
	...TAX_SETTINGS,
	...TEST_CLOCKS,
	...WEBHOOK_ENDPOINTS,
];
