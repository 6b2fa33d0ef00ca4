import { oneLine, type Letter } from './letter.ts';

/** A line of an answer: words that are nobody's name are told by a key. */
type Line = { name: string; key: LineKey | null; value: string | null; before: string | null };
export type LineKey = keyof ExplorationWords['lines'];

/** An answer to a kept question as its reader is told of it: numbers and days in their words. */
export type ExplorationFacts = {
	/** What it is kept as. */
	name: string;
	/** The days it is about. */
	days: string;
	total: Omit<Line, 'name' | 'key'>;
	lines: Line[];
	/** Whether the page has more lines. */
	isCut: boolean;
	url: string;
};

export type ExplorationWords = {
	subject: (told: { community: string; name: string }) => string;
	total: string;
	before: (before: string) => string;
	/** In place of a number that would tell of too few. */
	few: string;
	/** Where nothing happened. */
	nothing: string;
	cut: string;
	lines: Record<
		'others' | 'invited' | 'unknown' | 'member' | 'staff' | 'bot' | 'api' | 'import',
		string
	>;
	action: string;
	note: (told: { community: string }) => string;
};

export function writeExploration(
	words: ExplorationWords,
	community: string,
	{ name, days, total, lines, isCut, url }: ExplorationFacts,
): Letter {
	const figure = (label: string, { value, before }: Omit<Line, 'name' | 'key'>) => ({
		...{ label, value: value ?? '–' },
		beside: value === null ? words.few : before === null ? '' : words.before(before),
	});
	const called = oneLine(name, 60);
	return {
		...{ subject: words.subject({ community, name: called }), preheader: days, heading: called },
		paragraphs: [
			days,
			...(lines.length === 0 ? [words.nothing] : []),
			...(isCut ? [words.cut] : []),
		],
		figures: [
			figure(words.total, total),
			...lines.map((line) =>
				figure(line.key ? words.lines[line.key] : oneLine(line.name, 80), line),
			),
		],
		action: { label: words.action, url },
		note: words.note({ community }),
	};
}
