import { pluralForms, type Catalogue, type Message, type Raw } from './catalogues.ts';

/** One text to translate, in every language; an empty cell is what is asked for, `–` is a form that language has not. */
export type Row = {
	app: string;
	key: string;
	form: string;
	texts: Readonly<Record<string, string>>;
};

const NO_SUCH_FORM = '–';

/** The rows of the messages that some language lacks, one row per plural form. */
export function missingRows(app: string, catalogues: ReadonlyMap<string, Catalogue>): Row[] {
	const locales = [...catalogues.keys()];
	const en = catalogues.get('en') ?? new Map<string, Message>();
	return [...en].flatMap(([key, source]) => {
		const forms = source.has('') ? [''] : pluralForms('ar');
		const rows = forms.map((form) => ({
			...{ app, key, form },
			texts: Object.fromEntries(
				locales.map((locale) => [
					locale,
					form && !pluralForms(locale).includes(form)
						? NO_SUCH_FORM
						: (catalogues.get(locale)?.get(key)?.get(form) ?? ''),
				]),
			),
		}));
		return rows.some(({ texts }) => Object.values(texts).includes('')) ? rows : [];
	});
}

/** Rows as a table of tab-separated cells, which every spreadsheet opens. */
export function writeSheet(rows: readonly Row[], locales: readonly string[]): string {
	const head = ['app', 'key', 'form', ...locales];
	const lines = rows.map(({ app, key, form, texts }) =>
		[app, key, form, ...locales.map((locale) => texts[locale] ?? '')].join('\t'),
	);
	return [head.join('\t'), ...lines, ''].join('\n');
}

/** The rows of a table as `writeSheet` makes it. */
export function readSheet(sheet: string): Row[] {
	const [head = '', ...lines] = sheet.split(/\r?\n/).filter((line) => line.trim() !== '');
	const locales = head.split('\t').slice(3);
	return lines.map((line) => {
		const [app = '', key = '', form = '', ...cells] = line.split('\t');
		const texts = Object.fromEntries(
			locales.map((locale, at) => [locale, (cells[at] ?? '').trim()]),
		);
		return { app, key, form, texts };
	});
}

/** A catalogue with the texts that the rows have for its language; `en` says how a counted message is declared. */
export function fillIn(raw: Raw, rows: readonly Row[], locale: string, en: Raw): Raw {
	const filled: Raw = { ...raw };
	for (const { key, form, texts } of rows) {
		const text = texts[locale] ?? '';
		// A message without forms may be that very sign.
		if (text === '' || (form !== '' && text === NO_SUCH_FORM)) continue;
		const source = en[key];
		if (source === undefined) throw new Error(`no such message: ${key}`);
		const written = locale === 'ar' ? isolated(text) : text;
		if (typeof source === 'string') filled[key] = written;
		else filled[key] = withForm(filled[key] ?? emptied(source), form, written);
	}
	return filled;
}

const NUMBERS = 'count|minutes|seconds|done|total|uses|most|place|step|ratio|button|link|emoji';
const WORDS = new RegExp(String.raw`\u2068?(\{(?!(?:${NUMBERS})\})\w+\})\u2069?`, 'g');

/** Names in a line that runs from right to left are kept from turning the words around them. */
function isolated(text: string): string {
	return text.replaceAll(WORDS, '\u2068$1\u2069');
}

type Counted = Exclude<Raw[string], string>;

function emptied([{ declarations, selectors }]: Counted): Counted {
	return [{ declarations, selectors, match: {} }];
}

function withForm(message: Raw[string], form: string, text: string): Counted {
	if (typeof message === 'string') throw new Error('a counted message is written as a plain one');
	const [{ declarations, selectors, match }] = message;
	return [{ declarations, selectors, match: { ...match, [`${selectors[0]}=${form}`]: text } }];
}
