import type { Plugin } from 'vite';

/** Where SvelteKit compares the version of the page with the one that an answer of the server names. */
const STATE = /@sveltejs\/kit\/src\/runtime\/app\/state\/client\.svelte\.js$/;

/**
 * Has SvelteKit read the page's version whenever it compares. It reads it once, when its script runs, and in our bundle that
 * is before the page has told it: every answer then looked like that of a newer server, and what a form on another
 * address was refused with was lost in a reload.
 */
export function knownVersion(): Plugin {
	return {
		name: 'kith:known-version',
		apply: 'build',
		enforce: 'pre',
		applyToEnvironment: ({ name }) => name === 'client',
		transform: { filter: { id: STATE }, handler: (code) => ({ code: asking(code), map: null }) },
	};
}

const READ_ONCE = "import { version } from '$app/env';";
const COMPARED = '!== version)';

/** The module, with the version read at each comparison. Throws when it is not written as expected. */
export function asking(code: string): string {
	if (!code.includes(READ_ONCE) || code.split(COMPARED).length !== 3)
		throw new Error('SvelteKit compares versions in another way');
	return code
		.replace(READ_ONCE, "import { payload } from '../../client/payload.js';")
		.replaceAll(COMPARED, '!== payload.version)');
}
