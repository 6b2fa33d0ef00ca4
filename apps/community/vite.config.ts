import { fileURLToPath } from 'node:url';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import tailwindcss from '@tailwindcss/vite';
import { FRAME_SOURCES } from '@kith/domains/rich-text/embeds';
import { importSheets } from '@kith/ui/bundle/import-sheets';
import { openLanguage, withLanguages } from '@kith/ui/bundle/language-scripts';
import { knownVersion } from '@kith/ui/bundle/known-version';
import { noEval } from '@kith/ui/bundle/no-eval';
import { staticIcons } from '@kith/ui/static-icons';
import { defineConfig } from 'vite';
import { lightWire } from './light-wire.ts';
import { spreadApart } from './spread-apart.ts';
import inlang from './project.inlang/settings.json' with { type: 'json' };

/**
 * The `style` attribute of the router's own announcer, the only one that pages may have. When an update of the router
 * changes it, the browser's complaint names the new hash.
 */
const ANNOUNCER_STYLE = 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=';

/** What every page wears, and what pages that show writing have in common: one file. */
const SHELL = new RegExp(
	[
		'ui/src/(Avatar|Badge|LightButton|LoadMore|ThemeToggle)\\.svelte$',
		'src/lib/live/live-stream\\.ts$',
		'src/lib/posts/(Author|ReactionBar)\\.svelte$',
		'src/lib/kinds/KindMark\\.svelte$',
		'src/lib/posts/(Asleep\\.svelte|(has-life|part-loaders|parts\\.svelte)\\.ts)$',
		'src/lib/tags/TagLinks\\.svelte$',
		'src/lib/rich-text/RichText\\.svelte$',
		'src/lib/shell/(LazyMenu|Notice|PageHead|Shell|Time)\\.svelte$',
		'src/lib/shell/(api|explain|has-queue|keys)\\.ts$',
		'src/lib/shell/(reading-clock|scripts|unread)\\.svelte\\.ts$',
		'src/routes/\\+(error|layout)\\.svelte$',
		'lucide/svelte/dist/icons/(circle-check|ellipsis|pin|reply)\\.svelte$',
		'src/lib/paraglide/messages/(comment_(news|put_back)|error_\\w+|post_(comment_count|example|failure_gone|pinned|save)|shell_failure_network)\\.js$',
	].join('|'),
);

/** What every page loads first; nearly all the others take something from it. */
const HUB = /^entry\/payload\./;

/** What the lists of posts have in common: a second one. */
const FEED = new RegExp(
	[
		'ui/src/(Banner|EmptyState)\\.svelte$',
		'src/lib/posts/(EntryBox|FeedList)\\.svelte$',
		'src/lib/posts/(feed\\.svelte|feed-snapshot)\\.ts$',
		'src/lib/shell/AboutCard\\.svelte$',
		'src/lib/paraglide/messages/(home_empty_first|post_(news|older|to_latest))\\.js$',
	].join('|'),
);

/** What of Svelte no page that shows writing needs before somebody acts. */
const RARE =
	/svelte\/src\/internal\/client\/dom\/(blocks\/await|elements\/(attributes\.js\?spread|bindings\/(input|select)|style\.js))/;

/**
 * Modules that do nothing by being loaded, which their packages do not say: what no page calls of them stays out. The
 * flags of Svelte are set that way.
 */
const IDLE =
	/\/svelte\/src\/(?!internal\/flags\/)|\/@sveltejs\/kit\/src\/(exports|messages|utils)\//;

/** What one kind of post shows in lists and on its own page, and what pages with pictures share: a file for each. */
const SIGNS = {
	announcement: /messages\/announce_(told_\w+|acknowledge)\.js$|signs\/announcement\.ts$/,
	idea: /messages\/idea_(note|vote|voted|votes)\.js$|icons\/arrow-big-up|signs\/idea\.ts$/,
	pictures:
		/messages\/showcase_(gallery|open)\.js$|kinds\/post-pictures\.ts$|media\/Shown\.svelte$|domains\/src\/media\/sizes/,
	question: /icons\/check\.svelte$|signs\/question\.ts$/,
};

export default defineConfig({
	root: fileURLToPath(new URL('.', import.meta.url)),
	environments: {
		client: {
			build: {
				// Listing what each later import needs would make the first page's own scripts a twentieth larger.
				modulePreload: false,
				// Slower than the default, once per build; a post's page is a kilobyte lighter with it.
				minify: 'terser',
				terserOptions: { ecma: 2020 },
				rolldownOptions: {
					// Lets a group leave behind what its parts import.
					preserveEntrySignatures: 'allow-extension',
					treeshake: { moduleSideEffects: [{ test: IDLE, sideEffects: false }] },
					output: {
						// Every page loads a list of all pages' scripts; with fewer signs to choose from it packs better.
						hashCharacters: 'base36',
						codeSplitting: {
							groups: [
								{ name: 'rare', test: RARE, priority: 3, includeDependenciesRecursively: false },
								{ name: 'shell', test: SHELL, priority: 2 },
								{ name: 'feed', test: FEED, priority: 1, includeDependenciesRecursively: false },
								...Object.entries(SIGNS).map(([name, test]) => ({ name, test, priority: 0 })),
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
			strategy: ['cookie', 'custom-member', 'preferredLanguage', 'baseLocale'],
		}),
		importSheets(),
		knownVersion(),
		noEval(),
		openLanguage(),
		spreadApart(),
		lightWire(),
		sveltekit({
			// Also the few components of others that do not say so: Svelte's older ways stay out of the bundle.
			compilerOptions: { runes: true, discloseVersion: false },
			// lib/offline/watch.ts does it, and not for the studio's preview.
			serviceWorker: { register: false },
			adapter: withLanguages(adapter({ precompress: true }), inlang.locales, HUB),
			csp: {
				mode: 'nonce',
				directives: {
					'default-src': ['self'],
					'script-src': ['self'],
					'style-src': ['self', 'unsafe-hashes', ANNOUNCER_STYLE],
					'img-src': ['self', 'data:', 'blob:'],
					'media-src': ['self', 'blob:'],
					'font-src': ['self'],
					'connect-src': ['self'],
					// Players, after a reader's click: these hosts and no other.
					'frame-src': FRAME_SOURCES,
					'object-src': ['none'],
					'base-uri': ['none'],
					'form-action': ['self'],
				},
			},
		}),
	],
});
