import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { contentFaults, templateFaults } from './consistency.ts';
import { faulty, readJson } from './read-json.ts';
import { Template, TemplateContent } from './templates.schema.ts';

const FALLBACK_LOCALE = 'en';

export type LoadedTemplate = {
	template: Template;
	/** By locale; English is always there. */
	content: ReadonlyMap<string, TemplateContent>;
};
export type LoadedTemplates = ReadonlyMap<string, LoadedTemplate>;

/**
 * Reads every `<dir>/<key>/template.json` with its `content.<locale>.json` files, by key in alphabetical order.
 * Throws one Error naming the file and the path of what is wrong in it.
 */
export async function readTemplates(dir: string): Promise<Map<string, LoadedTemplate>> {
	const files = await readdir(dir, { recursive: true });
	const folders = files
		.filter((file) => basename(file) === 'template.json')
		.map((file) => join(dir, file, '..'))
		.toSorted();
	const loaded = await Promise.all(folders.map(readTemplate));
	return new Map(loaded.map((entry) => [entry.template.key, entry]));
}

/** The words of a template in `locale`, in its base language, or in English. */
export function contentFor({ content }: LoadedTemplate, locale: string): TemplateContent {
	const language = locale.split('-')[0] ?? locale;
	const found = content.get(locale) ?? content.get(language) ?? content.get(FALLBACK_LOCALE);
	if (!found) throw new Error(`a template without ${FALLBACK_LOCALE} content was loaded`);
	return found;
}

async function readTemplate(folder: string): Promise<LoadedTemplate> {
	const file = join(folder, 'template.json');
	const template = await readJson(file, Template);
	const faults = templateFaults(template);
	if (template.key !== basename(folder)) faults.push('key: is not the name of the folder');
	if (faults.length > 0) throw faulty(file, faults);
	return { template, content: await readContents(folder, template) };
}

async function readContents(folder: string, template: Template) {
	const content = new Map<string, TemplateContent>();
	for (const name of (await readdir(folder)).toSorted()) {
		const locale = /^content\.([a-z]{2,3}(?:-[A-Za-z]+)*)\.json$/.exec(name)?.[1];
		if (!locale) continue;
		const words = await readJson(join(folder, name), TemplateContent);
		const faults = contentFaults(template, words);
		if (faults.length > 0) throw faulty(join(folder, name), faults);
		content.set(locale, words);
	}
	if (!content.has(FALLBACK_LOCALE))
		throw faulty(join(folder, `content.${FALLBACK_LOCALE}.json`), ['the file: is missing']);
	return content;
}
