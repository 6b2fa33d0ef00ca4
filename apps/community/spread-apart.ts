import type { Plugin } from 'vite';

const INDEX = /[\\/]svelte[\\/]src[\\/]internal[\\/]client[\\/]index\.js$/;
const FROM = './dom/elements/attributes.js';
/** What elements with `{...rest}` need: it weighs as much as a page of ours, and knows every kind of form field. */
const SPREAD = /\tattribute_effect,\n|,\n\tCLASS,\n\tSTYLE(?=\n)/g;

/**
 * Keeps what only elements with `{...rest}` need of Svelte in a module of its own, so that a page without such an
 * element does not load it. Throws when Svelte is not written as expected.
 */
export function spreadApart(): Plugin {
	return {
		name: 'kith:spread-apart',
		apply: 'build',
		applyToEnvironment: ({ name }) => name === 'client',
		transform: { filter: { id: INDEX }, handler: (code, id) => apart(code, id) },
	};
}

/** The source of Svelte's index with its spreading of attributes taken from a second copy of their module. */
export function apart(code: string, id: string): string {
	const open = code.replace(SPREAD, '');
	if (code.match(SPREAD)?.length !== 2 || !code.includes(FROM))
		throw new Error(`not Svelte as known here: ${id}`);
	return `${open}\nexport { attribute_effect, CLASS, STYLE } from '${FROM}?spread';\n`;
}
