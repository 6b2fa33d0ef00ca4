import type { Programme } from '@kith/domains/affiliates/programme';
import { moneyText, parseMoney } from '@kith/ui/money';

/** A programme while it is being typed. */
export type ProgrammeDraft = {
	isOn: boolean;
	percent: string;
	isEndless: boolean;
	months: string;
	windowDays: string;
	payableDays: string;
	least: string;
	currency: string;
	joining: Programme['joining'];
	words: string;
};

export type ProgrammeFault = 'percent' | 'months' | 'windowDays' | 'payableDays' | 'least';

const DEFAULT_MONTHS = 12;

/** A share as it is typed, such as `12,5`. */
const percentOf = (basisPoints: number, locale: string): string =>
	new Intl.NumberFormat(locale, {
		...{ maximumFractionDigits: 2, useGrouping: false, numberingSystem: 'latn' },
	}).format(basisPoints / 100);

export const draftOfProgramme = (one: Programme, locale: string): ProgrammeDraft => ({
	...{ isOn: one.isOn, joining: one.joining, words: one.words },
	percent: percentOf(one.basisPoints, locale),
	...{ isEndless: one.months === null, months: `${one.months ?? DEFAULT_MONTHS}` },
	...{ windowDays: `${one.windowDays}`, payableDays: `${one.payableDays}` },
	...{ currency: one.least.currency },
	least: one.least.amount === 0 ? '' : moneyText(one.least.amount, one.least.currency, locale),
});

/** What was typed, as it is saved; or what is wrong with it. */
export function readProgramme(
	draft: ProgrammeDraft,
	locale: string,
): { faults: ReadonlySet<ProgrammeFault>; programme: Programme | null } {
	const faults = new Set<ProgrammeFault>();
	const whole = (text: string, [least, most]: [number, number], key: ProgrammeFault): number => {
		const number = /^\d{1,4}$/.test(text.trim()) ? Number(text) : -1;
		if (number < least || number > most) faults.add(key);
		return number;
	};
	const typed = /^(\d{1,3})(?:[.,٫](\d{1,2}))?$/.exec(
		draft.percent.trim().replace(/[%٪]$/, '').trimEnd(),
	);
	const basisPoints = typed
		? Number(typed[1]) * 100 + Number((typed[2] ?? '').padEnd(2, '0') || 0)
		: 0;
	if (basisPoints < 1 || basisPoints > 10_000) faults.add('percent');
	const months = draft.isEndless ? null : whole(draft.months, [1, 120], 'months');
	const windowDays = whole(draft.windowDays, [1, 365], 'windowDays');
	const payableDays = whole(draft.payableDays, [0, 180], 'payableDays');
	const { currency, isOn, joining } = draft;
	const amount = draft.least.trim() === '' ? 0 : parseMoney(draft.least, currency, locale);
	if (amount === null || amount < 0 || amount > 99_999_999) faults.add('least');
	if (faults.size > 0) return { faults, programme: null };
	const words = draft.words.trim();
	const least = { amount: amount ?? 0, currency };
	return {
		faults,
		programme: { isOn, joining, words, basisPoints, months, windowDays, payableDays, least },
	};
}
