type Amounts = { currency: string; amount: number; leastAmount: number | null };
type Priced = Amounts & { otherCurrencies: readonly Amounts[] };

/** Currencies with thousandths: cards are charged in whole tens of them. */
const IN_TENS: ReadonlySet<string> = new Set(['bhd', 'jod', 'kwd', 'omr', 'tnd']);

/** What an amount in a currency's smallest unit is a multiple of, for a card to be charged with it. */
export const stepOf = (currency: string): number => (IN_TENS.has(currency) ? 10 : 1);

/** What a price asks for in a currency, in its smallest unit; null where it is not sold in it. */
export function amountsIn(price: Priced, wanted: string): Amounts | null {
	const { currency, amount, leastAmount } = price;
	if (currency === wanted) return { currency, amount, leastAmount };
	return price.otherCurrencies.find((other) => other.currency === wanted) ?? null;
}

/** A price as it is shown to who pays in a currency: in its own where it is not sold in that one, or none is wanted. */
export const shownIn = <Shown extends Priced>(price: Shown, wanted: string | null): Shown => ({
	...price,
	...(wanted !== null && amountsIn(price, wanted)),
});

type Prices = Record<'prices' | 'gifts' | 'groups', readonly Priced[]>;
const pricesOf = ({ prices, gifts, groups }: Prices) => [...prices, ...gifts, ...groups];

/** What is on offer, as it is shown to who pays in a currency. */
export const offersIn = <Price extends Priced, Shown extends Record<keyof Prices, Price[]>>(
	offers: readonly Shown[],
	wanted: string | null,
): Shown[] =>
	offers.map((offer) => ({
		...offer,
		prices: offer.prices.map((price) => shownIn(price, wanted)),
		gifts: offer.gifts.map((price) => shownIn(price, wanted)),
		groups: offer.groups.map((price) => shownIn(price, wanted)),
	}));

/** The currencies that one can choose between: none while every price is sold in its own alone. */
export function currenciesOf(offers: readonly Prices[]): string[] {
	const all = offers.flatMap(pricesOf);
	if (all.every(({ otherCurrencies }) => otherCurrencies.length === 0)) return [];
	const own = all.map(({ currency }) => currency);
	const others = all.flatMap(({ otherCurrencies }) => otherCurrencies.map((one) => one.currency));
	return [...new Set([...own, ...others])];
}
