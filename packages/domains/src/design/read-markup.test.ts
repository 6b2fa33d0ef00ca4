import { expect, test } from 'vitest';
import { HOSTILE_TEXTS } from '@kith/testing/hostile-texts';
import { isStorable } from '../storable.ts';
import { plainText } from '../rich-text/index.ts';
import { readMarkup } from './read-markup.ts';

test('a little markup becomes what it means', () => {
	const { content } = readMarkup(
		'## Hello\nFirst **bold** and [site](https://kith.example)\nsecond\n\n- one\n- two\n\n1. a\n\n> said',
	);
	expect(content.map(({ type }) => type)).toEqual([
		...['heading', 'paragraph', 'bulletList', 'orderedList', 'blockquote'],
	]);
	expect(JSON.stringify(content[1])).toContain('"href":"https://kith.example"');
});

test('a link that leads nowhere on the web stays the words it is', () => {
	const body = readMarkup('[x](javascript:alert(1)) and [y](/own)');
	expect(JSON.stringify(body)).not.toContain('"link"');
	expect(plainText(body)).toContain('javascript:alert(1)');
});

test('whatever is typed can be read', () => {
	const texts = Object.values(HOSTILE_TEXTS)
		.flat()
		.filter((text) => text.length <= 8000 && isStorable(text));
	expect(texts.length).toBeGreaterThan(200);
	for (const text of texts) expect(readMarkup(text).type).toBe('doc');
});
