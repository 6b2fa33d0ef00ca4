import { expect, test } from 'vitest';
import { RichText } from '@kith/domains/rich-text/schema';
import { textToRichText } from './text-to-rich-text.ts';

test('paragraphs and line breaks survive', () => {
	expect(textToRichText('One\r\ntwo\n\n\nthree')).toEqual({
		type: 'doc',
		content: [
			{
				type: 'paragraph',
				content: [
					{ type: 'text', text: 'One' },
					{ type: 'hardBreak' },
					{ type: 'text', text: 'two' },
				],
			},
			{ type: 'paragraph', content: [{ type: 'text', text: 'three' }] },
		],
	});
});

test('whatever was typed is a document that the schema takes', () => {
	for (const text of ['', ' ', '\n\n', '<script>alert(1)</script>', 'a\n \nb'])
		expect(RichText.safeParse(textToRichText(text)).success).toBe(true);
});
