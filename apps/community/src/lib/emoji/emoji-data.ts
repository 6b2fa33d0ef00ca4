import { getLocale, type Locale } from '#lib/paraglide/runtime.js';
import { fuzzyScore } from '#lib/composer/fuzzy.ts';

export type Emoji = { group: number; sign: string; name: string; codes: string[]; words: string };

let loading: Promise<Emoji[]> | undefined;

/** Every emoji with its name in the page's language; read once, from our own server. */
export function loadEmoji(): Promise<Emoji[]> {
	loading ??= linesOf(getLocale()).then((text) => text.trimEnd().split('\n').map(emojiOf));
	// Offline now is no reason to stay without them.
	loading.catch(() => (loading = undefined));
	return loading;
}

const LINES: Readonly<Record<Locale, () => Promise<{ default: string }>>> = {
	ar: () => import('./emoji-ar.txt?raw'),
	de: () => import('./emoji-de.txt?raw'),
	en: () => import('./emoji-en.txt?raw'),
	es: () => import('./emoji-es.txt?raw'),
	fr: () => import('./emoji-fr.txt?raw'),
	ja: () => import('./emoji-ja.txt?raw'),
};

const linesOf = async (locale: Locale) => (await LINES[locale]()).default;

function emojiOf(line: string): Emoji {
	const [group = '0', sign = '', name = '', codes = '', words = ''] = line.split('|');
	return { group: Number(group), sign, name, codes: codes.split(' '), words };
}

/** Those that fit what was typed, best first. */
export function emojiLike(all: readonly Emoji[], typed: string, most: number): Emoji[] {
	return all
		.map((emoji) => ({ emoji, score: scoreOf(emoji, typed) }))
		.filter(({ score }) => score > 0)
		.toSorted((one, other) => other.score - one.score)
		.slice(0, most)
		.map(({ emoji }) => emoji);
}

function scoreOf({ codes, name, words }: Emoji, typed: string): number {
	const code = Math.max(...codes.map((one) => (one === typed ? 5 : fuzzyScore(one, typed))));
	const said = fuzzyScore(`${name} ${words}`, typed);
	return Math.max(code >= 2 ? code + 0.5 : 0, said >= 2 ? said : 0);
}
