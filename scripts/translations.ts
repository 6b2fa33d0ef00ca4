import { readFileSync } from 'node:fs';
import { LOCALES } from '@kith/kernel/locales';
import { appsWithMessages, messagesOf, readRaw, writeRaw } from './messages/catalogues.ts';
import { fillIn, missingRows, readSheet, writeSheet } from './messages/sheet.ts';

const USAGE = `translations.ts list           prints the texts that some language lacks as a tab-separated table
translations.ts fill <file>    puts a table that was filled in into the catalogues`;

function list(): void {
	const rows = appsWithMessages().flatMap((app) =>
		missingRows(
			app.name,
			new Map(LOCALES.map((locale) => [locale, messagesOf(readRaw(app, locale))])),
		),
	);
	process.stdout.write(writeSheet(rows, LOCALES));
}

function fill(file: string): void {
	const rows = readSheet(readFileSync(file, 'utf8'));
	for (const app of appsWithMessages()) {
		const own = rows.filter((row) => row.app === app.name);
		const en = readRaw(app, 'en');
		for (const locale of LOCALES.filter((other) => other !== 'en'))
			writeRaw(app, locale, Object.keys(en), fillIn(readRaw(app, locale), own, locale, en));
	}
}

const [verb, file] = process.argv.slice(2);
if (verb === 'list') list();
else if (verb === 'fill' && file) fill(file);
else {
	console.error(USAGE);
	process.exitCode = 2;
}
