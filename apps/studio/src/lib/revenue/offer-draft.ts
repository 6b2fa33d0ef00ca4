import {
	OfferCode,
	type CreateOffer,
	type Lasts,
	type OfferTerms,
} from '@kith/domains/offers/schema';
import { parseMoney } from '@kith/ui/money';
import { endOfDay } from './last-day.ts';

/** An offer while it is being typed. */
export type OfferDraft = {
	purpose: CreateOffer['purpose'];
	name: string;
	code: string;
	gives: OfferTerms['gives'];
	percent: string;
	amount: string;
	currency: string;
	trialDays: string;
	lasts: Lasts;
	months: string;
	/** `all`, or how what it is for is paid. */
	every: 'all' | 'month' | 'year' | 'once';
	/** Empty: all tiers. */
	tierIds: string[];
	/** Empty: as often as one likes. */
	mostUses: string;
	/** The last day, as `2027-03-03`; empty for without an end. */
	lastDay: string;
};

export const blankOffer = (purpose: OfferDraft['purpose'], currency: string): OfferDraft => ({
	...{ purpose, currency, name: '', code: purpose === 'signup' ? suggestCode() : '' },
	...{ gives: 'percent', percent: '20', amount: '', trialDays: '30', months: '3' },
	lasts: purpose === 'signup' ? 'once' : 'months',
	...{ every: 'all', tierIds: [], mostUses: '', lastDay: '' },
});

/** Without letters and digits that are mistaken for one another. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A code that nobody guesses: ten of thirty-two letters. */
export function suggestCode(): string {
	const drawn = crypto.getRandomValues(new Uint8Array(10));
	return Array.from(drawn, (number) => LETTERS[number % LETTERS.length]).join('');
}

export type OfferFault =
	| ('name' | 'code' | 'percent' | 'amount' | 'trialDays')
	| ('months' | 'mostUses' | 'lastDay');

type Read = { faults: ReadonlySet<OfferFault>; offer: Omit<CreateOffer, 'id'> | null };

/** What was typed, as it is sent; or what is wrong with it. `now` is the moment it would begin. */
export function readOffer(draft: OfferDraft, locale: string, now: Date): Read {
	const faults = new Set<OfferFault>();
	const whole = (text: string, most: number, key: OfferFault): number => {
		const number = /^\d{1,9}$/.test(text.trim()) ? Number(text) : 0;
		if (number < 1 || number > most) faults.add(key);
		return number;
	};
	const limits = readLimits(draft, now);
	for (const fault of limits.faults) faults.add(fault);
	const name = draft.name.trim();
	if (name === '') faults.add('name');
	const code = draft.purpose === 'signup' ? OfferCode.safeParse(draft.code) : null;
	if (code && !code.success) faults.add('code');
	const terms = readTerms(draft, locale, { whole, wrong: (fault) => faults.add(fault) });
	const every = everyOf(draft);
	if (faults.size > 0) return { faults, offer: null };
	const { purpose, tierIds } = draft;
	const { mostUses, endsAt } = limits;
	return {
		faults,
		offer: { purpose, name, terms, tierIds, every, mostUses, endsAt, code: code?.data ?? null },
	};
}

/** Some months are those of what is paid each month. */
export const everyOf = ({ gives, lasts, every }: OfferDraft): CreateOffer['every'] =>
	gives !== 'trial' && lasts === 'months' ? 'month' : every === 'all' ? null : every;

type Reading = {
	whole: (text: string, most: number, key: OfferFault) => number;
	wrong: (fault: OfferFault) => void;
};

function readTerms(draft: OfferDraft, locale: string, { whole, wrong }: Reading): OfferTerms {
	const { gives, lasts, currency } = draft;
	if (gives === 'trial') return { gives, trialDays: whole(draft.trialDays, 365, 'trialDays') };
	const months = lasts === 'months' ? whole(draft.months, 36, 'months') : null;
	if (gives === 'percent')
		return { gives, percent: whole(draft.percent, 100, 'percent'), lasts, months };
	const amount = parseMoney(draft.amount, currency, locale) ?? 0;
	if (amount < 1 || amount > 99_999_999) wrong('amount');
	return { gives, amount, currency, lasts, months };
}

/** How often and until when; both may be left empty. */
export function readLimits(
	{ mostUses: typed, lastDay }: Pick<OfferDraft, 'mostUses' | 'lastDay'>,
	now: Date,
) {
	const faults = new Set<OfferFault>();
	const mostUses = typed.trim() === '' ? null : Number(typed);
	if (mostUses !== null && !(Number.isInteger(mostUses) && mostUses >= 1 && mostUses <= 1_000_000))
		faults.add('mostUses');
	const endsAt = lastDay === '' ? null : endOfDay(lastDay);
	if (lastDay !== '' && (endsAt === null || endsAt <= now)) faults.add('lastDay');
	return { faults, mostUses, endsAt };
}
