import { expect, test } from 'vitest';
import { parseQuery } from './query-text.ts';

test('filters are taken out of the words, in any order and case', () => {
	const query = parseQuery(
		'sourdough in:Kitchen by:@Ada tag:"Wild yeast" tag:c# AFTER:2026-01-02 has:picture "old oven"',
	);
	expect(query).toEqual({
		...{
			words: 'sourdough "old oven"',
			without: [],
			plain: 'sourdough old oven',
			in: 'kitchen',
			by: 'ada',
		},
		...{ kind: null, postKind: null, before: null, has: ['picture'] },
		...{ after: new Date('2026-01-02T00:00:00Z'), tags: ['Wild yeast', 'c#'], unknown: [] },
	});
});

test('a filter that makes no sense is listed as typed', () => {
	const { unknown, words } = parseQuery(
		'bread kind:poem before:yesterday after:2026-02-31 has:luck tag:🚂',
	);
	expect(unknown).toEqual([
		'kind:poem',
		'before:yesterday',
		'after:2026-02-31',
		'has:luck',
		'tag:🚂',
	]);
	expect(words).toBe('bread');
});

test('a kind of post is looked for among posts alone', () => {
	expect(parseQuery('bread kind:Question')).toMatchObject({ kind: 'posts', postKind: 'question' });
	expect(parseQuery('bread kind:posts')).toMatchObject({ kind: 'posts', postKind: null });
});

test('what only looks like a filter is a word', () => {
	expect(parseQuery('note: built-in:x https://a.example').words).toBe(
		'note: built-in:x https://a.example',
	);
});

test('excluded words are asked for, and are neither names nor hits', () => {
	expect(parseQuery('bread -rye -"white flour" -東京都 half-baked')).toMatchObject({
		...{ words: 'bread half-baked', plain: 'bread half-baked' },
		without: ['rye', 'white flour', '東京 京都'],
	});
});

test('days begin at the midnight of whoever searches', () => {
	const after = (day: string, zone: string) =>
		parseQuery(`after:${day}`, zone).after?.toISOString();
	expect(after('2026-01-02', 'UTC')).toBe('2026-01-02T00:00:00.000Z');
	expect(after('2026-01-02', 'Asia/Tokyo')).toBe('2026-01-01T15:00:00.000Z');
	expect(after('2026-07-02', 'America/New_York')).toBe('2026-07-02T04:00:00.000Z');
	// The clocks go forward in Berlin at two in the morning of this day, and back in October.
	expect(after('2026-03-29', 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z');
	expect(after('2026-03-30', 'Europe/Berlin')).toBe('2026-03-29T22:00:00.000Z');
	expect(after('2026-10-26', 'Europe/Berlin')).toBe('2026-10-25T23:00:00.000Z');
});
