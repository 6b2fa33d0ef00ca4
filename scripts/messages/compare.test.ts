import { expect, test } from 'vitest';
import { messagesOf, pluralForms, type Raw } from './catalogues.ts';
import { compareCatalogues } from './compare.ts';

const counted = (texts: Record<string, string>): Raw[string] => [
	{
		declarations: ['input count', 'local countPlural = count: plural'],
		selectors: ['countPlural'],
		match: Object.fromEntries(
			Object.entries(texts).map(([form, text]) => [`countPlural=${form}`, text]),
		),
	},
];
const compare = (en: Raw, other: Raw, locale: string) =>
	compareCatalogues(messagesOf(en), messagesOf(other), locale);

const ENGLISH: Raw = {
	home: 'Home',
	hello: 'Hello {name}',
	posts: counted({ one: 'One post', other: '{count} posts' }),
};

test('languages have the plural forms that the platform counts by', () => {
	expect(pluralForms('en')).toEqual(['one', 'other']);
	expect(pluralForms('fr')).toEqual(['one', 'many', 'other']);
	expect(pluralForms('ja')).toEqual(['other']);
	expect(pluralForms('ar')).toEqual(['zero', 'one', 'two', 'few', 'many', 'other']);
});

test('a catalogue with every message in its own plural forms is complete', () => {
	const japanese: Raw = {
		home: 'ホーム',
		hello: '{name} さん',
		posts: counted({ other: '投稿 {count}件' }),
	};
	expect(compare(ENGLISH, japanese, 'ja')).toEqual([]);
});

test('what is missing, unknown or empty is named with its language', () => {
	const german: Raw = {
		home: ' ',
		posts: counted({ one: 'Ein Beitrag', other: '' }),
		only_de: 'x',
	};
	expect(compare(ENGLISH, german, 'de')).toEqual([
		'de: hello is missing',
		'de: only_de is not in English',
		'de: home is empty',
		'de: posts is empty for other',
	]);
});

test('a placeholder that is lost or invented is told', () => {
	const french: Raw = {
		home: 'Accueil',
		hello: 'Bonjour {nom}',
		posts: counted({
			one: 'Une publication',
			many: '{count} de publications',
			other: 'publications',
		}),
	};
	expect(compare(ENGLISH, french, 'fr')).toEqual([
		'fr: hello has other placeholders than English',
		'fr: posts has other placeholders than English for other',
	]);
});

test('a language with more plural forms than English must have all of them', () => {
	const arabic: Raw = {
		home: 'الرئيسية',
		hello: 'مرحبًا {name}',
		posts: counted({ one: 'منشور', other: '{count} منشور' }),
	};
	expect(compare(ENGLISH, arabic, 'ar')).toEqual([
		'ar: posts has the plural forms one, other instead of zero, one, two, few, many, other',
	]);
});
