import fc from 'fast-check';
import { embedOf } from '@kith/domains/rich-text/embeds';
import type { BlockNode, InlineNode, RichText } from '@kith/domains/rich-text/schema';
import { HOSTILE_TEXTS } from './hostile-texts.ts';

// A cell of a table holds no more.
const HARM = Object.values(HOSTILE_TEXTS)
	.flat()
	.filter(({ length }) => length > 0 && length <= 200);

const words = fc.oneof(
	fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
	fc.constantFrom('אבג', '東京', '👩‍👩‍👧', '\u202eevil'),
	fc.constantFrom(...HARM),
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
	// What is code has no other marks.
	said.map((text) => ({ type: 'text' as const, text, marks: [{ type: 'code' as const }] })),
	fc.constant({ type: 'hardBreak' as const }),
	fc.record({ type: fc.constant('mention' as const), attrs: fc.record({ id, label }) }),
	fc.record({ type: fc.constant('spaceMention' as const), attrs: fc.record({ id, label }) }),
);
const line = fc
	.array(inline, { maxLength: 4 })
	.map((content) => ({ type: 'paragraph' as const, ...(content.length > 0 && { content }) }));
/** An address of each site that can be embedded. */
export const EMBEDDABLE = [
	...['https://youtu.be/dQw4w9WgXcQ?t=3', 'https://vimeo.com/76979871', 'https://dai.ly/x8abcde'],
	...['https://www.loom.com/share/0123456789abcdef0123456789abcdef'],
	...['https://www.ted.com/talks/someone_says_it', 'https://streamable.com/abc12'],
	...['https://open.spotify.com/intl-de/track/0123456789abcdefghijkl?si=1'],
	...['https://soundcloud.com/someone/a-song', 'https://codepen.io/someone/pen/abCdEf'],
	...['https://www.figma.com/design/0123456789abcdefghijkl/Name?node-id=1'],
] as const;
const embed = fc.constantFrom(...EMBEDDABLE).map((address) => {
	const attrs = embedOf(address);
	if (!attrs) throw new Error(`${address} embeds nothing`);
	return { type: 'embed' as const, attrs };
});
const size = fc.integer({ min: 1, max: 9000 });
const file = fc
	.tuple(
		fc.record({
			...{ fileId: id, name: label, bytes: fc.nat() },
			mime: fc.constantFrom('application/pdf', 'video/mp4', 'audio/mpeg', 'text/x-c++'),
		}),
		fc.option(fc.record({ width: size, height: size })),
	)
	.map(([attrs, shape]) => ({ type: 'file' as const, attrs: { ...attrs, ...shape } }));
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
				attrs: fc.record({ ...{ fileId: id, alt: label }, ...{ width: size, height: size } }),
			}),
			file,
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
const END: BlockNode = { type: 'paragraph', content: [{ type: 'text', text: 'end' }] };

/** A text of every kind of block and mark, with words of all scripts and words that mean harm. */
export const arbitraryText = fc
	.array(block, { minLength: 1, maxLength: 4 })
	.map((content): RichText => ({ type: 'doc', content: [...content, END] }));
