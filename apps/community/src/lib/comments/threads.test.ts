import { expect, test } from 'vitest';
import type { CommentView } from '@kith/domains/comments/schema';
import { withThread } from './threads.ts';

const row = (id: string, rootId: string | null = null) => ({ id, rootId }) as CommentView;
const rows = [row('a'), row('a1', 'a'), row('b'), row('c')];
const ids = (list: readonly CommentView[]) => list.map(({ id }) => id).join(' ');

test('a known thread changes in its place', () => {
	const thread = [row('a'), row('a1', 'a'), row('a2', 'a')];
	expect(ids(withThread(rows, 'a', thread, false))).toBe('a a1 a2 b c');
});

test('a thread of which nothing is left goes', () => {
	expect(ids(withThread(rows, 'b', [], true))).toBe('a a1 c');
});

test('a new thread comes last, and only when the end is shown', () => {
	expect(ids(withThread(rows, 'd', [row('d')], true))).toBe('a a1 b c d');
	expect(withThread(rows, 'd', [row('d')], false)).toBe(rows);
});
