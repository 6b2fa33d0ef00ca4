import { existsSync } from 'node:fs';

// The first draws pages the same way without a browser's own windows: a fourth less time for the journeys.
const DEBIAN = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

const FLAGS = [
	'--headless=new',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	// Journeys visit many pages once: what makes a page fast in its second minute costs more than it gives.
	'--disable-site-isolation-trials',
	'--js-flags=--max-lazy --no-opt',
];

/**
 * How tests start Chromium: `PLAYWRIGHT_CHROMIUM` when set, else Debian's where it is installed, else (or with
 * `PLAYWRIGHT_OWN_BROWSER`) the browser that Playwright downloads.
 */
export function chromiumLaunch(): { executablePath: string | undefined; args: string[] } {
	const system = process.env.PLAYWRIGHT_OWN_BROWSER ? undefined : DEBIAN.find(existsSync);
	// Chromium's sandbox refuses to start as root, as in containers.
	const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
	return {
		executablePath: process.env.PLAYWRIGHT_CHROMIUM ?? system,
		args: [...sandbox, ...FLAGS],
	};
}
