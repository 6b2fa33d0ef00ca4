import type { DunningDay } from '../sales/news.schema.ts';
import { oneLine, type Letter } from './letter.ts';

/** What happened to a membership; amounts and days in the reader's words, empty where there are none. */
export type SaleLetterFacts = {
	news: 'owed' | 'ending' | 'ended' | 'trial' | 'extended' | 'receipt' | 'dispute';
	tier: string;
	/** Whose it is. */
	member: string;
	amount: string;
	day: string;
	/** When the card is tried again, or what a payment is for begins. */
	otherDay: string;
	/** Of a payment that is owed: how many days. */
	since: DunningDay;
	/** Of a payment of what is paid in parts. */
	part?: Part | null;
	/** Of a payment: what of it is tax; empty where nothing is. */
	tax?: string;
	url: string;
};

/** Which of how many a payment is, as the reader writes numbers. */
type Part = { number: string; of: string };

type Told = Omit<SaleLetterFacts, 'news' | 'url' | 'since' | 'part' | 'tax'> & {
	community: string;
};
type Say = (told: Told) => string;
type Said = { subject: Say; text: Say; action: string };

/** What is said about a membership. */
export type SaleWords = {
	owed: {
		subjects: Record<DunningDay, Say>;
		text: Say;
		again: Say;
		after: Say;
		action: string;
	};
	ending: Said;
	ended: Said;
	trial: Said;
	extended: Said;
	receipt: Said & { period: Say; part: (part: Part) => string; tax: (tax: string) => string };
	dispute: Said & { untold: Say };
	preheader: Say;
	note: Say;
	staffNote: Say;
};

export function writeSaleNews(
	words: SaleWords,
	community: string,
	{ news, url, since, part = null, tax = '', ...facts }: SaleLetterFacts,
): Letter {
	const told = {
		...{ ...facts, community },
		...{ tier: oneLine(facts.tier, 80), member: oneLine(facts.member, 80) },
	};
	const { subject, paragraphs, action } = partsOf(words, told, { news, since, part, tax });
	return {
		...{ subject, heading: subject, preheader: words.preheader(told), paragraphs },
		action: { label: action, url },
		note: news === 'dispute' ? words.staffNote(told) : words.note(told),
	};
}

type Which = Pick<SaleLetterFacts, 'news' | 'since'> & {
	part: Part | null;
	tax: string;
};

function partsOf(words: SaleWords, told: Told, { news, since, part, tax }: Which) {
	if (news === 'owed') {
		const { subjects, text, again, after, action } = words.owed;
		const tried = told.otherDay === '' ? '' : again(told);
		return {
			...{ subject: subjects[since](told), action },
			paragraphs: [`${text(told)} ${tried}`.trim(), after(told)],
		};
	}
	const { subject, text, action } = words[news];
	const more = [
		...(news === 'receipt' && tax !== '' ? [words.receipt.tax(tax)] : []),
		...(news === 'receipt' && part ? [words.receipt.part(part)] : []),
		...(news === 'receipt' && told.day !== '' && told.otherDay !== ''
			? [words.receipt.period(told)]
			: []),
	];
	const first = news === 'dispute' && told.day === '' ? words.dispute.untold(told) : text(told);
	return { subject: subject(told), action, paragraphs: [first, ...more] };
}
