import type { BrowserContext, Page } from '@playwright/test';
import { ALIVE } from '@kith/ui/alive';

/** By page, when it is so far that whoever acts on it waits. */
const waiting = new WeakMap<Page, Promise<void>>();

/** A page that has scripts which do not run yet. */
const early = (page: Page) => page.locator('html[data-early]');

/**
 * Whoever presses, types or looks on these pages waits until their scripts run, as people do without knowing it: they
 * need a moment to find what to press. On a busy machine a journey would be faster, and see what forms do by themselves.
 */
export function waitForScripts(context: BrowserContext): void {
	void context.addInitScript(markUntilAlive, ALIVE);
	context.on('page', (page) => {
		waiting.set(
			page,
			page.addLocatorHandler(early(page), async () => {}),
		);
	});
}

/** Runs in the page. */
function markUntilAlive(alive: string): void {
	const { promise, resolve } = Promise.withResolvers<void>();
	addEventListener(alive, () => resolve());
	void promise.then(() => Object.assign(globalThis, { isAlive: true }));
	addEventListener('DOMContentLoaded', () => {
		const hasScripts = [...document.scripts].some(({ text }) => text.includes('__sveltekit_'));
		if (!hasScripts) return;
		document.documentElement.dataset['early'] = '';
		void promise.then(() => delete document.documentElement.dataset['early']);
	});
}

/** Lets what is done on a page be done before its scripts run. */
export async function beQuick(page: Page): Promise<void> {
	await waiting.get(page);
	await page.removeLocatorHandler(early(page));
}

/** Waits until a page's scripts run, where something is done that does not wait by itself. */
export const untilAlive = (page: Page) => page.waitForFunction(() => 'isAlive' in globalThis);
