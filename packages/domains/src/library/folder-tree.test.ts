import { expect, test } from 'vitest';
import { branchOf, treeOf } from './folder-tree.ts';

const rows = [
	{ id: 'a', parentId: null },
	{ id: 'b', parentId: null },
	{ id: 'a2', parentId: 'a' },
	{ id: 'a1', parentId: 'a' },
	{ id: 'a1x', parentId: 'a1' },
];

test('parents come before what lies in them, siblings in the order given', () => {
	const lines = treeOf(rows).map(({ id, depth }) => `${id}:${depth}`);
	expect(lines).toEqual(['a:1', 'a2:2', 'a1:2', 'a1x:3', 'b:1']);
});

test('a branch is a folder with all that lies deeper, and nothing beside it', () => {
	const ids = (folderId: string) => branchOf(rows, folderId).map(({ id }) => id);
	expect(ids('a')).toEqual(['a', 'a2', 'a1', 'a1x']);
	expect(ids('a1')).toEqual(['a1', 'a1x']);
	expect(ids('b')).toEqual(['b']);
	expect(ids('elsewhere')).toEqual([]);
});
