import type { RichText } from '@kith/domains/rich-text/schema';

const WORDS_A_MINUTE = 220;
/** Scripts without spaces are read sign by sign. */
const SIGNS_A_MINUTE = 500;

/** How many minutes a text takes; at least one. */
export function readingMinutes(body: RichText): number {
	const text = wordsIn(body.content).join(' ');
	const signs = text.match(
		/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu,
	);
	const words = text
		.replaceAll(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu, ' ')
		.match(/[\p{L}\p{N}]+/gu);
	const minutes = (words?.length ?? 0) / WORDS_A_MINUTE + (signs?.length ?? 0) / SIGNS_A_MINUTE;
	return Math.max(1, Math.round(minutes));
}

function wordsIn(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(wordsIn);
	if (typeof value !== 'object' || value === null) return [];
	const { text, content } = value as { text?: unknown; content?: unknown };
	return [...(typeof text === 'string' ? [text] : []), ...wordsIn(content)];
}
