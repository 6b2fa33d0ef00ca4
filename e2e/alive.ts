import type { BrowserContext, Page } from '@playwright/test';

/** A page whose scripts do not run yet: what is done on it is kept for them (packages/ui/src/early-input.ts). */
const early = (page: Page) => page.locator('html[data-early]');

/** By page, when it is so far that whoever acts on it waits. */
const waiting = new WeakMap<Page, Promise<void>>();

/**
 * Whoever presses, types or looks on these pages waits until their scripts run, as people do without knowing it: they
 * need a moment to find what to press. On a busy machine a journey would be faster, and see what forms do by themselves.
 */
export function waitForScripts(context: BrowserContext): void {
	context.on('page', (page) => {
		waiting.set(
			page,
			page.addLocatorHandler(early(page), async () => {}),
		);
	});
}

/** Lets what is done on a page be done before its scripts run. */
export async function beQuick(page: Page): Promise<void> {
	await waiting.get(page);
	await page.removeLocatorHandler(early(page));
}

/** Waits until the scripts of a page that is loaded run, where something is done that does not wait by itself. */
export const untilAlive = (page: Page) =>
	page.waitForFunction(() => !document.documentElement.hasAttribute('data-early'));
