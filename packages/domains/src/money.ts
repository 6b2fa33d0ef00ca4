/** Where cards are charged in other parts of a currency than it is written in. */
const CHARGED_IN: Readonly<Record<string, number>> = { isk: 2, mga: 0, ugx: 2 };

/** An amount in a currency's smallest unit, as readers of the language write it: "€9.00". */
export function moneyIn(amount: number, currency: string, locale: string): string {
	const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
	const digits =
		CHARGED_IN[currency.toLowerCase()] ?? format.resolvedOptions().maximumFractionDigits ?? 2;
	return format.format(amount / 10 ** digits);
}
