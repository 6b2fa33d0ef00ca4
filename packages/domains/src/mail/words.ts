import type { Locale } from '@kith/kernel/locales';
import type { GiftWords } from './gift-letter.ts';
import { GIFT_WORDS } from './gift-words.ts';
import { ADDRESS_WORDS, type AddressWords } from './address-words.ts';
import { arabic } from './messages.ar.ts';
import { german } from './messages.de.ts';
import { english, type Messages } from './messages.en.ts';
import { spanish } from './messages.es.ts';
import { french } from './messages.fr.ts';
import { japanese } from './messages.ja.ts';
import { MERGED_IDEA_WORDS, type MergedIdeaWords } from './merged-idea-words.ts';
import type { ExplorationWords } from './exploration-letter.ts';
import { EXPLORATION_WORDS } from './exploration-words.ts';
import type { PlanWords } from './plan-letter.ts';
import { PLAN_WORDS } from './plan-words.ts';
import { REMOVAL_WORDS, type RemovalWords } from './removal-words.ts';
import type { SaleWords } from './sale-letter.ts';
import { SALE_WORDS } from './sale-words.ts';
import type { SeatWords } from './seat-letter.ts';
import { SEAT_WORDS } from './seat-words.ts';
import type { WaitingWords } from './waiting-letter.ts';
import { WAITING_WORDS } from './waiting-words.ts';
import type { WeekWords } from './week-letter.ts';
import { WEEK_WORDS } from './week-words.ts';

export type Words = Messages & {
	plan: PlanWords;
	sale: SaleWords;
	gift: GiftWords;
	seat: SeatWords;
	waiting: WaitingWords;
	week: WeekWords;
	exploration: ExplorationWords;
	ideaMerged: MergedIdeaWords;
	removal: RemovalWords;
	address: AddressWords;
};

const MESSAGES: Readonly<Record<Locale, Messages>> = {
	...{ ar: arabic, de: german, en: english, es: spanish, fr: french, ja: japanese },
};

/** Everything that mails say, in one language. */
export const wordsIn = (language: Locale): Words => ({
	...MESSAGES[language],
	...{ address: ADDRESS_WORDS[language], ideaMerged: MERGED_IDEA_WORDS[language] },
	...{ plan: PLAN_WORDS[language], sale: SALE_WORDS[language] },
	...{ gift: GIFT_WORDS[language], seat: SEAT_WORDS[language], week: WEEK_WORDS[language] },
	exploration: EXPLORATION_WORDS[language],
	...{ waiting: WAITING_WORDS[language], removal: REMOVAL_WORDS[language] },
});
