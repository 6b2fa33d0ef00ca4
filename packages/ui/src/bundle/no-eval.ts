import type { Plugin } from 'vite';

/** Where zod makes the settings that all its copies on a page share. */
const SETTINGS = /\/zod\/v4\/core\/core\.js$/;

/**
 * Has zod check input without making code of text. Left to itself it tries whether it may, which the policy of our pages
 * refuses and reports. Told anywhere else it may hear of it too late: which of a page's first scripts runs first is chance.
 */
export function noEval(): Plugin {
	return {
		name: 'kith:no-eval',
		apply: 'build',
		applyToEnvironment: ({ name }) => name === 'client',
		transform: { filter: { id: SETTINGS }, handler: (code) => ({ code: told(code), map: null }) },
	};
}

/** The module, with its settings made before it looks for them. */
export const told = (code: string): string =>
	`(globalThis.__zod_globalConfig ??= {}).jitless = true;\n${code}`;
