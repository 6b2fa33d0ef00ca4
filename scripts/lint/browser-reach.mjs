// What browser code reaches at run time, through any number of files, and cycles. `import type` does not count.
// SvelteKit's server-only guard does not look inside workspace packages; this does.
import { builtinModules } from 'node:module';
import { cruiseOptions } from './cruise-options.mjs';

const BROWSER = {
	path: '^apps/(studio|community)/src/|^packages/(ui|client)/src/|^packages/domains/src/.*[.](schema|policy)[.]ts$',
	pathNot: [
		'/server/',
		'[.]server[.]',
		'/[+]server[.]ts$',
		'[.]test[.]ts$',
		'^apps/[^/]+/src/(env|instrumentation[.]server)[.]ts$',
		// Imported by hooks.server.ts alone; pages see its types.
		'^packages/client/src/request-store[.]ts$',
		// How scripts are built, for vite.config.ts.
		'^packages/ui/src/(static-icons|bundle/[^/]+)[.]ts$',
	],
};

const neverReaches = (name, path) => ({
	name: `browser-code-never-reaches-${name}`,
	severity: 'error',
	from: BROWSER,
	to: { path, reachable: true },
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
	forbidden: [
		neverReaches('the-database', '^packages/db/|node_modules/(kysely|pg)/'),
		neverReaches('integrations', '^packages/integrations/'),
		neverReaches('a-domains-door', '^packages/domains/src/[^/]+/index[.]ts$'),
		neverReaches('node', `^(node:)?(${builtinModules.join('|')})$`),
		// A component that draws a tree draws itself.
		{
			name: 'no-cycles',
			severity: 'error',
			from: { pathNot: '[.]svelte$' },
			to: { circular: true },
		},
	],
	options: cruiseOptions(false),
};
