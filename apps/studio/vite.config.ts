import { fileURLToPath } from 'node:url';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';

/**
 * The `style` attribute of the router's own announcer, the only one that pages may have. When an update of the router
 * changes it, the browser's complaint names the new hash.
 */
const ANNOUNCER_STYLE = 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=';

export default defineConfig({
	root: fileURLToPath(new URL('.', import.meta.url)),
	plugins: [
		tailwindcss(),
		paraglideVitePlugin({
			project: fileURLToPath(new URL('./project.inlang', import.meta.url)),
			outdir: fileURLToPath(new URL('./src/lib/paraglide', import.meta.url)),
			strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
			emitTsDeclarations: true,
		}),
		sveltekit({
			adapter: adapter({ precompress: true }),
			csp: {
				mode: 'nonce',
				directives: {
					'default-src': ['self'],
					'script-src': ['self'],
					'style-src': ['self', 'unsafe-hashes', ANNOUNCER_STYLE],
					'img-src': ['self', 'data:', 'blob:'],
					'font-src': ['self'],
					'connect-src': ['self'],
					'frame-src': ['self', 'http:', 'https:'],
					'object-src': ['none'],
					'base-uri': ['none'],
					'form-action': ['self'],
				},
			},
		}),
	],
});
