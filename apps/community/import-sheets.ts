import type { Plugin } from 'vite';

const HELPER = /^\0vite\/preload-helper\.js$/;

/**
 * Makes a later import wait for its stylesheets, and for nothing else. Vite's own helper also starts the scripts that an
 * import needs; with `modulePreload` off there are none in its lists, and it weighs more than many a page.
 */
export function importSheets(): Plugin {
	return {
		name: 'kith:import-sheets',
		apply: 'build',
		enforce: 'pre',
		applyToEnvironment: ({ name }) => name === 'client',
		load: { filter: { id: HELPER }, handler: () => CODE },
	};
}

const CODE = `
const sheets = {};
const wear = (href) =>
	[...document.styleSheets].some((sheet) => sheet.href === href) ||
	(sheets[href] ??= new Promise((resolve, reject) => {
		const link = document.createElement('link');
		link.rel = 'stylesheet';
		link.href = href;
		link.onload = resolve;
		link.onerror = () => {
			delete sheets[href];
			link.remove();
			reject(new Error('no stylesheet ' + href));
		};
		document.head.append(link);
	}));
export const __vitePreload = (load, hrefs, from) =>
	Promise.all(hrefs.map((href) => wear(new URL(href, from).href))).then(load);
`;
