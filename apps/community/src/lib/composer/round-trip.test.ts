import { getSchema } from '@tiptap/core';
import type { JSONContent } from '@tiptap/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EMBED_PROVIDERS, embedOf, embedPage } from '@kith/domains/rich-text/embeds';
import { RichText } from '@kith/domains/rich-text/schema';
import { arbitraryText, EMBEDDABLE } from '@kith/testing/arbitrary-texts';
import { composerExtensions } from './extensions.ts';
import { richTextOf } from './rich-text-of.ts';

const DOCUMENTS = 10_000;
const schema = getSchema(composerExtensions({ placeholder: '', suggestion: {} }));

/** A text as the editor opens it, checks it, and would send it again. */
function throughEditor(text: RichText): RichText {
	const node = schema.nodeFromJSON(text);
	node.check();
	return richTextOf(node.toJSON() as JSONContent);
}

/** Neighbouring words with the same marks are one text to the editor: compared are the words and all else in order. */
function outline(node: unknown): string {
	return JSON.stringify(node)
		.replaceAll(/,"marks":\[[^\]]*\]/g, '')
		.replaceAll('"},{"type":"text","text":"', '');
}

test(
	`${DOCUMENTS} texts are taken, opened, sent again and taken again without a change`,
	{ timeout: 300_000 },
	() => {
		const seen = new Set<string>();
		fc.assert(
			fc.property(arbitraryText, (text) => {
				const stored = RichText.parse(text);
				expect(stored).toEqual(text);
				const sent = throughEditor(stored);
				expect(RichText.parse(sent)).toEqual(sent);
				expect(outline(sent)).toBe(outline(stored));
				expect(throughEditor(sent)).toEqual(sent);
				for (const { type } of text.content) seen.add(type);
			}),
			{ numRuns: DOCUMENTS },
		);
		expect(seen.size).toBe(11);
	},
);

test('every site that can be embedded is read from an address, and leads back to one', () => {
	const found = new Set(EMBEDDABLE.map((address) => embedOf(address)?.provider));
	expect(found).toEqual(new Set(EMBED_PROVIDERS));
	for (const address of EMBEDDABLE) {
		const ref = embedOf(address);
		expect(ref && embedOf(embedPage(ref))).toEqual(ref);
	}
});

test.each([
	...[
		'javascript:alert(1)',
		'https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ',
		'https://evil.example/?x=https://youtu.be/dQw4w9WgXcQ',
	],
	...[
		'https://www.youtube.com/watch?v="><script>',
		'https://youtu.be/../x',
		'//youtu.be/dQw4w9WgXcQ',
	],
	...[
		'https://youtu.be@evil.example/dQw4w9WgXcQ',
		'https://youtu.be:8443/dQw4w9WgXcQ',
		'https://vimeo.com/76979871x',
		'',
	],
])('%j embeds nothing', (address) => expect(embedOf(address)).toBeNull());

test('tables from elsewhere become plain ones: spans filled, rows of one length', () => {
	const cell = (text: string, attrs = {}) => ({
		...{
			type: 'tableCell',
			attrs,
			content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
		},
	});
	const sent = richTextOf({
		type: 'doc',
		content: [
			{
				type: 'table',
				content: [
					{ type: 'tableRow', content: [cell('wide', { colspan: 3 })] },
					{ type: 'tableRow', content: [cell('a'), cell('b')] },
				],
			},
		],
	});
	expect(RichText.parse(sent)).toEqual(sent);
	const [table] = sent.content;
	const rows = table?.type === 'table' ? table.content : [];
	expect(rows.map(({ content }) => content.length)).toEqual([3, 3]);
});
