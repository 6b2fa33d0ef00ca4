import { oneLine, type Letter } from './letter.ts';

/** A seat that somebody is invited to, or a group that a member is asked to look after; days in the reader's words. */
export type SeatLetterFacts = {
	news: 'invite' | 'offer';
	manager: string;
	group: string;
	tier: string;
	until: string;
	url: string;
};

type Told = Omit<SeatLetterFacts, 'news' | 'url'> & { community: string };
type Say = (told: Told) => string;

/** What is said about a group. */
export type SeatWords = {
	invite: { subject: Say; text: Say; until: Say; action: string; note: Say };
	offer: { subject: Say; text: Say; until: Say; action: string; note: Say };
};

export function writeSeat(
	words: SeatWords,
	community: string,
	{ news, url, ...facts }: SeatLetterFacts,
): Letter {
	const told = {
		...{ ...facts, community },
		...{ tier: oneLine(facts.tier, 80), manager: oneLine(facts.manager, 80) },
		group: oneLine(facts.group, 80),
	};
	const { subject, text, until, action, note } = words[news];
	return {
		...{ subject: subject(told), heading: subject(told), preheader: text(told) },
		paragraphs: [text(told), until(told)],
		...{ action: { label: action, url }, note: note(told) },
	};
}
