import { zipf } from './load.ts';

const VOCABULARY = 20_000;

const SYLLABLES = 'bcdfghklmnprstvw'
	.split('')
	.flatMap((first) => 'aeiou'.split('').map((last) => first + last));
const LETTERS = Array.from('ابتثجحدرزسشصطعغفقكلمنهوي');
const SIGNS = Array.from({ length: 400 }, (_, at) => String.fromCodePoint(0x4e00 + at * 7));

/** A word for a number; different ones for different numbers. */
function spelled(index: number, parts: readonly string[]): string {
	let word = '';
	const { length } = parts;
	for (let rest = index + length; rest > 0; rest = Math.floor(rest / length))
		word += parts[rest % length] ?? '';
	return word;
}

/** How words of a language look, with endings that are cut off where it is known; and how the index knows them. */
export const LANGUAGES = {
	english: (at: number) => `${spelled(at, SYLLABLES)}${at % 5 === 4 ? 'ing' : ''}`,
	german: (at: number) => `${spelled(at, SYLLABLES)}${at % 3 === 2 ? 'ungen' : 'ß'}`,
	french: (at: number) => `${spelled(at, SYLLABLES)}${at % 3 === 2 ? 'ements' : 'é'}`,
	spanish: (at: number) => `${spelled(at, SYLLABLES)}${at % 3 === 2 ? 'aciones' : 'ñ'}`,
	arabic: (at: number) => spelled(at, LETTERS),
	simple: (at: number) => `${SIGNS[at % 400]}${SIGNS[Math.floor(at / 400) % 400]}`,
} as const;
export type Language = keyof typeof LANGUAGES;

/** Of ten texts five are English, and one each is of another language; the last is written without spaces. */
const TURNS: readonly Language[] = [
	...(['english', 'english', 'english', 'english', 'english'] as const),
	...(['german', 'french', 'spanish', 'arabic', 'simple'] as const),
];
export const languageAt = (turn: number): Language => TURNS[turn % TURNS.length] ?? 'english';

const draw = zipf(VOCABULARY);
const ACCENTS = /[\u0300-\u036f]/g;

/** So many words, the n-th as often as in a language: in proportion to 1 / n; shown, and as they are indexed. */
export function textIn(language: Language, length: number): { shown: string; indexed: string } {
	const all = Array.from({ length }, () => LANGUAGES[language](draw()));
	const indexed = all.join(' ').normalize('NFKD').replaceAll(ACCENTS, '').normalize('NFC');
	return { shown: all.join(language === 'simple' ? '。' : ' '), indexed };
}

/** What of a hundred texts hold a picture and so on, as marks beside their words. */
export function marksAt(turn: number): string[] {
	const at = turn % 100;
	return [
		...(at < 10 ? ['=picture'] : []),
		...(at >= 5 && at < 25 ? ['=link'] : []),
		...(at >= 23 && at < 26 ? ['=video'] : []),
		...(at >= 40 && at < 44 ? ['=file'] : []),
		...(at >= 60 && at < 62 ? ['=poll'] : []),
	];
}

/** From everywhere to hardly anywhere. */
const WORDS = [0, 3, 20, 150, 900, 4000, 15_000];
export const wordAt = (turn: number, language: Language = 'english') =>
	LANGUAGES[language](WORDS[turn % WORDS.length] ?? 0);
/** From the tag on every fifteenth post to one on a few. */
const TAGGED = [0, 1, 5, 30, 200, 900, 1900];
export const tagAt = (turn: number) => `topic-${TAGGED[turn % TAGGED.length] ?? 0}`;

/** Two letters changed places. */
const misspelled = (word: string) =>
	`${word.slice(0, 2)}${word[3] ?? 'x'}${word[2] ?? 'q'}${word.slice(4)}x`;

/** Two hundred searches of every kind, with words from everywhere to hardly anywhere, in the languages of the texts. */
export function mixed(handles: readonly string[]): string[] {
	const kinds: readonly ((turn: number) => string)[] = [
		(turn) => wordAt(turn),
		(turn) => `${wordAt(turn)} ${wordAt(turn + 1 + (turn % 5))}`,
		(turn) => `"${wordAt(turn % 3)} ${wordAt(turn % 2)}"`,
		(turn) => `${wordAt(turn)} -${wordAt(turn + 2)}`,
		(turn) => wordAt(turn, 'german'),
		(turn) => wordAt(turn, 'arabic'),
		(turn) => wordAt(turn, 'simple'),
		(turn) => `"${wordAt(turn % 3, 'simple')}${wordAt(turn % 2, 'simple')}"`,
		(turn) => `${wordAt(turn, 'french')} ${wordAt(turn + 1, 'spanish')}`,
		(turn) => misspelled(wordAt(turn)),
		(turn) => `${misspelled(wordAt(turn))} ${wordAt(turn + 1)}`,
		(turn) => `${wordAt(turn)} in:gallery`,
		(turn) => `${wordAt(turn)} by:${handles[turn % handles.length]}`,
		(turn) => `by:${handles[turn % handles.length]}`,
		(turn) => `${wordAt(turn)} tag:${tagAt(turn)}`,
		(turn) => `${wordAt(turn)} kind:${['article', 'comments', 'posts', 'question'][turn % 4]}`,
		(turn) => `kind:${['article', 'showcase', 'question'][turn % 3]}`,
		(turn) => `${wordAt(turn)} before:2026-01-01`,
		(turn) => `before:2025-06-01 by:${handles[turn % handles.length]}`,
		(turn) => `${wordAt(turn)} after:2026-06-01 before:2026-07-01`,
		(turn) => `has:${THINGS[turn % THINGS.length]}`,
		(turn) => `${wordAt(turn)} has:${THINGS[(turn + 1) % THINGS.length]}`,
		(turn) => `has:${THINGS[(turn + 2) % THINGS.length]} by:${handles[turn % handles.length]}`,
		(turn) => `has:${THINGS[turn % THINGS.length]} in:gallery before:2026-03-01`,
	];
	return Array.from({ length: 200 }, (_, index) => {
		const turn = index + Math.floor(index / kinds.length);
		return kinds[index % kinds.length]?.(turn) ?? wordAt(turn);
	});
}

const THINGS = ['picture', 'file', 'video', 'link', 'poll'];

/** Two hundred searches by tag: alone, two at once, with a word, without one, of one space, posts and comments alone. */
export function byTag(): string[] {
	const cycle = 6;
	return Array.from({ length: 200 }, (_, index) => {
		const turn = index + Math.floor(index / cycle);
		const tag = `tag:${tagAt(turn)}`;
		const kinds = [
			...[tag, `${tag} tag:${tagAt(turn + 1 + (index % 3))}`, `${wordAt(turn)} ${tag}`],
			...[`${tag} -${wordAt(turn)}`, `${tag} kind:comments`, `${tag} kind:posts in:gallery`],
		];
		return kinds[index % cycle] ?? tag;
	});
}

/** The newest and the best of tags. */

export const tagPages = (): string[] =>
	Array.from({ length: 60 }, (_, index) => `/t/${tagAt(index)}${index % 2 ? '?sort=top' : ''}`);
