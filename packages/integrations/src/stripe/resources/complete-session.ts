import type Stripe from 'stripe';
import { mergeMetadata } from '../engine/metadata.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { StripeError } from '../engine/stripe-error.ts';
import {
	currencyOf,
	keepState,
	priceSession,
	stateOf,
	unitOf,
	type SessionState,
} from './checkout-pricing.ts';
import { detailsOf, sumFields } from './checkout-fields.ts';
import { changeCustomer, makeCustomer } from './customers.ts';
import { redeem } from './discounts.ts';
import { billFields, drawInvoice } from './draw-invoice.ts';
import { finalizeInvoice } from './finalize-invoice.ts';
import { checkMayCharge } from './may-charge.ts';
import { intentOf, payInvoice } from './pay-invoice.ts';
import { attempt, makeIntent, needsOwner } from './payment-intents.ts';
import { attach } from './payment-methods.ts';
import { completeSetup, makeSetup } from './setup-intents.ts';
import { startSubscription } from './start-subscription.ts';
import { nameOf } from './subscription-items.ts';
import { makeTaxId } from './tax-ids.ts';
import { ratesOf } from './taxes.ts';

/** What the buyer filled in. */
export type Buyer = {
	email: string | null;
	name: string | null;
	country: string | null;
	taxId: { type: string; value: string } | null;
	/** None when nothing is to be paid and none is asked for. */
	method: Stripe.PaymentMethod | null;
	/** The card's owner agreed just now. */
	agreed: boolean;
};

type Session = Stripe.Checkout.Session;
type Done = Partial<Pick<Session, 'invoice' | 'payment_intent' | 'setup_intent' | 'subscription'>>;

/**
 * Sells what a session offers. A second time changes nothing; when the card is refused the session stays open
 * and nothing is left of the attempt.
 */
export function completeSession(shop: Shop, session: Session, buyer: Buyer): Session {
	if (session.status !== 'open') return session;
	checkMayCharge(shop);
	return shop.world.store.atomically(() => {
		const state = stateOf(shop, session.id);
		const customer = customerFor(shop, session, buyer);
		const own = shop.on(customer?.test_clock);
		const sold = { ...session, customer: customer?.id ?? null };
		const sums = session.mode === 'setup' ? null : priceSession(own, sold, state);
		const done = sell(own, sold, state, customer, buyer, sums?.total ?? 0);
		keepState(own, session.id, { ...state, shown: sums?.lines ?? [], waiting: null });
		own.never('session.expire', session.id);
		const isPaid = session.mode !== 'setup' && (sums?.total ?? 0) > 0;
		const completed = own.patch('checkout.session', session, {
			...{ ...done, ...sumFields(sums), customer: customer?.id ?? null, url: null },
			...{ status: 'complete', payment_status: isPaid ? 'paid' : 'no_payment_required' },
			customer_details: customer ? detailsOf(own, needAgain(own, customer)) : guestDetails(buyer),
		});
		own.tell('checkout.session.completed', completed);
		return completed;
	});
}

const needAgain = (shop: Shop, { id }: Stripe.Customer): Stripe.Customer =>
	shop.need('customer', id);

const addressIn = (country: string): Stripe.Address => ({
	...{ city: null, country, line1: null, line2: null, postal_code: null, state: null },
});

const guestDetails = ({ email, name, country }: Buyer): Session['customer_details'] => ({
	...{ address: country ? addressIn(country) : null, business_name: null, email, name },
	...{ individual_name: null, phone: null, tax_exempt: 'none', tax_ids: [] },
});

/** The buyer as a customer: the one the session was made for, or a new one where it makes one. */
function customerFor(shop: Shop, session: Session, buyer: Buyer): Stripe.Customer | null {
	const known = shop.get('customer', idOf(session.customer));
	const state = stateOf(shop, session.id);
	const {
		invoice_creation: invoiced,
		payment_intent_data: data,
		tax_id_collection: tax,
	} = state.params;
	const needs =
		session.mode === 'subscription' ||
		session.customer_creation === 'always' ||
		invoiced?.enabled === true ||
		tax?.enabled === true ||
		data?.setup_future_usage !== undefined;
	if (known === undefined && !needs) return null;
	const customer =
		known ??
		makeCustomer(shop, {
			...(buyer.email && { email: buyer.email }),
			...(buyer.name && { name: buyer.name }),
		});
	const { country, taxId } = buyer;
	if (tax?.enabled && tax.required === 'if_supported' && taxId === null)
		throw new StripeError('A tax ID is required.', { param: 'tax_id' });
	if (taxId) makeTaxId(shop, customer.id, taxId.type, taxId.value);
	// Of whom there was already it is kept only where the seller says so.
	const keeps = known === undefined || state.params.customer_update?.address === 'auto';
	if (!country || (!keeps && customer.address?.country)) return customer;
	return changeCustomer(shop, customer, { address: addressIn(country) });
}

function sell(
	shop: Shop,
	session: Session,
	state: SessionState,
	customer: Stripe.Customer | null,
	buyer: Buyer,
	total: number,
): Done {
	if (session.mode === 'setup') return setUp(shop, session, state, buyer);
	if (session.mode === 'subscription' && customer) return subscribe(shop, state, customer, buyer);
	if (total === 0 && !state.params.invoice_creation?.enabled)
		return spendCodes(shop, session, state);
	return pay(shop, session, state, customer, buyer, total);
}

function setUp(shop: Shop, session: Session, { params }: SessionState, buyer: Buyer): Done {
	if (buyer.method === null) throw new StripeError('Enter a card.');
	const setup = makeSetup(shop, {
		customer: idOf(session.customer),
		description: params.setup_intent_data?.description ?? null,
		metadata: mergeMetadata(null, params.setup_intent_data?.metadata),
	});
	return { setup_intent: completeSetup(shop, setup, buyer.method, buyer.agreed).id };
}

