import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = new URL('../../..', import.meta.url).pathname;

/** All sources below a folder in which a class may be named. */
function namesIn(folder: string): string {
	return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((path) => /\.(svelte|ts|html)$/.test(path) && !/paraglide|\.test\.ts$/.test(path))
		.map((path) => readFileSync(join(ROOT, folder, path), 'utf8'))
		.join('\n');
}

const utilitiesOf = (sheet: string) =>
	[...readFileSync(join(ROOT, sheet), 'utf8').matchAll(/^@utility ([\w-]+)/gm)].map(
		([, name]) => name ?? '',
	);

const UI = namesIn('packages/ui/src');

test.for([
	['packages/ui/src/tokens.css', UI + namesIn('apps/community/src') + namesIn('apps/studio/src')],
	['apps/community/src/app.css', UI + namesIn('apps/community/src')],
	['apps/studio/src/app.css', UI + namesIn('apps/studio/src')],
] as const)('every look that %s describes is named whole somewhere', ([sheet, sources]) => {
	const missing = utilitiesOf(sheet).filter(
		(name) => !new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(sources),
	);
	expect(missing).toEqual([]);
});
