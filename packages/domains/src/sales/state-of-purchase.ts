import type { Stripe } from 'stripe';
import { addSeconds } from '@kith/kernel/clock';
import { discountOf } from './deal-at-stripe.ts';
import { isExtended, periodEndOf, trialEndOf } from './extension.ts';
import { endsEarly, isPaidUp, partsOf } from './instalments.ts';
import { GRACE_DAYS } from '../memberships/memberships.schema.ts';
import { mrrOf } from './mrr.ts';
import { nameOf, type Told } from './read-purchase.ts';
import type { OfferRow, PurchaseFacts, PurchaseRow } from './sales.queries.ts';
import type { PurchaseData } from './sales.schema.ts';
import { taxIdOf } from './tax-id-of.ts';

const DAY = 24 * 60 * 60;

type Known = {
	row: PurchaseRow;
	data: PurchaseData;
	offer: OfferRow | null;
	/** Whether a payment for it was given back whole. */
	isGivenBack: boolean;
	now: Date;
};
export type NextState = { facts: PurchaseFacts; data: PurchaseData };

/** Where a purchase stands by what Stripe says of it; nothing is asked and nothing kept. */
export function stateOfPurchase(known: Known, told: Told): NextState {
	if (told.subscription)
		return inParts(known, told, told.subscription, ofSubscription(known, told.subscription));
	if (told.session) return ofSession(known, told.session, told.payment);
	if (told.payment) return ofPayment(known, told.payment);
	return unsent(known);
}

/** No page was ever opened, because Stripe did not answer then; after a day nobody comes back to it. */
function unsent({ row, data, now }: Known): NextState {
	const isLeft = row.status === 'pending' && now > addSeconds(row.createdAt, DAY);
	return { facts: isLeft ? { status: 'canceled', endedAt: now } : {}, data };
}

function ofSubscription(
	{ row, data, offer, now }: Known,
	subscription: Stripe.Subscription,
): NextState {
	const { pause_collection, ended_at, cancel_at } = subscription;
	const isPutOff = isExtended(subscription);
	const status = isPutOff ? 'active' : subscription.status;
	const seconds = Math.floor(now.getTime() / 1000);
	const isOwed = status === 'past_due' || status === 'unpaid';
	const owedSince = isOwed ? (data.owedSince ?? seconds) : undefined;
	const isOver = owedSince !== undefined && seconds >= owedSince + GRACE_DAYS * DAY;
	const periodEnd = periodEndOf(subscription);
	const endsWithPeriod = subscription.cancel_at_period_end ? periodEnd : null;
	const { owedSince: _, pausedUntil: __, session: ___, discount: ____, ...kept } = data;
	const { parts: _____, extendedUntil: ______, taxId: _______, tax: ________, ...rest } = kept;
	const taxId = taxIdNow(row, data, subscription.customer);
	const tax = rateOf(subscription);
	const mrr = mrrOf(subscription);
	const discount = discountOf(subscription);
	return {
		facts: {
			...(offer && { tierId: offer.tierId, priceId: offer.id }),
			...(row.seats !== null && { seats: seatsOf(subscription) ?? row.seats }),
			status: statusOf(status, { isPaused: pause_collection !== null, isOver }),
			startsAt: dateOf(subscription.start_date) ?? row.startsAt,
			cancelAt: ended_at === null ? dateOf(cancel_at ?? endsWithPeriod) : null,
			currentPeriodEnd: dateOf(periodEnd),
			trialEnd: dateOf(trialEndOf(subscription)) ?? row.trialEnd,
			endedAt: dateOf(ended_at),
			externalSubscriptionId: subscription.id,
			externalCustomerId: nameOf(subscription.customer),
		},
		data: {
			...rest,
			...{ mrr, currency: subscription.currency, hadMrr: data.hadMrr || mrr > 0 },
			...(discount !== null && { discount }),
			...(taxId && { taxId }),
			...(tax && { tax }),
			...(owedSince !== undefined && { owedSince }),
			...(isPutOff && { extendedUntil: periodEnd }),
			...(pause_collection?.resumes_at != null && { pausedUntil: pause_collection.resumes_at }),
		},
	};
}

/**
 * What is paid in parts stays once all of them are, whatever becomes of the subscription that paid them; until then it ends
 * with it. It is over when one of them is given back whole, as what was bought once is.
 */
