import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const ROUTER = /[\\/]@sveltejs[\\/]kit[\\/]/;

/** Lets the router in the browser read what pages carry by `wire-values.ts` instead of the larger devalue. */
export function lightWire(): Plugin {
	return {
		name: 'kith:light-wire',
		apply: 'build',
		enforce: 'pre',
		applyToEnvironment: ({ name }) => name === 'client',
		resolveId: {
			filter: { id: /^devalue$/ },
			handler: (_, importer) =>
				importer && ROUTER.test(importer)
					? fileURLToPath(new URL('./wire-values.ts', import.meta.url))
					: null,
		},
	};
}
