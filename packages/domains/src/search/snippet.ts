import { fold } from '../rich-text/index.ts';
import type { Snippet } from './search.schema.ts';

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** At most this many code units of a text are shown around its first hit. */
const LENGTH = 220;
const BEFORE = 60;

/** The words of a search, ready to be found in texts. */
export function hitsOf(plain: string): string[] {
	return [...new Set((fold(plain).match(WORD) ?? []).slice(0, 20))];
}

/** A whole text with its hits marked. */
export function markHits(text: string, hits: readonly string[]): Snippet {
	return cut(text, rangesIn(text, hits), 0, text.length);
}

/** The part of a text around its first hit, hits marked; the beginning where there is none. */
export function snippetOf(text: string, hits: readonly string[]): Snippet {
	const flat = text.replaceAll(/\s+/g, ' ').trim();
	const ranges = rangesIn(flat, hits);
	const first = ranges[0]?.[0] ?? 0;
	const start = first > BEFORE ? wordStart(flat, first - BEFORE) : 0;
	const end = start + LENGTH < flat.length ? wordStart(flat, start + LENGTH) : flat.length;
	const parts = cut(flat, ranges, start, end);
	if (start > 0) parts.unshift({ text: '… ', isHit: false });
	if (end < flat.length) parts.push({ text: '…', isHit: false });
	return parts;
}

type Range = readonly [number, number];

function rangesIn(text: string, hits: readonly string[]): Range[] {
	const ranges: Range[] = [];
	for (const { 0: word, index } of text.matchAll(WORD)) {
		const folded = fold(word);
		if (UNSPACED.test(folded)) ranges.push(...rangesWithin(folded, index, hits));
		else if (hits.some((hit) => isForm(folded, hit))) ranges.push([index, index + word.length]);
	}
	return ranges;
}

/** In scripts without spaces a hit is a part of a run. */
function rangesWithin(run: string, offset: number, hits: readonly string[]): Range[] {
	return hits.flatMap((hit) => {
		const at = run.indexOf(hit);
		return at < 0 ? [] : [[offset + at, offset + at + hit.length] as const];
	});
}

/** Whether two words are forms of one: the same beginning, with an ending of at most three letters on either. */
function isForm(word: string, hit: string): boolean {
	return word.startsWith(stemOf(hit)) && Math.abs(word.length - hit.length) <= 3;
}

/** What all forms of a word begin with. */
export function stemOf(hit: string): string {
	return hit.slice(0, Math.max(Math.min(3, hit.length), hit.length - 3));
}

function cut(text: string, ranges: readonly Range[], start: number, end: number): Snippet {
	const parts: Snippet = [];
	let at = start;
	for (const [from, to] of ranges) {
		if (from < at || to > end) continue;
		if (from > at) parts.push({ text: text.slice(at, from), isHit: false });
		parts.push({ text: text.slice(from, to), isHit: true });
		at = to;
	}
	if (at < end) parts.push({ text: text.slice(at, end), isHit: false });
	return parts;
}

/** The next beginning of a word at or after `index`; never within a surrogate pair. */
function wordStart(text: string, index: number): number {
	const space = text.indexOf(' ', index);
	if (space >= 0 && space - index < 30) return space + 1;
	return /[\udc00-\udfff]/.test(text[index] ?? '') ? index + 1 : index;
}
