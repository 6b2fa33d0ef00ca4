import type { Page } from '@playwright/test';

/** Whatever the page that is open did that it must never do: a script of somebody's text, or a complaint of its policy. */
export async function watch(page: Page): Promise<() => Promise<string[]>> {
	await page.addInitScript(() => {
		const said: string[] = [];
		Object.assign(globalThis, { said, alert: () => said.push('a script ran') });
		addEventListener('securitypolicyviolation', (event) => {
			const { violatedDirective, blockedURI, sourceFile, lineNumber, sample } = event;
			said.push(`${violatedDirective}: ${blockedURI} at ${sourceFile}:${lineNumber} ${sample}`);
		});
	});
	return () => page.evaluate(() => Reflect.get(globalThis, 'said') as string[]);
}
