import { pluralForms, type Catalogue, type Message } from './catalogues.ts';

/** What is wrong with the messages of `locale`, measured by the English ones. */
export function compareCatalogues(en: Catalogue, other: Catalogue, locale: string): string[] {
	const missing = [...en.keys()].filter((key) => !other.has(key));
	const unknown = [...other.keys()].filter((key) => !en.has(key));
	return [
		...missing.map((key) => `${locale}: ${key} is missing`),
		...unknown.map((key) => `${locale}: ${key} is not in English`),
		...[...other].flatMap(([key, message]) => {
			const source = en.get(key);
			if (!source) return [];
			return compareMessages(source, message, locale).map((wrong) => `${locale}: ${key} ${wrong}`);
		}),
	];
}

function compareMessages(source: Message, message: Message, locale: string): string[] {
	const expected = source.has('') ? [''] : pluralForms(locale);
	const given = [...message.keys()];
	if (expected.toSorted().join() !== given.toSorted().join())
		return [`has the plural forms ${given.join(', ')} instead of ${expected.join(', ')}`];
	return [...message].flatMap(([form, text]) => {
		if (text.trim() === '') return [form ? `is empty for ${form}` : 'is empty'];
		return placeholdersFit(source, form, text)
			? []
			: [`has other placeholders than English${form ? ` for ${form}` : ''}`];
	});
}

/** A form for one or two may say the number in a word; the others say what English says. */
function placeholdersFit(source: Message, form: string, text: string): boolean {
	const meant = placeholders(source.get('') ?? source.get('other') ?? '');
	const given = placeholders(text);
	if (['zero', 'one', 'two'].includes(form)) return [...given].every((name) => meant.has(name));
	return given.size === meant.size && [...given].every((name) => meant.has(name));
}

function placeholders(text: string): Set<string> {
	return new Set(text.match(/\{\w+\}/g));
}
