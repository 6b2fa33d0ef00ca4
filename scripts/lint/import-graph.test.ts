import { expect, test } from 'vitest';
import { ringsIn, runtimeGraph, waysTo } from './import-graph.ts';

const graph = new Map([
	['page', ['form', 'text']],
	['form', ['door']],
	['door', ['queries']],
	['queries', ['kysely']],
	['text', []],
]);

test('every file that leads to a target is told with its shortest way', () => {
	const ways = waysTo(graph, (path) => path === 'kysely');
	expect(ways.get('page')).toEqual(['page', 'form', 'door', 'queries', 'kysely']);
	expect(ways.get('queries')).toEqual(['queries', 'kysely']);
	expect(ways.has('text')).toBe(false);
	expect(waysTo(graph, (path) => path === 'pg').size).toBe(0);
});

test('a shorter way is told, and a ring on it ends', () => {
	const both = new Map([
		['a', ['b', 'target']],
		['b', ['a']],
	]);
	const ways = waysTo(both, (path) => path === 'target');
	expect(ways.get('a')).toEqual(['a', 'target']);
	expect(ways.get('b')).toEqual(['b', 'a', 'target']);
});

test('rings are told apart from what leads into them and out of them', () => {
	expect(ringsIn(graph)).toEqual([]);
	const rings = ringsIn(
		new Map([
			['in', ['a']],
			['a', ['b']],
			['b', ['c', 'a']],
			['c', ['a', 'out']],
			['out', ['tree']],
			['tree', ['tree']],
		]),
	);
	expect(rings.map((ring) => ring.toSorted())).toEqual([['tree'], ['a', 'b', 'c']]);
});

test('what is imported as a type is gone at run time', () => {
	const dependency = (resolved: string, ...dependencyTypes: string[]) => ({
		resolved,
		dependencyTypes,
	});
	const found = runtimeGraph([
		{
			source: 'a',
			dependencies: [
				dependency('typed', 'local', 'type-only', 'import'),
				dependency('queried', 'type-import'),
				dependency('used', 'local', 'import'),
			],
		},
	]);
	expect([...found]).toEqual([['a', ['used']]]);
});
