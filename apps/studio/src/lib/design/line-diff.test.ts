import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffLines } from './line-diff.ts';

const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });

test('both sides can be read off a difference, and what is equal shows none', () => {
	fc.assert(
		fc.property(lines, lines, (before, after) => {
			const diff = diffLines(before, after);
			const side = (kind: string) =>
				diff.filter((line) => line.kind === 'same' || line.kind === kind).map(({ text }) => text);
			expect(side('removed')).toEqual(before);
			expect(side('added')).toEqual(after);
			if (before.join() === after.join())
				expect(diff.every(({ kind }) => kind === 'same')).toBe(true);
		}),
	);
});

test('a changed line is one that went and one that came', () => {
	expect(diffLines(['x', 'old', 'z'], ['x', 'new', 'z']).map(({ kind }) => kind)).toEqual([
		...['same', 'removed', 'added', 'same'],
	]);
});
