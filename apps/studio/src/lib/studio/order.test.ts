import { expect, test } from 'vitest';
import { markOf, placed, stepped } from './order.ts';

const lines = ['a', 'b', 'c'].map((id) => ({ id }));
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).join('');

test('a line steps up and down, and stays at the ends', () => {
	expect(ids(stepped(lines, 'b', -1))).toBe('bac');
	expect(ids(stepped(lines, 'b', 1))).toBe('acb');
	expect(ids(stepped(lines, 'a', -1))).toBe('abc');
	expect(ids(stepped(lines, 'c', 1))).toBe('abc');
});

test('a line is put where it is let go, counted without itself', () => {
	expect(ids(placed(lines, 'a', 2))).toBe('bca');
	expect(ids(placed(lines, 'c', 0))).toBe('cab');
	expect(ids(placed(lines, 'b', 99))).toBe('acb');
	expect(ids(placed(lines, 'gone', 0))).toBe('abc');
});

test('the mark stands where the line would fall', () => {
	expect(markOf(lines, 'b', { id: 'a', index: 0 })).toBe('before');
	expect(markOf(lines, 'c', { id: 'a', index: 1 })).toBe('before');
	expect(markOf(lines, 'c', { id: 'a', index: 2 })).toBe('after');
	expect(markOf(lines, 'a', { id: 'a', index: 0 })).toBe('');
});
