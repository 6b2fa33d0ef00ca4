import { builtinModules } from 'node:module';
import { ringsIn, waysTo, type ImportGraph } from './import-graph.ts';

/** Code that is sent to browsers. */
const BROWSER =
	/^apps\/(studio|community)\/src\/|^packages\/(ui|client)\/src\/|^packages\/domains\/src\/.*\.(schema|policy)\.ts$/;
const NOT_SENT = [
	...[/\/server\//, /\.server\./, /\/\+server\.ts$/, /\.test\.ts$/],
	/^apps\/[^/]+\/src\/(env|instrumentation\.server)\.ts$/,
	// Imported by hooks.server.ts alone; pages see its types.
	/^packages\/client\/src\/request-store\.ts$/,
	// How scripts are built, for vite.config.ts.
	/^packages\/ui\/src\/(static-icons|bundle\/[^/]+)\.ts$/,
];

const NODE = new Set(builtinModules);
const CLOSED: Record<string, (path: string) => boolean> = {
	'the-database': (path) => /^packages\/db\/|node_modules\/(kysely|pg)\//.test(path),
	integrations: (path) => path.startsWith('packages/integrations/'),
	'a-domains-door': (path) => /^packages\/domains\/src\/[^/]+\/index\.ts$/.test(path),
	node: (path) => NODE.has(path.replace(/^node:/, '')),
};

/** A file that breaks a rule, and the files it does so by. */
export type Breach = { rule: string; from: string; way: string[] };

/**
 * What browser code reaches at run time, through any number of files, and rings of imports. SvelteKit's server-only guard
 * does not look inside workspace packages; this does.
 */
export function breachesIn(graph: ImportGraph): Breach[] {
	const reached = Object.entries(CLOSED).flatMap(([name, isClosed]) =>
		[...waysTo(graph, isClosed)]
			.filter(([from, way]) => isSent(from) && way.length > 1)
			.map(([from, way]) => ({ rule: `browser-code-never-reaches-${name}`, from, way })),
	);
	// A component that draws a tree draws itself.
	const rings = ringsIn(graph)
		.filter((ring) => !ring.every((path) => path.endsWith('.svelte')))
		.map((way) => ({ rule: 'no-cycles', from: way[0] ?? '', way }));
	return [...reached, ...rings];
}

const isSent = (path: string): boolean =>
	BROWSER.test(path) && !NOT_SENT.some((pattern) => pattern.test(path));
