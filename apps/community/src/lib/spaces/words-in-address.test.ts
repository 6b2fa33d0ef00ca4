import { expect, test } from 'vitest';
import { changesOf, isReview, toChange, wordsIn, withWords } from './words-in-address.ts';

const permissions = [
	{ key: 'posts:publish', word: null, otherwise: true, isMine: true },
	{ key: 'posts:moderate', word: 'allow', otherwise: false, isMine: true },
	{ key: 'ideas:vote', word: 'deny', otherwise: true, isMine: true },
] as const;

test('an address that says nothing is what is said now', () => {
	expect(wordsIn(new URLSearchParams('find=ann'), permissions)).toEqual({
		...{ 'posts:moderate': 'allow', 'ideas:vote': 'deny' },
	});
});

test('what an address says stands for all, and only what is a word of a permission is read', () => {
	const said = new URLSearchParams(
		'review=1&posts:publish=deny&posts:moderate=&ideas:vote=perhaps&roles:manage=allow',
	);
	expect(wordsIn(said, permissions)).toEqual({ 'posts:publish': 'deny' });
});

test('changes say what was said before, and what holds before and after', () => {
	expect(changesOf(permissions, { 'posts:publish': 'allow', 'ideas:vote': 'deny' })).toEqual([
		{ key: 'posts:publish', before: null, after: 'allow', was: true, will: true },
		{ key: 'posts:moderate', before: 'allow', after: null, was: true, will: false },
	]);
	expect(changesOf(permissions, { 'posts:moderate': 'allow', 'ideas:vote': 'deny' })).toEqual([]);
});

test.each([
	['one', { 'posts:publish': 'deny' } as const],
	['none', {}],
])('words come out of an address as they went into it: %s', (_, words) => {
	for (const [write, reviewed] of [
		[withWords, true],
		[toChange, false],
	] as const) {
		const { searchParams } = new URL(write('/s/hall/exceptions/x', words), 'http://localhost');
		expect(wordsIn(searchParams, permissions)).toEqual(words);
		expect(isReview(searchParams)).toBe(reviewed);
	}
});
