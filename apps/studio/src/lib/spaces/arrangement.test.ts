import { expect, test } from 'vitest';
import { arrangementOf, orderOf, placeSpace, stepGroup, stepSpace } from './arrangement.ts';

const start = arrangementOf({
	groups: [{ id: 'G' }, { id: 'H' }],
	spaces: [
		{ id: 'a', groupId: null },
		{ id: 'b', groupId: 'G' },
		{ id: 'c', groupId: 'G' },
		{ id: 'd', groupId: 'gone' },
	],
});
const lines = (arrangement: typeof start) =>
	arrangement.map(({ groupId, spaceIds }) => `${groupId ?? '-'}:${spaceIds.join('')}`).join(' ');

test('spaces stand in their group; those of an unknown group stand without one', () => {
	expect(lines(start)).toBe('-:ad G:bc H:');
});

test('a space is dropped between others', () => {
	expect(lines(placeSpace(start, 'a', { groupId: 'G', index: 1 }))).toBe('-:d G:bac H:');
	expect(lines(placeSpace(start, 'c', { groupId: 'G', index: 0 }))).toBe('-:ad G:cb H:');
});

test('a step at the edge of a group leads into the next one, and stops at the ends', () => {
	expect(lines(stepSpace(start, 'c', 1))).toBe('-:ad G:b H:c');
	expect(lines(stepSpace(start, 'b', -1))).toBe('-:adb G:c H:');
	expect(lines(stepSpace(start, 'a', -1))).toBe('-:ad G:bc H:');
});

test('groups change places below the shelf without a group', () => {
	expect(lines(stepGroup(start, 'H', -1))).toBe('-:ad H: G:bc');
	expect(lines(stepGroup(start, 'G', -1))).toBe('-:ad G:bc H:');
});

test('the server is told every group and every space once', () => {
	expect(orderOf(start).groups.flatMap(({ spaceIds }) => spaceIds)).toEqual(['a', 'd', 'b', 'c']);
});
