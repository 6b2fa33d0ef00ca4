import { getSchema } from '@tiptap/core';
import type { JSONContent } from '@tiptap/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RichText } from '@kith/domains/rich-text/schema';
import { composerExtensions } from './extensions.ts';
import { isBlankText, richTextOf } from './rich-text-of.ts';

const schema = getSchema(composerExtensions({ placeholder: '', suggestion: {} }));
const FILE = '0190a1b2-0000-7000-8000-000000000001';

const text = (words: string, ...marks: JSONContent[]): JSONContent => ({
	type: 'text',
	text: words,
	...(marks.length > 0 ? { marks: marks as JSONContent['marks'] } : {}),
});
const paragraph = (...content: JSONContent[]): JSONContent => ({ type: 'paragraph', content });
const item = (...content: JSONContent[]): JSONContent => ({ type: 'listItem', content });

/** What a document becomes on its way through the editor, exactly as it would be sent. */
const sent = (...content: JSONContent[]): unknown =>
	richTextOf(schema.nodeFromJSON({ type: 'doc', content }).toJSON() as JSONContent);

test('a mention that its writer does not read is sent as it is stored', () => {
	const attrs = { id: FILE, label: 'Ada' };
	const shown = { type: 'mention', attrs: { ...attrs, isVeiled: true } };
	const stored = { type: 'doc', content: [paragraph({ type: 'mention', attrs })] };
	expect(sent(paragraph(shown))).toEqual(stored);
});

test('everything the toolbar makes is taken by the store as it is', () => {
	const mention = { type: 'mention', attrs: { id: FILE, label: 'Ada' } };
	const document = sent(
		{ type: 'heading', attrs: { level: 2 }, content: [text('Title')] },
		paragraph(
			text('bold', { type: 'bold' }, { type: 'italic' }),
			{ type: 'hardBreak' },
			mention,
			text(' here', { type: 'link', attrs: { href: 'https://example.org/a?b=c' } }),
		),
		{ type: 'orderedList', attrs: { start: 3 }, content: [item(paragraph(text('three')))] },
		{ type: 'bulletList', content: [item(paragraph(text('a')), paragraph(text('b')))] },
		{ type: 'blockquote', content: [paragraph(text('said', { type: 'strike' }))] },
		{ type: 'codeBlock', attrs: { language: 'TypeScript' }, content: [text('let a = 1;')] },
		{ type: 'horizontalRule' },
		{ type: 'image', attrs: { fileId: FILE, alt: 'A boat', width: 800, height: 600 } },
		paragraph(text('end')),
	);
	expect(RichText.parse(document)).toEqual(document);
	expect(document).toMatchObject({
		content: [
			{ attrs: { level: 2 } },
			{ content: [{ marks: [{ type: 'bold' }, { type: 'italic' }] }, {}, mention, {}] },
			{ attrs: { start: 3 } },
			{},
			{},
			{ attrs: { language: 'typescript' } },
			{},
			{ attrs: { fileId: FILE, alt: 'A boat', width: 800, height: 600 } },
			{},
		],
	});
});

test('attributes that only the editor knows are not sent', () => {
	const document = JSON.stringify(
		sent(paragraph(text('x', { type: 'link', attrs: { href: 'https://example.org' } }))),
	);
	expect(document).not.toContain('target');
	expect(document).not.toContain('dir');
	expect(document).not.toContain('mentionSuggestionChar');
});

test('links lead to https and mail only; the words of any other link stay', () => {
	const links = [
		'javascript:alert(1)',
		'data:text/html,x',
		'http://example.org/',
		'mailto:ada@example.org',
	];
	expect(
		sent(...links.map((href) => paragraph(text('word', { type: 'link', attrs: { href } })))),
	).toEqual({
		type: 'doc',
		content: [
			{ type: 'paragraph', content: [{ type: 'text', text: 'word' }] },
			{ type: 'paragraph', content: [{ type: 'text', text: 'word' }] },
			...['https://example.org/', 'mailto:ada@example.org'].map((href) => ({
				type: 'paragraph',
				content: [{ type: 'text', text: 'word', marks: [{ type: 'link', attrs: { href } }] }],
			})),
		],
	});
});

test('lists nested deeper than the store allows keep their words', () => {
	const nested = (depth: number): JSONContent => ({
		type: 'bulletList',
		content: [item(paragraph(text(`level ${depth}`)), ...(depth < 20 ? [nested(depth + 1)] : []))],
	});
	const document = sent(nested(1));
	expect(() => RichText.parse(document)).not.toThrow();
	expect(JSON.stringify(document)).toContain('level 20');
});

test('a text longer than one node may be is split, and none of it is lost', () => {
	const words = 'word '.repeat(9000);
	const document = richTextOf({ type: 'doc', content: [paragraph(text(words))] });
	expect(() => RichText.parse(document)).not.toThrow();
	const [first] = document.content;
	const pieces = first?.type === 'paragraph' ? (first.content ?? []) : [];
	expect(pieces.map((piece) => (piece.type === 'text' ? piece.text : '')).join('')).toBe(words);
});

test('an empty editor gives an empty text, and blank lines at the end are dropped', () => {
	const empty = richTextOf({ type: 'doc', content: [paragraph(), paragraph()] });
	expect(RichText.parse(empty)).toEqual({ type: 'doc', content: [{ type: 'paragraph' }] });
	expect(isBlankText(empty)).toBe(true);
	const picture = { type: 'image', attrs: { fileId: FILE, alt: '', width: 1, height: 1 } };
	expect(isBlankText(richTextOf({ type: 'doc', content: [picture, paragraph()] }))).toBe(false);
});

test('whatever tree comes in, what goes out is a rich text', () => {
	const node = fc.letrec<{ node: JSONContent }>((tie) => ({
		node: fc.record(
			{
				type: fc.constantFrom(
					...['paragraph', 'heading', 'blockquote', 'bulletList', 'orderedList', 'listItem'],
					...['text', 'image', 'mention', 'hardBreak', 'codeBlock', 'iframe', 'horizontalRule'],
				),
				text: fc.string({ minLength: 1 }),
				attrs: fc.dictionary(fc.constantFrom('level', 'start', 'alt', 'width'), fc.anything()),
				content: fc.array(tie('node'), { maxLength: 3, depthIdentifier: 'tree' }),
			},
			{ requiredKeys: ['type'] },
		),
	})).node;
	fc.assert(
		fc.property(fc.array(node, { maxLength: 4 }), (content) => {
			expect(() => RichText.parse(richTextOf({ type: 'doc', content }))).not.toThrow();
		}),
		{ numRuns: 300 },
	);
});
