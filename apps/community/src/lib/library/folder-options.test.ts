import { expect, test } from 'vitest';
import type { LibraryFolder } from '@kith/domains/library/schema';
import { folderOptions, targetsOf, wayTo } from './folder-options.ts';

const folder = (id: string, parentId: string | null, depth: number): LibraryFolder => ({
	...{ id, parentId, depth, name: id.toUpperCase(), documents: 0, mayEdit: true, mayDelete: true },
});
const folders = [
	folder('a', null, 1),
	folder('b', 'a', 2),
	folder('c', 'b', 3),
	folder('d', null, 1),
];

test('the way to a folder begins at the top', () => {
	expect(wayTo(folders, 'c').map(({ id }) => id)).toEqual(['a', 'b', 'c']);
	expect(wayTo(folders, null)).toEqual([]);
	expect(wayTo(folders, 'elsewhere')).toEqual([]);
});

test('a folder moves anywhere but into itself and what lies in it', () => {
	expect(targetsOf(folders, 'b').map(({ id }) => id)).toEqual(['a', 'd']);
	expect(targetsOf(folders, 'a').map(({ id }) => id)).toEqual(['d']);
});

test('choices show how deep a folder lies', () => {
	expect(folderOptions(folders.slice(0, 2), 'Top')).toEqual([
		{ value: '', label: 'Top' },
		{ value: 'a', label: '\u2003A' },
		{ value: 'b', label: '\u2003\u2003B' },
	]);
});
