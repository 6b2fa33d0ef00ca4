/** Those that do not have hundredths, as cards are charged: króna and shilling of Uganda are charged in hundredths all the same. */
const DECIMALS: Readonly<Record<string, number>> = {
	...{ bif: 0, clp: 0, djf: 0, gnf: 0, jpy: 0, kmf: 0, krw: 0, mga: 0, pyg: 0, rwf: 0 },
	...{ vnd: 0, vuv: 0, xaf: 0, xof: 0, xpf: 0 },
	...{ bhd: 3, jod: 3, kwd: 3, omr: 3, tnd: 3 },
};

/** How many digits of an amount in a currency's smallest unit stand behind the point. */
export const decimalsOf = (currency: string): number => DECIMALS[currency.toLowerCase()] ?? 2;

/** "€9", "9,50 €": an amount in whole numbers of the currency's smallest unit, as readers of the locale write it. */
export function formatMoney(amount: number, currency: string, locale: string): string {
	return formatOf(locale, currency).format(amount / 10 ** decimalsOf(currency));
}

/** The same without the currency, as one types it: what `parseMoney` reads. */
export function moneyText(amount: number, currency: string, locale: string): string {
	return formatOf(locale, currency, 'plain').format(amount / 10 ** decimalsOf(currency));
}

/**
 * What was typed, in the currency's smallest unit; null when it is not an amount that there is. Point and comma both part
 * the decimals, unless the reader's locale groups thousands with it and three digits follow.
 */
export function parseMoney(text: string, currency: string, locale: string): number | null {
	const typed = latinDigits(text.normalize('NFKC')).replaceAll(/[\s'’٬]/g, '');
	const group = groupMark(locale);
	const grouped =
		group === ',' ? /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/ : /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/;
	const isGrouped = (group === ',' || group === '.') && grouped.test(typed);
	const plain = (isGrouped ? typed.replaceAll(group, '') : typed).replace(/[,٫]/, '.');
	const [, whole, part = ''] = /^(\d{1,12})(?:\.(\d+))?$/.exec(plain) ?? [];
	const decimals = decimalsOf(currency);
	if (whole === undefined || part.replace(/(?<!0)0+$/, '').length > decimals) return null;
	return (
		Number(whole) * 10 ** decimals + Number(part.slice(0, decimals).padEnd(decimals, '0') || 0)
	);
}

const latinDigits = (text: string) =>
	text
		.replaceAll(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
		.replaceAll(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0));

const groupMark = (locale: string) =>
	new Intl.NumberFormat(locale).formatToParts(1_000_000).find(({ type }) => type === 'group')
		?.value ?? '';

// To make one takes long, and a page of prices needs the same few over and over.
const formats = new Map<string, Intl.NumberFormat>();
const MOST_FORMATS = 500;

function formatOf(locale: string, currency: string, style: 'currency' | 'plain' = 'currency') {
	const key = `${locale} ${currency} ${style}`;
	const known = formats.get(key);
	if (known) return known;
	if (formats.size > MOST_FORMATS) formats.clear();
	const digits = decimalsOf(currency);
	const made = new Intl.NumberFormat(locale, {
		...(style === 'currency' ? { style, currency } : { useGrouping: false }),
		...{ minimumFractionDigits: digits, maximumFractionDigits: digits },
		trailingZeroDisplay: 'stripIfInteger',
	});
	formats.set(key, made);
	return made;
}
