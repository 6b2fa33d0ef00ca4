import { expect, test } from 'vitest';
import { inLanguage, openMessage, openRuntime } from './language-scripts.ts';

const message = `
import * as registry from '../registry.js'
import { getLocale, experimentalStaticLocale } from '../runtime.js';
const en_news = /** @type {(inputs: NewsInputs) => LocalizedString} */ (i) => {const n = registry.plural("en", i?.count, {});
	if (n === "one") return /** @type {LocalizedString} */ (\`one thing\`);
	return /** @type {LocalizedString} */ (\`\${i?.count} things\`);
};
const de_news = /** @type {(inputs: NewsInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (\`\${i?.count} Dinge\`)
};
export const news = ((inputs, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return de_news(inputs)
	return en_news(inputs)
});`;

test('a message in one language holds no word of another', () => {
	const open = openMessage(message, 'news.js').replace(/^import .*$/m, 'const registry = {};');
	const german = inLanguage(open, 'news.js', 'de');
	expect(german).toContain('Dinge');
	expect(german).not.toMatch(/thing|registry|locale/i);
	expect(inLanguage(open, 'news.js', 'en')).not.toContain('Dinge');
});

test('a message that a language lacks speaks the words it falls back to', () => {
	const lacking = message.replace(
		'export const news',
		'/** @type {(inputs: NewsInputs) => LocalizedString} */\nconst es_news = en_news;\n\nexport const news',
	);
	const open = openMessage(lacking, 'news.js').replace(/^import .*$/m, 'const registry = {};');
	expect(inLanguage(open, 'news.js', 'es')).toContain('things');
	expect(inLanguage(open, 'news.js', 'de')).not.toContain('things');
});

test('a message compiled otherwise than expected stops the build', () => {
	expect(() => openMessage('export const news = () => "news";', 'news.js')).toThrow('news.js');
	expect(() => openRuntime('export const getLocale = () => "en";', 'runtime.js')).toThrow(
		'runtime.js',
	);
});

test('the runtime answers with the language of the tree', () => {
	const runtime = `
		export const experimentalStaticLocale = undefined;
		export let getLocale = () => {
			if (experimentalStaticLocale !== undefined) return experimentalStaticLocale;
			return document.cookie;
		};`;
	const german = inLanguage(openRuntime(runtime, 'runtime.js'), 'runtime.js', 'de');
	expect(german).not.toContain('cookie');
	expect(german).toMatch(/getLocale=.*[`'"]de[`'"]/);
});

test('a script that stands one folder deeper still finds its assets', () => {
	const script = 'export const sheets = ["../assets/a.css"], next = () => import("../nodes/1.js");';
	const moved = inLanguage(script, 'app.js', 'de');
	expect(moved).toContain('../../assets/a.css');
	expect(moved).toMatch(/import\(.\.\.\/nodes\/1\.js.\)/);
});
