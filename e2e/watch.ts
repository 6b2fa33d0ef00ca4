import type { Page } from '@playwright/test';

/**
 * Whatever a page does that it must never do, on any address and in any frame: a script of somebody's text, or a
 * complaint of its policy.
 */
export async function watch(page: Page): Promise<() => Promise<string[]>> {
	const said: string[] = [];
	await page.exposeBinding('tellHarm', (_, what: string) => void said.push(what));
	await page.addInitScript(() => {
		const tell = (what: string) => (Reflect.get(globalThis, 'tellHarm') as typeof alert)(what);
		for (const name of ['alert', 'prompt', 'confirm', 'MsgBox'])
			Object.assign(globalThis, { [name]: () => tell(`a script ran on ${location.href}`) });
		addEventListener('securitypolicyviolation', (event) => {
			const { violatedDirective, blockedURI, sourceFile, lineNumber, sample } = event;
			tell(`${violatedDirective}: ${blockedURI} at ${sourceFile}:${lineNumber} ${sample}`);
		});
	});
	return async () => {
		// What was told before this is here when it is answered.
		await page.evaluate(() => null);
		return said.splice(0);
	};
}
