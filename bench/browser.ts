import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import { chromiumLaunch } from '../scripts/chromium.ts';

export type Weight = { requests: number; bytes: number; scriptBytes: number };

/** What a browser with an empty cache fetches for a page: requests, and bytes as they would travel, gzipped. */
export async function weigh(url: string): Promise<Weight> {
	const browser = await chromium.launch(chromiumLaunch());
	try {
		const page = await browser.newPage();
		const bodies: Promise<{ type: string; bytes: number }>[] = [];
		page.on('response', (response) => {
			const type = response.request().resourceType();
			if (type === 'eventsource' || response.url().startsWith('data:')) return;
			bodies.push(
				response.body().then(
					(body) => ({ type, bytes: isText(type) ? gzipSync(body).length : body.length }),
					() => ({ type, bytes: 0 }),
				),
			);
		});
		await page.goto(url, { waitUntil: 'load' });
		await page.waitForTimeout(1500);
		const all = await Promise.all(bodies);
		const sum = (some: typeof all) => some.reduce((total, { bytes }) => total + bytes, 0);
		return {
			requests: all.length,
			bytes: sum(all),
			scriptBytes: sum(all.filter(({ type }) => type === 'script')),
		};
	} finally {
		await browser.close();
	}
}

function isText(type: string): boolean {
	return ['document', 'script', 'stylesheet', 'fetch', 'xhr', 'manifest'].includes(type);
}
