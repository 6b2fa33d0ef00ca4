/** What each file takes from which others at run time. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

type Cruised = {
	source: string;
	dependencies: { resolved: string; dependencyTypes: string[] }[];
};

const FREE = new Set(['type-only', 'type-import']);

/** The graph in what dependency-cruiser found, without what is gone once types are stripped. */
export function runtimeGraph(modules: readonly Cruised[]): ImportGraph {
	return new Map(
		modules.map(({ source, dependencies }) => [
			source,
			dependencies
				.filter(({ dependencyTypes }) => !dependencyTypes.some((type) => FREE.has(type)))
				.map(({ resolved }) => resolved),
		]),
	);
}

/**
 * By file, the shortest way from it to one that `isTarget`, itself first and the target last; files that lead to none are
 * left out. One walk over the graph, backwards from the targets.
 */
export function waysTo(
	graph: ImportGraph,
	isTarget: (path: string) => boolean,
): Map<string, string[]> {
	const importers = new Map<string, string[]>();
	for (const [file, imports] of graph)
		for (const path of imports) importers.set(path, [...(importers.get(path) ?? []), file]);
	const next = new Map<string, string | null>();
	const queue = [...new Set([...graph.keys(), ...importers.keys()])].filter(isTarget);
	for (const target of queue) next.set(target, null);
	for (const reached of queue)
		for (const file of importers.get(reached) ?? [])
			if (!next.has(file)) {
				next.set(file, reached);
				queue.push(file);
			}
	return new Map([...next.keys()].map((file) => [file, wayFrom(file, next)]));
}

function wayFrom(file: string, next: ReadonlyMap<string, string | null>): string[] {
	const way = [file];
	for (let at = next.get(file); at; at = next.get(at)) way.push(at);
	return way;
}

/** Files that import each other in a ring, by Tarjan's walk: https://en.wikipedia.org/wiki/Tarjan's_strongly_connected_components_algorithm */
export function ringsIn(graph: ImportGraph): string[][] {
	const rings: string[][] = [];
	const places = new Map<string, { index: number; low: number; isOpen: boolean }>();
	const open: string[] = [];
	const visit = (file: string) => {
		const place = { index: places.size, low: places.size, isOpen: true };
		places.set(file, place);
		open.push(file);
		for (const path of graph.get(file) ?? []) {
			const seen = places.get(path);
			if (!seen) place.low = Math.min(place.low, visit(path).low);
			else if (seen.isOpen) place.low = Math.min(place.low, seen.index);
		}
		if (place.low === place.index) close(file);
		return place;
	};
	const close = (root: string) => {
		const ring = open.splice(open.indexOf(root));
		for (const file of ring) Object.assign(places.get(file) ?? {}, { isOpen: false });
		const isRing = ring.length > 1 || graph.get(root)?.includes(root);
		if (isRing) rings.push(ring);
	};
	for (const file of graph.keys()) if (!places.has(file)) visit(file);
	return rings;
}
