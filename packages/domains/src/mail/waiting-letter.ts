import type { Letter } from './letter.ts';

/** What waits for approval longer than it should; the day in the reader's words. */
export type WaitingFacts = { count: number; since: string; url: string };

type Say = (told: { count: number; since: string; community: string }) => string;
export type WaitingWords = { subject: Say; text: Say; action: string; note: Say };

export function writeWaiting(
	{ subject, text, action, note }: WaitingWords,
	community: string,
	{ url, ...facts }: WaitingFacts,
): Letter {
	const told = { ...facts, community };
	return {
		...{ subject: subject(told), heading: subject(told), preheader: text(told) },
		...{ paragraphs: [text(told)], action: { label: action, url }, note: note(told) },
	};
}
