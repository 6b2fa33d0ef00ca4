import type { Stripe } from 'stripe';
import { addMonths } from '@kith/kernel/clock';
import type { OfferRow } from './sales.queries.ts';
import type { PurchaseData } from './sales.schema.ts';

/** What Stripe keeps of a price that is paid in parts: how many there are. */
const PARTS_KEY = 'kith_payments';
const MONTHS: Readonly<Record<string, number>> = { month: 1, year: 12 };

export type Parts = NonNullable<PurchaseData['parts']>;

/** What a price tells Stripe of itself beside what Stripe asks for. */
export const metadataOf = ({ id, kind, payments }: OfferRow): Record<string, string> => ({
	kith_price: id,
	...(kind === 'instalments' && payments !== null && { [PARTS_KEY]: String(payments) }),
});

/** Of how many payments a subscription consists after which it is paid for good; null for one that goes on. */
export function partsOf({ items }: Pick<Stripe.Subscription, 'items'>): number | null {
	const parts = Number(items.data[0]?.price.metadata[PARTS_KEY] ?? 0);
	return Number.isInteger(parts) && parts > 1 ? parts : null;
}

/** How many of its payments were made, by its invoices that are paid: a trial's, for nothing, is none of them. */
export const partsPaid = (invoices: readonly Stripe.Invoice[]): number =>
	invoices.filter(({ status, subtotal }) => status === 'paid' && subtotal > 0).length;

/**
 * When the last part's period ends, in seconds: to the second where Stripe ends it, so that no part is cut short and
 * none is billed after it.
 */
export function endOfParts(subscription: Stripe.Subscription, parts: number): number {
	const { billing_cycle_anchor: anchor, items } = subscription;
	const { interval = 'month', interval_count: count = 1 } = items.data[0]?.price.recurring ?? {};
	const months = (MONTHS[interval] ?? 1) * count * parts;
	return addMonths(new Date(anchor * 1000), months).getTime() / 1000;
}

/** Whether somebody has it end before its parts are all billed. */
export const endsEarly = (subscription: Stripe.Subscription, parts: number): boolean =>
	(subscription.cancel_at ?? Infinity) < endOfParts(subscription, parts);

export const isPaidUp = (parts: Parts | undefined): boolean =>
	parts !== undefined && parts.paid >= parts.of;
