import { expect, test } from 'vitest';
import { isBuiltOnSpaces, permissionCatalogue } from '@kith/domains/permissions/schema';
import { inOrder, labelOf } from './permission-words.ts';

const inSpaces = permissionCatalogue.filter(isBuiltOnSpaces);

test('whatever a space can decide has words, and a place among the others', () => {
	expect(inSpaces.length).toBeGreaterThan(10);
	for (const key of inSpaces) expect(labelOf(key)).not.toBe(key);
	expect(inOrder([{ key: 'polls:vote' }, { key: 'spaces:read' }] as const)).toEqual([
		...[{ key: 'spaces:read' }, { key: 'polls:vote' }],
	]);
});
