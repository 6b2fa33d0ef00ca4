import { expect, test } from 'vitest';
import type { RichText } from '@kith/domains/rich-text/schema';
import { changesIn, editingOf, isWordless } from './block-edits.ts';

const text = (words: string) => ({ type: 'text' as const, text: words });
const line = (words: string) => ({ type: 'paragraph' as const, content: [text(words)] });
const card = { type: 'linkCard', attrs: { url: 'https://example.org', title: 'A page' } };
const items = ['Rope', 'Lamp'].map((word) => ({
	...{ type: 'listItem' as const, content: [line(word)] },
}));

const sent = {
	type: 'doc',
	content: [line('https://example.org'), card, { type: 'bulletList', content: items }, line('Bye')],
} as unknown as RichText;

test('blocks keep the places they were sent with, without the cards of links', () => {
	expect(editingOf(sent)).toMatchObject([
		{ at: 0, words: 'https://example.org', text: 'https://example.org' },
		{ at: 1, kind: 'bulletList', words: null, text: 'Rope\nLamp' },
		{ at: 2, words: 'Bye' },
	]);
});

test('asked for is what was changed or left out, and nothing else', () => {
	const blocks = editingOf(sent);
	expect(changesIn(blocks)).toEqual({});
	const [first, list, last] = blocks;
	if (!first || !list || !last) throw new Error('three blocks');
	list.isLeftOut = true;
	last.text = 'So long';
	expect(changesIn(blocks)).toEqual({
		rewording: [
			{ at: 1, text: '' },
			{ at: 2, text: 'So long' },
		],
	});
	expect(isWordless(blocks)).toBe(false);
	first.text = ' ';
	last.text = '';
	expect(isWordless(blocks)).toBe(true);
});
