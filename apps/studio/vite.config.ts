import { fileURLToPath } from 'node:url';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import tailwindcss from '@tailwindcss/vite';
import { importSheets } from '@kith/ui/bundle/import-sheets';
import { openLanguage, withLanguages } from '@kith/ui/bundle/language-scripts';
import { knownVersion } from '@kith/ui/bundle/known-version';
import { noEval } from '@kith/ui/bundle/no-eval';
import { pageCsp } from '@kith/ui/page-csp';
import { defineConfig } from 'vite';
import inlang from './project.inlang/settings.json' with { type: 'json' };

/** What every page wears, what every page of a community wears, and what a third of the pages have in common: a file for each. */
const COMMON = [
	{ name: 'base', test: /src\/routes\/\+(layout|error)\.svelte$/, priority: 2 },
	{ name: 'community', test: /src\/routes\/c\/\[id\]\/\+layout\.svelte$/, priority: 1 },
	{ name: 'often', minShareCount: 30 },
];

export default defineConfig({
	root: fileURLToPath(new URL('.', import.meta.url)),
	environments: {
		client: {
			build: {
				modulePreload: false,
				rolldownOptions: {
					// Lets a group leave behind what its parts import.
					preserveEntrySignatures: 'allow-extension',
					// Left to itself the bundler makes a file of every word that two pages have in common: 150 for a page.
					output: { codeSplitting: { groups: COMMON } },
				},
			},
		},
	},
	plugins: [
		tailwindcss(),
		paraglideVitePlugin({
			project: fileURLToPath(new URL('./project.inlang', import.meta.url)),
			outdir: fileURLToPath(new URL('./src/lib/paraglide', import.meta.url)),
			strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
		}),
		importSheets(),
		knownVersion(),
		noEval(),
		openLanguage(),
		sveltekit({
			adapter: withLanguages(adapter({ precompress: true }), inlang.locales),
			// Previews show communities, each on an address of its own.
			csp: pageCsp({ frames: ['http:', 'https:'], typesTrusted: true }),
		}),
	],
});
