import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumLaunch } from './scripts/chromium.ts';

const DATABASE = '**/*.db.test.ts';
const COMPONENT = '**/*.svelte.test.ts';
const NEVER = ['**/node_modules/**', '**/build/**', '**/.svelte-kit/**', 'e2e/**'];

const ICONS = ['circle-alert', 'circle-check', 'info', 'x', 'triangle-alert', 'search'];
const BUNDLED = [
	'@kith/ui > bits-ui',
	...ICONS.map((icon) => `@kith/ui > @lucide/svelte/icons/${icon}`),
];

export default defineConfig({
	test: {
		projects: [
			{
				plugins: [svelte({ configFile: false })],
				test: {
					name: 'node',
					// As below: a process of its own for each file, one at a time, took twice as long.
					isolate: false,
					maxWorkers: 2,
					include: ['{packages,apps,scripts,tenants,infra,bench}/**/*.test.ts'],
					exclude: [...NEVER, DATABASE, COMPONENT],
					testTimeout: 60_000,
				},
			},
			{
				plugins: [svelte({ configFile: false })],
				test: {
					name: 'database',
					include: [DATABASE],
					exclude: NEVER,
					globalSetup: ['packages/testing/src/global-setup.ts'],
					pool: 'forks',
					// Every file brings its own database, and none changes what modules share: loaded once per process,
					// the product is loaded twice instead of a hundred times.
					isolate: false,
					maxWorkers: 2,
					testTimeout: 60_000,
					hookTimeout: 120_000,
				},
			},
			{
				plugins: [svelte({ configFile: false })],
				// Found while a test runs, a dependency would be bundled anew and the page reloaded under the test.
				optimizeDeps: { include: BUNDLED },
				test: {
					name: 'browser',
					include: [
						'packages/ui/src/**/*.svelte.test.ts',
						'apps/{studio,community}/src/**/*.svelte.test.ts',
					],
					browser: {
						enabled: true,
						headless: true,
						screenshotFailures: false,
						provider: playwright({ launchOptions: chromiumLaunch() }),
						instances: [{ browser: 'chromium' }],
					},
				},
			},
		],
	},
});
