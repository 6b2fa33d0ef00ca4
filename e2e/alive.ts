import type { Page } from '@playwright/test';
import { ALIVE } from '@kith/ui/alive';

/** Lets each page that opens from now on say when its scripts run. */
export const sayWhenAlive = (page: Page) =>
	page.addInitScript((alive) => {
		addEventListener(alive, () => Object.assign(globalThis, { isAlive: true }));
	}, ALIVE);

/** Waits until they do: before that a form is sent by the browser, and another page comes back. */
export const untilAlive = (page: Page) => page.waitForFunction(() => 'isAlive' in globalThis);
