import { expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { keysIn, keysOf } from './field-keys.ts';
import type { FieldKind, MemberField } from './fields.schema.ts';

const field = (kind: FieldKind, labels: string[] = []): MemberField => ({
	...{ id: newId(), kind, label: kind, hint: '', visibility: 'members', isRequired: false },
	...{ isFilterable: false, archivedAt: null, version: 1, accepts: [] },
	options: labels.map((label) => ({ id: newId(), label })),
});

test.for([
	['Zürich', 'zurich'],
	['CAFÉ', 'cafe'],
	['مُحَمَّد', 'محمد'],
	['東京都に住む', '東京'],
])('%s is found by %s', ([text = '', asked = '']) => {
	const place = field('location');
	const kept = keysOf([place], { [place.id]: [text] });
	expect(kept).toEqual(expect.arrayContaining(keysIn(place, [asked])));
	expect(keysIn(place, [asked])).not.toEqual([]);
});

test('options are kept by their id, long texts only as filled in, empty fields not at all', () => {
	const [choice, story, empty] = [
		field('multi_select', ['A', 'B']),
		field('long_text'),
		field('text'),
	];
	const [first] = choice.options;
	const values = { [choice.id]: [first?.id ?? ''], [story.id]: ['Once upon a time'] };
	expect(keysOf([choice, story, empty], values)).toEqual([
		...[choice.id, `${choice.id}:${first?.id}`],
		story.id,
	]);
});

test('a text has twenty words at most, and punctuation none', () => {
	const text = field('text');
	expect(keysIn(text, [Array.from({ length: 30 }, (_, at) => `w${at}`).join(' ')])).toHaveLength(
		20,
	);
	expect(keysIn(text, ['!?… —'])).toEqual([]);
});

test('a date is found by its year, its month and itself, an address by the words of its host', () => {
	const [date, url] = [field('date'), field('url')];
	const kept = keysOf([date, url], {
		...{ [date.id]: ['2026-03-14'], [url.id]: ['https://ana.example.org/Notes'] },
	});
	for (const asked of ['2026', '2026-03', '2026-03-14'])
		expect(kept).toEqual(expect.arrayContaining(keysIn(date, [asked])));
	for (const asked of ['2027', '2026-04', '2026-03-15', '03', 'spring'])
		expect(kept).not.toEqual(expect.arrayContaining(keysIn(date, [asked])));
	for (const asked of ['example', 'ana.example.org', 'https://ana.example.org', 'notes'])
		expect(kept).toEqual(expect.arrayContaining(keysIn(url, [asked])));
	expect(kept).not.toEqual(expect.arrayContaining(keysIn(url, ['https'])));
});