function subscribe(
	shop: Shop,
	state: SessionState,
	customer: Stripe.Customer,
	{ method, agreed }: Buyer,
): Done {
	const { params, lines, discounts } = state;
	if (method) attach(shop, method, customer.id);
	const secret = method && shop.get('own.card', method.id);
	if (secret && agreed) shop.put('own.card', { ...secret, agreed: true });
	const isRecurring = ({ price }: { price: string }) =>
		shop.need('price', price).recurring !== null;
	const item = ({ price, quantity, tax_rates }: (typeof lines)[number]) => ({
		...{ price, quantity, ...(tax_rates.length > 0 && { tax_rates }) },
	});
	const { billing_mode: _, ...data } = params.subscription_data ?? {};
	const { subscription, invoice } = startSubscription(
		shop,
		{
			...(data as Stripe.SubscriptionCreateParams),
			...{ customer: customer.id, discounts, payment_behavior: 'error_if_incomplete' },
			...(params.currency && { currency: params.currency }),
			items: lines.filter(isRecurring).map(item),
			add_invoice_items: lines.filter((line) => !isRecurring(line)).map(item),
			automatic_tax: { enabled: params.automatic_tax?.enabled === true },
			...(method && { default_payment_method: method.id }),
		},
		{ agreed },
	);
	return { subscription: subscription.id, invoice: invoice.id };
}

function spendCodes(shop: Shop, session: Session, state: SessionState): Done {
	const currency = currencyOf(shop, state);
	const use = { customer: idOf(session.customer), subscription: null, amount: 0, currency };
	redeem(shop, state.discounts, { ...use, checkout_session: session.id });
	return {};
}

function pay(
	shop: Shop,
	session: Session,
	state: SessionState,
	customer: Stripe.Customer | null,
	buyer: Buyer,
	total: number,
): Done {
	const data = state.params.payment_intent_data;
	if (customer && state.params.invoice_creation?.enabled)
		return payByInvoice(shop, session, state, customer, buyer);
	if (buyer.method === null) throw new StripeError('Enter a card.');
	spendCodes(shop, session, state);
	if (customer && data?.setup_future_usage) attach(shop, buyer.method, customer.id);
	const intent = makeIntent(shop, {
		...{ amount: total, currency: currencyOf(shop, state), customer: customer?.id ?? null },
		application_fee_amount: data?.application_fee_amount ?? null,
		description: data?.description ?? null,
		metadata: mergeMetadata(null, data?.metadata),
		receipt_email: data?.receipt_email ?? null,
		setup_future_usage: data?.setup_future_usage ?? null,
	});
	const result = attempt(shop, intent, buyer.method, { agreed: buyer.agreed });
	if (result.outcome === 'failed')
		throw new StripeError(result.error.message, withoutKeeping(result.error));
	if (result.outcome === 'action') throw new StripeError(needsOwner(result.intent).message);
	return { payment_intent: intent.id };
}

const withoutKeeping = ({ facts }: StripeError) => ({ ...facts, keeps: false });

function payByInvoice(
	shop: Shop,
	session: Session,
	state: SessionState,
	customer: Stripe.Customer,
	buyer: Buyer,
): Done {
	const data = state.params.payment_intent_data;
	const invoice = shop.put('invoice', invoiceFor(shop, session, state, customer));
	if (data?.application_fee_amount)
		shop.put('own.note', { id: invoice.id, given: { fee: data.application_fee_amount } });
	shop.tell('invoice.created', invoice);
	const open = finalizeInvoice(shop, invoice);
	const intent = intentOf(shop, open);
	if (intent)
		shop.patch('payment_intent', intent, { metadata: mergeMetadata(null, data?.metadata) });
	if (open.status === 'open') {
		if (buyer.method) attach(shop, buyer.method, customer.id);
		const { error } = payInvoice(shop, open, {
			method: buyer.method?.id ?? null,
			agreed: buyer.agreed,
		});
		if (error) throw new StripeError(error.message, withoutKeeping(error));
	}
	return { invoice: open.id, payment_intent: intent?.id ?? null };
}

function invoiceFor(
	shop: Shop,
	session: Session,
	state: SessionState,
	customer: Stripe.Customer,
): Stripe.Invoice {
	const currency = currencyOf(shop, state);
	const now = shop.now();
	const lines = state.lines.map((line) => {
		const price = shop.need('price', line.price);
		const unit = unitOf(shop, line, currency);
		return {
			...{
				amount: unit * line.quantity,
				description: nameOf(shop, price),
				price,
				unitAmount: unit,
			},
			...{ quantity: line.quantity, period: { start: now, end: now }, subscription: null },
			...{ subscriptionItem: null, invoiceItem: null, proration: false, discountable: true },
			taxRates: ratesOf(shop, line.tax_rates),
		};
	});
	const amount = lines.reduce((sum, line) => sum + line.amount, 0);
	const use = { customer: customer.id, subscription: null, amount, currency };
	const given = state.params.invoice_creation;
	return drawInvoice(shop, {
		...{ customer, currency, lines, reason: 'manual', period: { start: now, end: now } },
		discounts: redeem(shop, state.discounts, { ...use, checkout_session: session.id }),
		automaticTax: state.params.automatic_tax?.enabled === true,
		fields: {
			...billFields(given?.invoice_data),
			description: given?.invoice_data?.description ?? null,
			metadata: mergeMetadata(null, given?.invoice_data?.metadata),
		},
	});
}
