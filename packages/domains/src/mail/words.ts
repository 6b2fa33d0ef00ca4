import type { Locale } from '@kith/kernel/locales';
import type { GiftWords } from './gift-letter.ts';
import { GIFT_WORDS } from './gift-words.ts';
import { arabic } from './messages.ar.ts';
import { german } from './messages.de.ts';
import { english, type Messages } from './messages.en.ts';
import { spanish } from './messages.es.ts';
import { french } from './messages.fr.ts';
import { japanese } from './messages.ja.ts';
import type { PlanWords } from './plan-letter.ts';
import { PLAN_WORDS } from './plan-words.ts';
import type { SaleWords } from './sale-letter.ts';
import { SALE_WORDS } from './sale-words.ts';
import type { WeekWords } from './week-letter.ts';
import { WEEK_WORDS } from './week-words.ts';

/** Everything that mails say, by language. */
export type Words = Messages & {
	plan: PlanWords;
	sale: SaleWords;
	gift: GiftWords;
	week: WeekWords;
};

export const WORDS: Readonly<Record<Locale, Words>> = {
	ar: {
		...arabic,
		plan: PLAN_WORDS.ar,
		sale: SALE_WORDS.ar,
		gift: GIFT_WORDS.ar,
		week: WEEK_WORDS.ar,
	},
	de: {
		...german,
		plan: PLAN_WORDS.de,
		sale: SALE_WORDS.de,
		gift: GIFT_WORDS.de,
		week: WEEK_WORDS.de,
	},
	en: {
		...english,
		plan: PLAN_WORDS.en,
		sale: SALE_WORDS.en,
		gift: GIFT_WORDS.en,
		week: WEEK_WORDS.en,
	},
	es: {
		...spanish,
		plan: PLAN_WORDS.es,
		sale: SALE_WORDS.es,
		gift: GIFT_WORDS.es,
		week: WEEK_WORDS.es,
	},
	fr: {
		...french,
		plan: PLAN_WORDS.fr,
		sale: SALE_WORDS.fr,
		gift: GIFT_WORDS.fr,
		week: WEEK_WORDS.fr,
	},
	ja: {
		...japanese,
		plan: PLAN_WORDS.ja,
		sale: SALE_WORDS.ja,
		gift: GIFT_WORDS.ja,
		week: WEEK_WORDS.ja,
	},
};
