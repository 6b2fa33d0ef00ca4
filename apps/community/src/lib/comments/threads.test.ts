import { expect, test } from 'vitest';
import { withPart } from './threads.ts';

let second = 0;
const row = (id: string, parentId: string | null = null, rootId = parentId) => ({
	...{ id, parentId, rootId, createdAt: new Date(second++ * 1000) },
});
const a = row('a');
const a1 = row('a1', 'a');
const a2 = row('a2', 'a');
const a3 = row('a3', 'a1', 'a');
const b = row('b');
const c = row('c');
const rows = [a, a1, a3, a2, b, c];
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).join(' ');

test('a known thread changes in its place, and what it lost goes', () => {
	expect(ids(withPart(rows, 'a', { rows: [a, a2] }, false))).toBe('a a2 b c');
});

test('of a part of a thread nothing beside it changes', () => {
	expect(ids(withPart(rows, 'a', { rows: [a, a1], last: a1 }, false))).toBe('a a1 a3 a2 b c');
	expect(ids(withPart(rows, 'a', { rows: [a, a3], first: a2 }, false))).toBe('a a1 a3 b c');
});

test('a new reply stands below what it answers, or last where that is not shown', () => {
	const deep = row('a4', 'a3', 'a');
	expect(ids(withPart(rows, 'a', { rows: [a, deep], first: deep }, false))).toBe(
		'a a1 a3 a4 a2 b c',
	);
	const lost = row('a5', 'gone', 'a');
	expect(ids(withPart(rows, 'a', { rows: [a, lost], first: lost }, false))).toBe(
		'a a1 a3 a2 a5 b c',
	);
});

test('a thread of which nothing is left goes', () => {
	expect(ids(withPart(rows, 'b', { rows: [] }, 'end'))).toBe('a a1 a3 a2 c');
});

test('a new thread comes last, and only when the end is shown', () => {
	const d = row('d');
	expect(ids(withPart(rows, 'd', { rows: [d] }, 'end'))).toBe('a a1 a3 a2 b c d');
	expect(ids(withPart(rows, 'd', { rows: [d] }, 'start'))).toBe('d a a1 a3 a2 b c');
	expect(withPart(rows, 'd', { rows: [d] }, false)).toBe(rows);
});
