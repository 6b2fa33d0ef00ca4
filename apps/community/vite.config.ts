import { fileURLToPath } from 'node:url';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import tailwindcss from '@tailwindcss/vite';
import { staticIcons } from '@kith/ui/static-icons';
import { defineConfig } from 'vite';

/**
 * The `style` attribute of the router's own announcer, the only one that pages may have. When an update of the router
 * changes it, the browser's complaint names the new hash.
 */
const ANNOUNCER_STYLE = 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=';

/** What every page wears: one file. */
const SHELL = new RegExp(
	[
		'ui/src/(Avatar|Banner|Button|CommunityMark|EmptyState|SkipLink|ThemeToggle)\\.svelte$',
		'src/lib/live/live-stream\\.ts$',
		'src/lib/shell/(BrandHead|Shell)\\.svelte$',
		'src/lib/shell/(reading-clock|scripts|unread)\\.svelte\\.ts$',
	].join('|'),
);
/** What the pages that show writing have in common: a second one. */
const READING = new RegExp(
	[
		'ui/src/(Badge|LoadMore)\\.svelte$',
		'src/lib/posts/(Author|ReactionBar)\\.svelte$',
		'src/lib/rich-text/RichText\\.svelte$',
		'src/lib/shell/(PageHead|Time)\\.svelte$',
		'src/lib/shell/keys\\.ts$',
	].join('|'),
);

export default defineConfig({
	root: fileURLToPath(new URL('.', import.meta.url)),
	environments: {
		client: {
			build: {
				rolldownOptions: {
					output: {
						codeSplitting: {
							groups: [
								{ name: 'shell', test: SHELL, priority: 2 },
								{ name: 'reading', test: READING, priority: 1 },
							],
						},
					},
				},
			},
		},
	},
	plugins: [
		staticIcons(),
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
					'object-src': ['none'],
					'base-uri': ['none'],
					'form-action': ['self'],
				},
			},
		}),
	],
});
