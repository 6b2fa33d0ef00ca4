import type { OwnCommission } from '@kith/domains/affiliates/schema';
import type { Terms } from '@kith/domains/affiliates/programme';
import type * as z from 'zod';
import { daysInWords, moneyInWords } from '#lib/membership/price-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

type Commission = z.infer<typeof OwnCommission>;
type Tone = 'neutral' | 'info' | 'success' | 'warning';

const monthsInWords = (months: number): string =>
	new Intl.NumberFormat(getLocale(), {
		...{ style: 'unit', unit: 'month', unitDisplay: 'long' },
	}).format(months);

/** "12.5%", as the reader's language writes it. */
export const percentInWords = (basisPoints: number): string =>
	new Intl.NumberFormat(getLocale(), { style: 'percent', maximumFractionDigits: 2 }).format(
		basisPoints / 10_000,
	);

/** What is promised, a sentence each. */
export function termsInWords(terms: Terms): string[] {
	const percent = percentInWords(terms.basisPoints);
	const { months, windowDays, payableDays, least } = terms;
	return [
		months === null
			? m.affiliate_term_forever({ percent })
			: m.affiliate_term_months({ percent, months: monthsInWords(months) }),
		m.affiliate_term_window({ days: daysInWords(windowDays) }),
		...(payableDays > 0 ? [m.affiliate_term_payable({ days: daysInWords(payableDays) })] : []),
		...(least.amount > 0
			? [m.affiliate_term_least({ amount: moneyInWords(least.amount, least.currency) })]
			: []),
		m.affiliate_term_self(),
	];
}

/** How a commission stands. */
export function stateOfCommission(
	{ state, amount, reversed, paid, payableAt }: Commission,
	now: Date,
): { label: string; tone: Tone } {
	if (state === 'refused') return { label: m.affiliate_state_refused(), tone: 'neutral' };
	if (reversed === amount) return { label: m.affiliate_state_reversed(), tone: 'neutral' };
	if (state === 'held') return { label: m.affiliate_state_held(), tone: 'warning' };
	if (paid > 0 && paid >= amount - reversed)
		return { label: m.affiliate_state_paid(), tone: 'success' };
	return payableAt > now
		? { label: m.affiliate_state_waiting(), tone: 'neutral' }
		: { label: m.affiliate_state_payable(), tone: 'info' };
}
