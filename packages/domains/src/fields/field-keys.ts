import { FILTERABLE, type FieldKind, type FieldValues, type MemberField } from './fields.schema.ts';

const MOST_WORDS = 20;
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/**
 * What a member is found by: that a field is filled in, each chosen option, and each word of a text. Kept for every
 * field that could become a filter, so that making it one touches no member.
 */
export function keysOf(fields: readonly MemberField[], values: FieldValues): string[] {
	const keys = fields.flatMap((field) => {
		const given = values[field.id] ?? [];
		if (given.length === 0) return [];
		return [field.id, ...(FILTERABLE.includes(field.kind) ? keysIn(field, given) : [])];
	});
	return [...new Set(keys)];
}

/** The keys of options, of dates or of the words in texts, as they are asked for. */
export function keysIn({ id, kind, options }: MemberField, values: readonly string[]): string[] {
	const parts = options.length > 0 ? values : values.flatMap((value) => partsOf(kind, value));
	return parts.slice(0, options.length > 0 ? undefined : MOST_WORDS).map((part) => `${id}:${part}`);
}

function partsOf(kind: FieldKind, value: string): string[] {
	if (kind === 'date') return datePartsIn(value);
	// A host is one word to the segmenter: "example.org" is to be found by "example", and by nothing of "https".
	if (kind === 'url')
		return wordsIn(value.replace(/^https?:\/\//i, '').replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' '));
	return wordsIn(value);
}

/** A date's year, month and day: "2026-03" is asked for as it is kept, part by part. Words for what is no date. */
function datePartsIn(value: string): string[] {
	const [, year = '', month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(value.trim()) ?? [];
	if (!year) return wordsIn(value);
	return [
		year,
		...(month ? [`${year}-${month}`] : []),
		...(month && day ? [`${year}-${month}-${day}`] : []),
	];
}

/** Words without their marks and in small letters, in any script, so that "Zurich" finds "Zürich". */
function wordsIn(text: string): string[] {
	const plain = text
		.normalize('NFKD')
		.replaceAll(/\p{Mn}+/gu, '')
		.toLowerCase();
	return Array.from(segmenter.segment(plain.normalize('NFKC')))
		.filter(({ isWordLike }) => isWordLike)
		.map(({ segment }) => segment.slice(0, 40));
}
