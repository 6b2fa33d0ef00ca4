import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LOCALES } from '@kith/kernel/locales';
import { appsWithMessages, messagesOf, readRaw, type App } from './messages/catalogues.ts';
import { compareCatalogues } from './messages/compare.ts';

async function compiledKeys({ folder }: App): Promise<string[]> {
	const file = join(folder, 'src/lib/paraglide/messages.js');
	if (!existsSync(file)) return [];
	const compiled: object = await import(pathToFileURL(file).href);
	return Object.keys(compiled).filter((key) => key !== 'm');
}

async function check(app: App): Promise<string[]> {
	const en = messagesOf(readRaw(app, 'en'));
	const compiled = await compiledKeys(app);
	return [
		...(app.locales.join() === LOCALES.join()
			? []
			: [`speaks ${app.locales.join()} instead of ${LOCALES.join()}`]),
		...LOCALES.flatMap((locale) => compareCatalogues(en, messagesOf(readRaw(app, locale)), locale)),
		...(en.size > 0 && compiled.length === en.size
			? []
			: [`${en.size} messages written, ${compiled.length} compiled`]),
	];
}

for (const app of appsWithMessages())
	for (const finding of await check(app)) {
		console.error(`${app.name}: ${finding}`);
		process.exitCode = 1;
	}
if (process.exitCode)
	console.error(
		'`node scripts/run.mjs scripts/translations.ts list` writes what a translator fills in.',
	);
