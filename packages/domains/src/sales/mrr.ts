import type { Stripe } from 'stripe';
import { runningCoupon } from './deal-at-stripe.ts';
import { extensionOf, isExtended } from './extension.ts';
import { partsOf } from './instalments.ts';

/** Months in an interval; a week counts as a fifty-second of a year. */
const MONTHS: Readonly<Record<string, number>> = {
	day: 12 / 365,
	week: 12 / 52,
	month: 1,
	year: 12,
};

/**
 * What a subscription brings each month, in its own currency's smallest unit, whose amounts its prices have to tell
 * (`currency_options`): what is paid per interval, spread over its months,
 * without tax, after discounts that stay or come again; one for a single payment counts for nothing. Nothing while it is tried, until
 * the first payment after that is made, while it is paused, or when it is not paid for any more; and nothing that is paid in
 * parts, for the last of them is known and nothing comes after it. What is paid and whose next payment was put off counts on.
 */
export function mrrOf(subscription: Stripe.Subscription): number {
	const { status, pause_collection, items, discounts } = subscription;
	const isPaid = status === 'active' || status === 'past_due' || isExtended(subscription);
	if (!isPaid || pause_collection) return 0;
	if (isUnpaidTrial(subscription) || partsOf(subscription) !== null) return 0;
	const gross = items.data.reduce((sum, { price, quantity }) => {
		const { recurring } = price;
		if (!recurring) return sum;
		const months = (MONTHS[recurring.interval] ?? 1) * recurring.interval_count;
		return sum + (unitOf(price, subscription.currency) * (quantity ?? 1)) / months;
	}, 0);
	const first = items.data[0]?.price.recurring;
	const months = first ? (MONTHS[first.interval] ?? 1) * first.interval_count : 1;
	let net = gross;
	for (const discount of discounts) {
		const coupon = runningCoupon(discount, items.data[0]?.current_period_start ?? 0);
		if (!coupon || coupon.duration === 'once') continue;
		if (coupon.percent_off !== null) net -= (net * coupon.percent_off) / 100;
		else if (coupon.amount_off !== null) net -= coupon.amount_off / months;
	}
	return Math.max(0, Math.round(withoutTax(subscription, net)));
}

/** Tax that is in a price is the state's. What Stripe works it out of says so on the last bill. */
function withoutTax(subscription: Stripe.Subscription, amount: number): number {
	const { default_tax_rates, automatic_tax, items, latest_invoice } = subscription;
	if (!automatic_tax.enabled) {
		const inside = (default_tax_rates ?? []).filter(({ inclusive }) => inclusive);
		return (amount * 100) / inside.reduce((sum, { percentage }) => sum + percentage, 100);
	}
	const isInside = items.data[0]?.price.tax_behavior === 'inclusive';
	if (!isInside || latest_invoice === null || typeof latest_invoice === 'string') return amount;
	const { total, total_excluding_tax: net } = latest_invoice;
	return total > 0 && net !== null ? (amount * net) / total : amount;
}

const unitOf = (
	{ currency, unit_amount, currency_options }: Stripe.Price,
	paidIn: string,
): number => (currency === paidIn ? unit_amount : currency_options?.[paidIn]?.unit_amount) ?? 0;

/** The first payment after a trial shows whether it brings anything; what was put off was paid before. */
function isUnpaidTrial(subscription: Stripe.Subscription): boolean {
	const { trial_end, items, latest_invoice } = subscription;
	if (extensionOf(subscription) !== null) return false;
	const start = items.data[0]?.current_period_start ?? 0;
	if (trial_end === null || start > trial_end || typeof latest_invoice !== 'object') return false;
	return latest_invoice !== null && latest_invoice.status !== 'paid';
}
