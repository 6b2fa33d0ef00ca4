import { expect, test } from 'vitest';
import { furthest } from './furthest.ts';

const row = (id: string, seconds: number) => ({ id, createdAt: new Date(seconds * 1000) });

test('the newest of what was seen counts, wherever it stands', () => {
	expect(furthest(undefined, [row('a', 1), row('c', 3), row('b', 2)])?.id).toBe('c');
});

test('what was seen before stays, until something newer is', () => {
	expect(furthest(row('c', 3), [row('a', 1)])?.id).toBe('c');
	expect(furthest(row('c', 3), [row('d', 4)])?.id).toBe('d');
	expect(furthest(undefined, [])).toBeUndefined();
});

test('of two of one moment the ids decide, as in the database', () => {
	expect(furthest(undefined, [row('b', 1), row('a', 1)])?.id).toBe('b');
});
