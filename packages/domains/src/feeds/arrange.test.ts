import { expect, test } from 'vitest';
import { arrange } from './arrange.ts';

const row = (id: string, authorId: string, spaceId = id, isNewcomer = false) => ({
	...{ id, authorId, spaceId, isNewcomer },
});
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id).join('');

test('the best come first while no three of one author follow each other', () => {
	const ranked = [row('a', 'x'), row('b', 'x'), row('c', 'x'), row('d', 'y'), row('e', 'x')];
	expect(ids(arrange(ranked, 5, []))).toBe('abdce');
});

test('nor three of one space', () => {
	const ranked = [
		...[row('a', '1', 's'), row('b', '2', 's'), row('c', '3', 's'), row('d', '4', 't')],
	];
	expect(ids(arrange(ranked, 4, []))).toBe('abdc');
});

test('what was shown before counts too', () => {
	const before = [row('y', 'x'), row('z', 'x')];
	expect(ids(arrange([row('a', 'x'), row('b', 'y')], 2, before))).toBe('ba');
});

test('where there is only one space, authors still take turns; where there is one author, all is shown', () => {
	const one = [row('a', 'x', 's'), row('b', 'x', 's'), row('c', 'x', 's'), row('d', 'y', 's')];
	expect(ids(arrange(one, 4, []))).toBe('abdc');
	expect(ids(arrange(one.slice(0, 3), 3, []))).toBe('abc');
});

test('every fourth place is for somebody new, however far down they stand', () => {
	const crowd = Array.from({ length: 30 }, (_, index) => row(`${index} `, `author ${index}`));
	const placed = arrange([...crowd, row('new', 'n', 'n', true)], 20, []);
	expect(placed[3]?.id).toBe('new');
	expect(placed).toHaveLength(20);
	expect(arrange([...crowd, row('new', 'n', 'n', true)], 3, []).map(({ id }) => id)).not.toContain(
		'new',
	);
});
