import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';

const Catalogue = z.record(z.string(), z.unknown());

/** Every message of a catalogue by its dotted key, with all its texts joined; `$schema` is no message. */
export function flatten(catalogue: unknown, prefix = ''): Map<string, string> {
	const found = new Map<string, string>();
	for (const [key, value] of Object.entries(Catalogue.parse(catalogue))) {
		const name = prefix + key;
		if (name === '$schema') continue;
		if (typeof value === 'string') found.set(name, value);
		else if (Array.isArray(value)) found.set(name, textsOf(value).join('\n'));
		else for (const entry of flatten(value, `${name}.`)) found.set(...entry);
	}
	return found;
}

/** The texts of a message with variants; an empty one empties the whole. */
function textsOf(variants: unknown[]): string[] {
	const Variant = z.object({ match: z.record(z.string(), z.string()) });
	const texts = variants.flatMap((variant) => Object.values(Variant.parse(variant).match));
	return texts.every((text) => text.trim() !== '') ? texts : [];
}

/** What differs between two catalogues: keys of one only, and messages without text. */
export function compareCatalogues(en: Map<string, string>, de: Map<string, string>): string[] {
	const empty = (language: string, texts: Map<string, string>) =>
		[...texts]
			.filter(([, text]) => text.trim() === '')
			.map(([key]) => `${language}: ${key} is empty`);
	return [
		...[...en.keys()].filter((key) => !de.has(key)).map((key) => `de: ${key} is missing`),
		...[...de.keys()].filter((key) => !en.has(key)).map((key) => `en: ${key} is missing`),
		...empty('en', en),
		...empty('de', de),
	];
}

async function compiledKeys(app: string): Promise<string[]> {
	const file = join(app, 'src/lib/paraglide/messages.js');
	if (!existsSync(file)) return [];
	const compiled: object = await import(pathToFileURL(file).href);
	return Object.keys(compiled).filter((key) => key !== 'm');
}

async function check(app: string): Promise<string[]> {
	const read = (language: string) =>
		flatten(JSON.parse(readFileSync(join(app, `messages/${language}.json`), 'utf8')));
	const [en, de] = [read('en'), read('de')];
	const compiled = await compiledKeys(app);
	const counts =
		en.size > 0 && compiled.length === en.size
			? []
			: [`${en.size} messages written, ${compiled.length} compiled`];
	return [...compareCatalogues(en, de), ...counts];
}

if (import.meta.main) {
	const root = resolve(import.meta.dirname, '..');
	for (const project of globSync('apps/*/project.inlang', { cwd: root }))
		for (const finding of await check(join(root, dirname(project)))) {
			console.error(`${dirname(project)}: ${finding}`);
			process.exitCode = 1;
		}
}
