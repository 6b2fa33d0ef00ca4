import { expect, test } from 'vitest';
import { messagesOf, type Raw } from './catalogues.ts';
import { compareCatalogues } from './compare.ts';
import { fillIn, missingRows, readSheet, writeSheet } from './sheet.ts';

const EN: Raw = {
	home: 'Home',
	posts: [
		{
			declarations: ['input count', 'local countPlural = count: plural'],
			selectors: ['countPlural'],
			match: { 'countPlural=one': '{count} post', 'countPlural=other': '{count} posts' },
		},
	],
};
const LOCALES = ['en', 'ja', 'ar'];
const catalogues = (ja: Raw, ar: Raw) =>
	new Map([
		['en', messagesOf(EN)],
		['ja', messagesOf(ja)],
		['ar', messagesOf(ar)],
	]);

test('a sheet asks for what is missing, form by form, and for nothing else', () => {
	const rows = missingRows('studio', catalogues({ home: 'ホーム' }, { home: 'الرئيسية' }));
	expect(rows.map(({ key, form }) => `${key} ${form}`)).toEqual([
		'posts zero',
		'posts one',
		'posts two',
		'posts few',
		'posts many',
		'posts other',
	]);
	expect(rows[0]?.texts).toEqual({ en: '–', ja: '–', ar: '' });
	expect(rows[5]?.texts).toEqual({ en: '{count} posts', ja: '', ar: '' });
});

test('a sheet that was filled in makes the catalogues complete', () => {
	const words = [
		'الرئيسية',
		'لا منشورات',
		'منشور',
		'منشوران',
		'{count} منشورات',
		'{count} منشورًا',
		'{count} منشور',
	];
	const asked = readSheet(writeSheet(missingRows('studio', catalogues({}, {})), LOCALES));
	const answered = asked.map((row, at) => ({
		...row,
		texts: {
			...row.texts,
			ja: row.key === 'home' ? 'ホーム' : row.texts['ja'] || '{count}件',
			ar: words[at] ?? '',
		},
	}));
	const ja = fillIn({}, answered, 'ja', EN);
	const ar = fillIn({}, answered, 'ar', EN);
	expect(compareCatalogues(messagesOf(EN), messagesOf(ja), 'ja')).toEqual([]);
	expect(compareCatalogues(messagesOf(EN), messagesOf(ar), 'ar')).toEqual([]);
	expect(missingRows('studio', catalogues(ja, ar))).toEqual([]);
});
