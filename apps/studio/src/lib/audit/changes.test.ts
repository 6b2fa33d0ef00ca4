import { expect, test } from 'vitest';
import { changesOf, isTold } from './changes.ts';

test('parts of both sides are listed once, in the order they came', () => {
	const details = { label: '', reason: '', before: { a: 1, b: 2 }, after: { b: 3, c: 4 } };
	expect(changesOf(details)).toEqual([
		{ key: 'a', before: 1, after: undefined },
		{ key: 'b', before: 2, after: 3 },
		{ key: 'c', before: undefined, after: 4 },
	]);
	expect(changesOf({ label: '', reason: '', before: null, after: null })).toEqual([]);
});

test('nothing is not told, a no is', () => {
	for (const nothing of [null, undefined, '', []]) expect(isTold(nothing)).toBe(false);
	for (const something of [false, 0, 'x', [0], {}]) expect(isTold(something)).toBe(true);
});
