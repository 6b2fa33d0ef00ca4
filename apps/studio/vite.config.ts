import { fileURLToPath } from 'node:url';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import tailwindcss from '@tailwindcss/vite';
import { pageCsp } from '@kith/ui/page-csp';
import { defineConfig } from 'vite';

export default defineConfig({
	root: fileURLToPath(new URL('.', import.meta.url)),
	plugins: [
		tailwindcss(),
		paraglideVitePlugin({
			project: fileURLToPath(new URL('./project.inlang', import.meta.url)),
			outdir: fileURLToPath(new URL('./src/lib/paraglide', import.meta.url)),
			strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
		}),
		sveltekit({
			adapter: adapter({ precompress: true }),
			// Previews show communities, each on an address of its own.
			csp: pageCsp({ frames: ['http:', 'https:'], typesTrusted: true }),
		}),
	],
});
