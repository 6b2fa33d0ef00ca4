import { oneLine, type Letter } from './letter.ts';

/** A gift, for who it is for or for who paid for it; days, months and amounts in the reader's words. */
export type GiftLetterFacts = {
	news: 'gift' | 'bought';
	sender: string;
	tier: string;
	months: string;
	message: string;
	amount: string;
	until: string;
	/** Whom and when it is mailed; empty for who gives it themselves. */
	email: string;
	sendDay: string;
	url: string;
};

type Told = Omit<GiftLetterFacts, 'news' | 'message' | 'url'> & { community: string };
type Say = (told: Told) => string;

/** What is said about a gift. */
export type GiftWords = {
	gift: { subject: Say; text: Say; until: Say; action: string; note: Say };
	bought: { subject: Say; text: Say; mailed: Say; byHand: Say; action: string; note: Say };
};

export function writeGift(
	words: GiftWords,
	community: string,
	{ news, url, message, ...facts }: GiftLetterFacts,
): Letter {
	const told = {
		...{ ...facts, community },
		...{ tier: oneLine(facts.tier, 80), sender: oneLine(facts.sender, 80) || community },
	};
	if (news === 'gift') {
		const { subject, text, until, action, note } = words.gift;
		return {
			...{ subject: subject(told), heading: subject(told), preheader: text(told) },
			paragraphs: [text(told), until(told)],
			...(message !== '' && { quote: message }),
			...{ action: { label: action, url }, note: note(told) },
		};
	}
	const { subject, text, mailed, byHand, action, note } = words.bought;
	return {
		...{ subject: subject(told), heading: subject(told), preheader: text(told) },
		paragraphs: [text(told), told.email === '' ? byHand(told) : mailed(told)],
		...{ action: { label: action, url }, note: note(told) },
	};
}
