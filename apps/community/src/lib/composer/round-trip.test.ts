import { getSchema } from '@tiptap/core';
import type { JSONContent } from '@tiptap/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EMBED_PROVIDERS, embedOf, embedPage } from '@kith/domains/rich-text/embeds';
import { RichText, type BlockNode, type InlineNode } from '@kith/domains/rich-text/schema';
import { composerExtensions } from './extensions.ts';
import { richTextOf } from './rich-text-of.ts';

const DOCUMENTS = 10_000;
const schema = getSchema(composerExtensions({ placeholder: '', suggestion: {} }));

const words = fc.oneof(
	fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
	fc.constantFrom('<img src=x onerror=alert(1)>', 'אבג', '東京', '👩‍👩‍👧', '{{x}}', '\u202eevil'),
);
const said = words.filter((text) => !text.includes('\0') && text.isWellFormed());
const label = said.map((text) => text.slice(0, 40)).filter((text) => text.isWellFormed());
const id = fc.uuid({ version: 7 });
const SIMPLE = ['bold', 'italic', 'underline', 'strike', 'spoiler'] as const;
const marks = fc
	.tuple(
		fc.subarray([...SIMPLE]),
		fc.option(fc.constantFrom('https://example.org/', 'https://x.example/a?b#c', 'mailto:a@b.org')),
	)
	.map(([simple, href]) => [
		...(href === null ? [] : [{ type: 'link' as const, attrs: { href } }]),
		...simple.map((type) => ({ type })),
	]);
const marked = <Node extends object>(node: fc.Arbitrary<Node>) =>
	fc.tuple(node, marks).map(([one, its]): Node => (its.length > 0 ? { ...one, marks: its } : one));
const inline: fc.Arbitrary<InlineNode> = fc.oneof(
	{ weight: 5, arbitrary: marked(said.map((text) => ({ type: 'text' as const, text }))) },
	fc.constant({ type: 'hardBreak' as const }),
	fc.record({ type: fc.constant('mention' as const), attrs: fc.record({ id, label }) }),
	fc.record({ type: fc.constant('spaceMention' as const), attrs: fc.record({ id, label }) }),
);
const line = fc
	.array(inline, { maxLength: 4 })
	.map((content) => ({ type: 'paragraph' as const, ...(content.length > 0 && { content }) }));
const ADDRESSES = [
	...['https://youtu.be/dQw4w9WgXcQ?t=3', 'https://vimeo.com/76979871', 'https://dai.ly/x8abcde'],
	...['https://www.loom.com/share/0123456789abcdef0123456789abcdef'],
	...['https://www.ted.com/talks/someone_says_it', 'https://streamable.com/abc12'],
	...['https://open.spotify.com/intl-de/track/0123456789abcdefghijkl?si=1'],
	...['https://soundcloud.com/someone/a-song', 'https://codepen.io/someone/pen/abCdEf'],
	...['https://www.figma.com/design/0123456789abcdefghijkl/Name?node-id=1'],
] as const;
const embed = fc.constantFrom(...ADDRESSES).map((address) => {
	const attrs = embedOf(address);
	if (!attrs) throw new Error(`${address} embeds nothing`);
	return { type: 'embed' as const, attrs };
});
const cell = fc.record({
	type: fc.constantFrom('tableCell' as const, 'tableHeader' as const),
	content: fc.array(line, { minLength: 1, maxLength: 2 }),
});
const table = fc.integer({ min: 1, max: 4 }).chain((columns) =>
	fc.record({
		type: fc.constant('table' as const),
		content: fc.array(
			fc.record({
				type: fc.constant('tableRow' as const),
				content: fc.array(cell, { minLength: columns, maxLength: columns }),
			}),
			{ minLength: 1, maxLength: 4 },
		),
	}),
);
const { block } = fc.letrec<{ block: BlockNode }>((tie) => {
	const item = fc
		.tuple(line, fc.array(tie('block'), { maxLength: 1 }))
		.map(([first, more]) => ({ type: 'listItem' as const, content: [first, ...more] }));
	const items = fc.array(item, { minLength: 1, maxLength: 3 });
	return {
		block: fc.oneof(
			{ maxDepth: 3, depthSize: 'small', withCrossShrink: true },
			line,
			fc.record({
				type: fc.constant('heading' as const),
				attrs: fc.record({ level: fc.constantFrom(2 as const, 3 as const) }),
				content: fc.array(inline, { minLength: 1, maxLength: 3 }),
			}),
			fc
				.tuple(said, fc.option(fc.constantFrom('ts', 'python', 'c++', 'nonsense')))
				.map(([text, language]): BlockNode => ({
					...{ type: 'codeBlock', content: [{ type: 'text', text }] },
					...(language !== null && { attrs: { language } }),
				})),
			fc.constant({ type: 'horizontalRule' as const }),
			fc.record({
				type: fc.constant('image' as const),
				attrs: fc.record({
					...{ fileId: id, alt: label },
					...{
						width: fc.integer({ min: 1, max: 9000 }),
						height: fc.integer({ min: 1, max: 9000 }),
					},
				}),
			}),
			embed,
			table,
			fc.record({
				type: fc.constant('blockquote' as const),
				content: fc.array(tie('block'), { minLength: 1, maxLength: 2 }),
			}),
			items.map((content) => ({ type: 'bulletList' as const, content })),
			items.map((content) => ({ type: 'orderedList' as const, attrs: { start: 4 }, content })),
		) as fc.Arbitrary<BlockNode>,
	};
});
const document = fc
	.array(block, { minLength: 1, maxLength: 4 })
	.map((content): RichText => ({ type: 'doc', content: [...content, END] }));
const END: BlockNode = { type: 'paragraph', content: [{ type: 'text', text: 'end' }] };

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
			fc.property(document, (text) => {
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
		expect(seen.size).toBe(10);
	},
);

test('every site that can be embedded is read from an address, and leads back to one', () => {
	const found = new Set(ADDRESSES.map((address) => embedOf(address)?.provider));
	expect(found).toEqual(new Set(EMBED_PROVIDERS));
	for (const address of ADDRESSES) {
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