function inParts(
	{ row, isGivenBack, now }: Known,
	{ partsPaid: paid }: Told,
	subscription: Stripe.Subscription,
	{ facts, data }: NextState,
): NextState {
	const of = partsOf(subscription);
	if (of === null) return { facts, data };
	const parts = { paid: Math.min(paid, of), of };
	if (isGivenBack)
		return {
			facts: { ...facts, status: 'canceled', cancelAt: null, endedAt: row.endedAt ?? now },
			data: { ...data, parts },
		};
	if (!isPaidUp(parts))
		return {
			facts: { ...facts, ...(!endsEarly(subscription, of) && { cancelAt: null }) },
			data: { ...data, parts },
		};
	const { owedSince: _, ...settled } = data;
	return {
		facts: {
			...{ ...facts, status: 'active', cancelAt: null, currentPeriodEnd: null },
			endedAt: row.status === 'canceled' ? row.endedAt : null,
		},
		data: { ...settled, parts },
	};
}

/** What is over keeps the number that its buyer had, or none once they are forgotten. */
const taxIdNow = (
	row: PurchaseRow,
	{ taxId }: PurchaseData,
	customer: Stripe.Subscription['customer'] | null,
): PurchaseData['taxId'] | null => (row.status === 'canceled' ? taxId : taxIdOf(customer));

/** The one rate of its bills; none where Stripe works it out, and where somebody put several on them. */
function rateOf({ default_tax_rates, automatic_tax }: Stripe.Subscription): PurchaseData['tax'] {
	const [rate, ...others] = default_tax_rates ?? [];
	if (automatic_tax.enabled || !rate || others.length > 0) return undefined;
	return { name: rate.display_name, percent: rate.percentage, isIncluded: rate.inclusive };
}

/** Of a group: how many are paid for. */
const seatsOf = ({ items }: Stripe.Subscription): number | undefined => items.data[0]?.quantity;

type How = { isPaused: boolean; isOver: boolean };

function statusOf(status: Stripe.Subscription.Status, { isPaused, isOver }: How): string {
	switch (status) {
		case 'trialing':
			return 'trialing';
		case 'active':
			return isPaused ? 'paused' : 'active';
		case 'paused':
			return 'paused';
		case 'past_due':
			return isOver ? 'suspended' : 'past_due';
		case 'unpaid':
			return 'suspended';
		case 'canceled':
		case 'incomplete_expired':
			return 'canceled';
		// The first payment has not come: nothing is open yet.
		case 'incomplete':
			return 'pending';
		default:
			return 'pending';
	}
}

function ofSession(
	known: Known,
	session: Stripe.Checkout.Session,
	payment: Stripe.PaymentIntent | null,
): NextState {
	const { data, now } = known;
	const externalCustomerId = nameOf(session.customer);
	// One that was left for another page is closed, too, and says nothing of the purchase.
	if (session.status === 'expired' && data.session?.id !== session.id) return { facts: {}, data };
	if (session.status === 'expired')
		return { facts: { status: 'canceled', endedAt: now, externalCustomerId }, data: gone(data) };
	if (session.status !== 'complete') return { facts: {}, data };
	if (payment) {
		const next = ofPayment(known, payment);
		return { ...next, facts: { ...next.facts, externalCustomerId } };
	}
	if (session.payment_status === 'unpaid') return { facts: { externalCustomerId }, data };
	return { facts: { ...opened(known), externalCustomerId }, data: gone(data) };
}

/** What was paid for once: it is there while the money is, and a pass until its days are over. */
function ofPayment(known: Known, payment: Stripe.PaymentIntent): NextState {
	const { taxId: _, ...rest } = gone(known.data);
	const taxId = taxIdNow(known.row, known.data, payment.customer);
	const data = {
		...{ ...rest, payment: payment.id, currency: payment.currency },
		...(taxId && { taxId }),
	};
	if (payment.status === 'canceled')
		return { facts: { status: 'canceled', endedAt: known.now }, data };
	if (payment.status !== 'succeeded') return { facts: {}, data };
	const charge = typeof payment.latest_charge === 'object' ? payment.latest_charge : null;
	if (charge?.refunded)
		return { facts: { status: 'canceled', endedAt: known.row.endedAt ?? known.now }, data };
	return { facts: opened(known), data };
}

function opened({ row, offer, now }: Known): PurchaseFacts {
	if (row.status === 'canceled') return {};
	const startsAt = row.status === 'pending' ? now : row.startsAt;
	const days = offer?.kind === 'pass' ? offer.days : null;
	return {
		...{ status: 'active', startsAt, endedAt: null },
		...(days != null && { endsAt: addSeconds(startsAt, days * DAY) }),
	};
}

function gone(data: PurchaseData): PurchaseData {
	const { session: _, ...rest } = data;
	return rest;
}

const dateOf = (seconds: number | null): Date | null =>
	seconds === null || seconds === 0 ? null : new Date(seconds * 1000);
