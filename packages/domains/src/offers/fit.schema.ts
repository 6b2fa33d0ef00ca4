type What = {
	gives: string;
	percent: number | null;
	amount: number | null;
	currency: string | null;
	lasts: string;
	tierIds: readonly string[];
	every: string | null;
};
export type Priced = {
	tierId: string;
	kind: string;
	every: string | null;
	currency: string;
	amount: number;
};

const UNFIT: ReadonlySet<string> = new Set(['open', 'instalments', 'gift', 'group']);

/**
 * Whether an offer is for a price. What somebody gives, or pays for others, is no purchase of theirs.
 * What members choose to pay has none, and what costs nothing needs none. One for some
 * months is for what is paid each month: a year is paid in one of them.
 */
export function fits(offer: What, price: Priced): boolean {
	if (UNFIT.has(price.kind) || price.amount === 0) return false;
	if (offer.tierIds.length > 0 && !offer.tierIds.includes(price.tierId)) return false;
	const every = price.kind === 'recurring' ? price.every : 'once';
	if (offer.every !== null && offer.every !== every) return false;
	if (offer.gives === 'trial') return price.kind === 'recurring';
	if (offer.lasts === 'months' && every !== 'month') return false;
	return offer.gives === 'percent' || offer.currency === price.currency;
}

/** What is left to pay of an amount; halves of what is taken off are rounded up, as Stripe does. */
export function amountAfter(
	{ gives, percent, amount: off }: Pick<What, 'gives' | 'percent' | 'amount'>,
	amount: number,
): number {
	if (gives === 'percent') return amount - Math.floor((amount * (percent ?? 0) + 50) / 100);
	if (gives === 'amount') return Math.max(0, amount - (off ?? 0));
	return amount;
}
