import { expect, test } from 'vitest';
import { compareCatalogues, flatten } from './check-messages.ts';

const variants = (one: string) => [
	{ declarations: ['input n'], match: { 'n=one': one, 'n=*': '{n} posts' } },
];

test('catalogues with the same keys and texts everywhere are equal', () => {
	const en = flatten({ $schema: 'x', nav: { home: 'Home' }, posts: variants('One post') });
	const de = flatten({ posts: variants('Ein Beitrag'), nav: { home: 'Start' } });
	expect([...en.keys()]).toEqual(['nav.home', 'posts']);
	expect(compareCatalogues(en, de)).toEqual([]);
});

test('a missing key and an empty text are named with their language', () => {
	const en = flatten({ home: 'Home', only_en: 'x', posts: variants('One post') });
	const de = flatten({ home: ' ', only_de: 'x', posts: variants('') });
	expect(compareCatalogues(en, de)).toEqual([
		'de: only_en is missing',
		'en: only_de is missing',
		'de: home is empty',
		'de: posts is empty',
	]);
});
