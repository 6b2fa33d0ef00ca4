/** What the words of one file may take in a vector, at the worst, in the language of the community. */
const MOST_VECTOR = 120_000;
/** A lexeme's place in the vector and its first position, as PostgreSQL aligns them. */
const EACH = 8;

/**
 * As much of a text's words as one file may bring into a search: a vector has a largest size, and three files beside a
 * text must fit. Ordinary texts fit whole; one of nothing but different words is cut.
 */
export function wordsThatFit(words: string): string {
	const seen = new Set<string>();
	let taken = 0;
	for (const { 0: word, index } of words.matchAll(/\S+/g)) {
		const parts = (word.match(/[\p{L}\p{M}\p{N}]+/gu)?.length ?? 0) + 1;
		taken += 2 * parts;
		if (!seen.has(word)) taken += 2 * Buffer.byteLength(word) + EACH * parts;
		seen.add(word);
		if (taken > MOST_VECTOR) return words.slice(0, index);
	}
	return words;
}
