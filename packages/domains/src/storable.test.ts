import { expect, test } from 'vitest';
import { isStorable } from './storable.ts';

test('texts of any script can be kept; NUL and half characters cannot, however deep', () => {
	expect(isStorable({ title: 'Grüße 世界 👩‍👩‍👧', list: ['a', null, 3, new Date()] })).toBe(true);
	expect(isStorable('a\u0000b')).toBe(false);
	expect(isStorable({ a: [{ b: '\ud800' }] })).toBe(false);
	expect(isStorable({ 'bad\u0000key': 1 })).toBe(false);
	expect(isStorable(undefined)).toBe(true);
});

test('a value nested a hundred thousand times is walked, not crashed on', () => {
	const nested = (innermost: string) => {
		let value: unknown = innermost;
		for (let level = 0; level < 100_000; level++) value = [value];
		return value;
	};
	expect(isStorable(nested('deep'))).toBe(true);
	expect(isStorable(nested('\u0000'))).toBe(false);
});
