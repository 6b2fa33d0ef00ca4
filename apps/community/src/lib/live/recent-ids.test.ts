import { expect, test } from 'vitest';
import { RecentIds } from './recent-ids.ts';

test('an id is new once', () => {
	const ids = new RecentIds(3);
	expect(ids.add('a')).toBe(true);
	expect(ids.add('a')).toBe(false);
});

test('the oldest id makes room and would be new again', () => {
	const ids = new RecentIds(2);
	for (const id of ['a', 'b', 'c']) ids.add(id);
	expect(ids.add('b')).toBe(false);
	expect(ids.add('a')).toBe(true);
});
