import type Stripe from 'stripe';
import type { Delivery } from './delivery.ts';
import type { Timer } from './timers.ts';

/** The card behind a payment method, whose number Stripe keeps to itself, and whether its owner agreed to later payments. */
export type CardSecret = { id: string; number: string; agreed: boolean };

/** The first answer to an idempotency key. */
export type KeyUse = { id: string; at: number; hash: string; status: number; body: string };

/** The secrets an endpoint signs with: two while one is being replaced. */
export type EndpointSecret = {
	id: string;
	secrets: string[];
	connect: boolean;
	until: number | null;
};

/** An account that took its access back from the platform. */
export type Revoked = { id: string; at: number };

/** How far the numbers of invoices or anything else counted have come. */
export type Counter = { id: string; value: number };

/** What was asked for or decided and no answer shows, under the id of what it belongs to. */
export type Note = { id: string; given: Record<string, unknown> };

/** Everything that is kept, by kind; an account has a table of each. */
export type Kinds = {
	account: Stripe.Account;
	application_fee: Stripe.ApplicationFee;
	balance_transaction: Stripe.BalanceTransaction;
	'billing_portal.configuration': Stripe.BillingPortal.Configuration;
	'billing_portal.session': Stripe.BillingPortal.Session;
	charge: Stripe.Charge;
	'checkout.session': Stripe.Checkout.Session;
	coupon: Stripe.Coupon;
	credit_note: Stripe.CreditNote;
	customer: Stripe.Customer;
	customer_balance_transaction: Stripe.CustomerBalanceTransaction;
	discount: Stripe.Discount;
	dispute: Stripe.Dispute;
	event: Stripe.Event;
	fee_refund: Stripe.FeeRefund;
	invoice: Stripe.Invoice;
	invoice_payment: Stripe.InvoicePayment;
	invoiceitem: Stripe.InvoiceItem;
	payment_intent: Stripe.PaymentIntent;
	payment_method: Stripe.PaymentMethod;
	payout: Stripe.Payout;
	price: Stripe.Price;
	product: Stripe.Product;
	promotion_code: Stripe.PromotionCode;
	refund: Stripe.Refund;
	setup_intent: Stripe.SetupIntent;
	subscription: Stripe.Subscription;
	subscription_schedule: Stripe.SubscriptionSchedule;
	tax_id: Stripe.TaxId;
	tax_rate: Stripe.TaxRate;
	'test_helpers.test_clock': Stripe.TestHelpers.TestClock;
	webhook_endpoint: Stripe.WebhookEndpoint;
	'own.card': CardSecret;
	'own.counter': Counter;
	'own.delivery': Delivery;
	'own.endpoint': EndpointSecret;
	'own.key': KeyUse;
	'own.note': Note;
	'own.revoked': Revoked;
	'own.timer': Timer;
};

export type Kind = keyof Kinds;
/** The kinds that Stripe knows, which answers and events are made of. */
export type PublicKind = Exclude<Kind, `own.${string}`>;

/** The start of an id of each kind. */
export const PREFIX: Record<PublicKind, string> = {
	account: 'acct',
	application_fee: 'fee',
	balance_transaction: 'txn',
	'billing_portal.configuration': 'bpc',
	'billing_portal.session': 'bps',
	charge: 'ch',
	'checkout.session': 'cs_test',
	coupon: 'cpn',
	credit_note: 'cn',
	customer: 'cus',
	customer_balance_transaction: 'cbtxn',
	discount: 'di',
	dispute: 'du',
	event: 'evt',
	fee_refund: 'fr',
	invoice: 'in',
	invoice_payment: 'inpay',
	invoiceitem: 'ii',
	payment_intent: 'pi',
	payment_method: 'pm',
	payout: 'po',
	price: 'price',
	product: 'prod',
	promotion_code: 'promo',
	refund: 're',
	setup_intent: 'seti',
	subscription: 'sub',
	subscription_schedule: 'sub_sched',
	tax_id: 'txi',
	tax_rate: 'txr',
	'test_helpers.test_clock': 'clock',
	webhook_endpoint: 'we',
};
