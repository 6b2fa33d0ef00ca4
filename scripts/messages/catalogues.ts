import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import * as z from 'zod';

/** A message without variants has one text, under the form `''`; else one per plural form. */
export type Message = Map<string, string>;
export type Catalogue = Map<string, Message>;
export type App = { name: string; folder: string; locales: readonly string[] };

const Variants = z.tuple([
	z.object({
		declarations: z.array(z.string()),
		selectors: z.tuple([z.string()]),
		match: z.record(z.string(), z.string()),
	}),
]);
const Raw = z.record(z.string(), z.union([z.string(), Variants]));
export type Raw = z.infer<typeof Raw>;

const ROOT = resolve(import.meta.dirname, '../..');

/** The apps that have catalogues, with the languages that they are compiled in. */
export function appsWithMessages(): App[] {
	return globSync('apps/*/project.inlang/settings.json', { cwd: ROOT })
		.toSorted()
		.map((path) => {
			const folder = dirname(dirname(join(ROOT, path)));
			const { locales } = z
				.object({ locales: z.array(z.string()) })
				.parse(JSON.parse(readFileSync(join(ROOT, path), 'utf8')));
			return { name: basename(folder), folder, locales };
		});
}

/** A catalogue as it is written; empty where the language has none yet. */
export function readRaw({ folder }: App, locale: string): Raw {
	const path = join(folder, `messages/${locale}.json`);
	if (!existsSync(path)) return {};
	const { $schema: _, ...messages } = Raw.parse(JSON.parse(readFileSync(path, 'utf8')));
	return messages;
}

/** Writes a catalogue with its messages in the order of `keys`. */
export function writeRaw({ folder }: App, locale: string, keys: readonly string[], raw: Raw): void {
	const $schema = 'https://inlang.com/schema/inlang-message-format';
	const entries = keys.flatMap((key) => (raw[key] === undefined ? [] : [[key, raw[key]]]));
	const text = JSON.stringify({ $schema, ...Object.fromEntries(entries) }, null, '\t');
	// Short lists stay on their line, as the formatter has them.
	const lines = text.replaceAll(
		/\[\n\t+("[^\n]*"(?:,\n\t+"[^\n]*")*)\n\t+\]/g,
		(_, items: string) => `[${items.replaceAll(/,\n\t+/g, ', ')}]`,
	);
	writeFileSync(join(folder, `messages/${locale}.json`), `${lines}\n`);
}

/** Every message of a catalogue by its key, with its texts by plural form. */
export function messagesOf(raw: Raw): Catalogue {
	return new Map(
		Object.entries(raw).map(([key, value]) => [
			key,
			typeof value === 'string' ? new Map([['', value]]) : formsOf(value[0]),
		]),
	);
}

function formsOf({ match }: z.infer<typeof Variants>[0]): Message {
	return new Map(Object.entries(match).map(([rule, text]) => [rule.replace(/^\w+=/, ''), text]));
}

/** The plural forms of a language, `other` last. */
export function pluralForms(locale: string): string[] {
	const order = ['zero', 'one', 'two', 'few', 'many', 'other'];
	const known = new Set<string>(new Intl.PluralRules(locale).resolvedOptions().pluralCategories);
	return order.filter((form) => known.has(form));
}
