import { localeOf, type Locale } from '@kith/kernel/locales';
import { moneyIn } from '../money.ts';
import type { OfferRow } from './sales.queries.ts';

type Told = { count: string; amount: string };

/** Stripe's page knows an amount and how often; that it ends is said beside its button. */
const WORDS: Readonly<Record<Locale, Record<'month' | 'year', (told: Told) => string>>> = {
	en: {
		month: ({ count, amount }) =>
			`${count} monthly payments of ${amount}. Nothing is charged after the last one.`,
		year: ({ count, amount }) =>
			`${count} yearly payments of ${amount}. Nothing is charged after the last one.`,
	},
	de: {
		month: ({ count, amount }) =>
			`${count} monatliche Zahlungen zu je ${amount}. Nach der letzten wird nichts mehr abgebucht.`,
		year: ({ count, amount }) =>
			`${count} jährliche Zahlungen zu je ${amount}. Nach der letzten wird nichts mehr abgebucht.`,
	},
	fr: {
		month: ({ count, amount }) =>
			`${count} paiements mensuels de ${amount}. Plus rien n’est prélevé après le dernier.`,
		year: ({ count, amount }) =>
			`${count} paiements annuels de ${amount}. Plus rien n’est prélevé après le dernier.`,
	},
	es: {
		month: ({ count, amount }) =>
			`${count} pagos mensuales de ${amount}. Después del último no se cobra nada más.`,
		year: ({ count, amount }) =>
			`${count} pagos anuales de ${amount}. Después del último no se cobra nada más.`,
	},
	ja: {
		month: ({ count, amount }) =>
			`毎月 ${amount} を ${count} 回お支払いいただきます。最後のお支払いの後は請求されません。`,
		year: ({ count, amount }) =>
			`毎年 ${amount} を ${count} 回お支払いいただきます。最後のお支払いの後は請求されません。`,
	},
	ar: {
		month: ({ count, amount }) =>
			`عدد الدفعات الشهرية ${count}، كل منها ${amount}. لا يُحصَّل شيء بعد الدفعة الأخيرة.`,
		year: ({ count, amount }) =>
			`عدد الدفعات السنوية ${count}، كل منها ${amount}. لا يُحصَّل شيء بعد الدفعة الأخيرة.`,
	},
};

/** What a buyer is told on Stripe's page of a price that is paid in parts. */
export function instalmentWords(
	{ payments, every, amount, currency }: OfferRow,
	tag: string | null,
): string {
	const locale = localeOf(tag ?? 'en') ?? 'en';
	const count = new Intl.NumberFormat(locale).format(payments ?? 0);
	const say = WORDS[locale][every === 'year' ? 'year' : 'month'];
	return say({ count, amount: moneyIn(amount, currency, locale) });
}
