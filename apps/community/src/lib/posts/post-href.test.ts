import { expect, test } from 'vitest';
import { commentHref, postHref, titleSlug } from './post-href.ts';

test('a title becomes words in its own script', () => {
	expect(titleSlug('Größe & Maß: ein Überblick!')).toBe('größe-maß-ein-überblick');
	expect(titleSlug('日本語 のタイトル')).toBe('日本語-のタイトル');
	expect(titleSlug('हिन्दी में')).toBe('हिन्दी-में');
});

test('a long title is cut between words', () => {
	const slug = titleSlug('word '.repeat(40));
	expect(slug.length).toBeLessThanOrEqual(60);
	expect(slug.endsWith('word')).toBe(true);
});

test('an address holds no character that ends a path', () => {
	expect(postHref({ id: '1', title: '../?#%2f' })).toBe('/p/1/2f');
	expect(postHref({ id: '1', title: '!!!' })).toBe('/p/1');
	expect(commentHref({ id: '1', title: 'A b' }, '2')).toBe('/p/1/a-b?comment=2#c-2');
});
