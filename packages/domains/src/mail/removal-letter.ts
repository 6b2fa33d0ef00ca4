import type { Letter } from './letter.ts';
import type { RemovalWords } from './removal-words.ts';

/** What the people who run a community gave as the reason; empty for none. */
export type RemovalFacts = { reason: string };

export function writeRemoval(
	words: RemovalWords,
	community: string,
	{ reason }: RemovalFacts,
): Letter {
	return {
		...{ subject: words.subject({ community }), preheader: words.preheader },
		heading: words.subject({ community }),
		paragraphs: [words.text({ community })],
		...(reason.trim() === '' ? {} : { quote: reason.trim() }),
		note: words.note({ community }),
	};
}
