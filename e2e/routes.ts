import { globSync } from 'node:fs';
import { resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');

/** Addresses of all pages below a folder of routes whose address holds nothing that changes; from the folder on. */
export function plainPages(routes: string): string[] {
	return globSync('**/+page.svelte', { cwd: resolve(ROOT, routes) })
		.map((path) => path.replace(/\/?\+page\.svelte$/, '').replaceAll(/\([^)]*\)\/?/g, ''))
		.filter((path) => !path.includes('['))
		.map((path) => (path ? `/${path.replace(/\/$/, '')}` : ''))
		.toSorted();
}
