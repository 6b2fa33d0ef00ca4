import { TONES } from './tones.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * One or two letters and a stable tone (0–7) that stand for a name without a picture. Works for
 * any script: letters are grapheme clusters, and only scripts with capitals are capitalised.
 */
export function monogram(name: string): { letters: string; tone: number } {
	const words = name.trim().split(/\s+/u).filter(startsReadable);
	const first = words[0] ?? name.trim();
	const last = words.length > 1 ? words.at(-1) : undefined;
	return { letters: initial(first) + (last ? initial(last) : ''), tone: toneOf(name) };
}

function initial(word: string): string {
	const readable = word.replace(/^[^\p{L}\p{N}\p{Extended_Pictographic}]+/u, '') || word;
	// Most names begin with plain letters, and cutting them into clusters takes long.
	const letter = /^[ -~](?![^ -~])/.exec(readable)?.[0] ?? firstCluster(readable);
	const capital = letter.toUpperCase();
	return capital.length === letter.length ? capital : letter;
}

function firstCluster(text: string): string {
	const [cluster] = graphemes.segment(text);
	return cluster?.segment ?? '';
}

function startsReadable(word: string): boolean {
	return /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(word);
}

function toneOf(name: string): number {
	let hash = 7;
	for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
	return ((hash ^ (hash >>> 9)) >>> 0) % TONES;
}
