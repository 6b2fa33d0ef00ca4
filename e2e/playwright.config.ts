import { defineConfig, devices } from '@playwright/test';
import { chromiumLaunch } from '../scripts/chromium.ts';

const use = {
	launchOptions: chromiumLaunch(),
	// A trace of every journey costs a fifth of the machine: asked for when one is to be looked into.
	trace: process.env.KITH_E2E_TRACE ? 'retain-on-failure' : 'off',
	screenshot: 'only-on-failure',
	actionTimeout: 15_000,
	// One that is installed anew in every journey costs a fifth of its time; those that are about it let it in.
	serviceWorkers: 'block',
} as const;
// Matched against the file's name and the test's title.
const PHONE = /\.phone\.spec\.ts|@phone\b/;

export default defineConfig({
	testDir: '.',
	outputDir: '../test-results',
	globalSetup: './global-setup.ts',
	workers: 2,
	retries: 0,
	fullyParallel: true,
	forbidOnly: true,
	timeout: 90_000,
	expect: { timeout: 15_000 },
	projects: [
		{
			name: 'desktop',
			grepInvert: PHONE,
			use: { ...devices['Desktop Chrome'], ...use, viewport: { width: 1280, height: 800 } },
		},
		{ name: 'phone', grep: PHONE, use: { ...devices['Pixel 7'], ...use } },
	],
});
