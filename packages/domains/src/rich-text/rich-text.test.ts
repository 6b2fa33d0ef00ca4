import { describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { excerptOf, isEmptyText, plainText, referencesOf } from './plain-text.ts';
import { RichText } from './rich-text.schema.ts';

const doc = (...content: unknown[]) => ({ type: 'doc', content });
const text = (words: string, ...marks: unknown[]) => ({
	...{ type: 'text', text: words },
	...(marks.length > 0 ? { marks } : {}),
});
const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content });
const parse = (value: unknown): RichText => RichText.parse(value);
const accepts = (value: unknown) => RichText.safeParse(value).success;
const ID = '0197a3d0-1111-7000-8000-000000000001';
const OTHER = '0197a3d0-2222-7000-8000-000000000002';
const link = (href: unknown) => doc(paragraph(text('x', { type: 'link', attrs: { href } })));
const image = (attrs: object) => doc({ type: 'image', attrs });
const size = { width: 10, height: 10 };

test('what the editor makes is kept as it is', () => {
	const item = { type: 'listItem', content: [paragraph(text('one'))] };
	const document = doc(
		{ type: 'heading', attrs: { level: 2 }, content: [text('Head')] },
		paragraph(text('bold', { type: 'bold' }), { type: 'hardBreak' }),
		paragraph({ type: 'mention', attrs: { id: ID, label: 'Ann' } }),
		{ type: 'bulletList', content: [item] },
		{ type: 'orderedList', attrs: { start: 3 }, content: [item] },
		{ type: 'blockquote', content: [paragraph(text('said'))] },
		{ type: 'codeBlock', attrs: { language: 'c++' }, content: [text('int x;')] },
		{ type: 'horizontalRule' },
		{ type: 'image', attrs: { fileId: ID, alt: 'A cat', ...size } },
	);
	expect(parse(document)).toEqual(document);
	expect(plainText(parse(document))).toBe(
		'Head\nbold\n\n@Ann\none\n\none\n\nsaid\n\nint x;\n\nA cat',
	);
});

describe('links', () => {
	test.for(['https://kith.example/a?b#c', 'http://x.example', 'mailto:a@b.example'])(
		'%s is a link',
		(href) => expect(accepts(link(href))).toBe(true),
	);
	test.for([
		...['javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'java\nscript:x'],
		...['data:text/html,<script>', 'vbscript:x', 'file:///etc/passwd', '//evil.example', '/local'],
		...['https://', '\u0000https://x.example', '', `https://x.example/${'a'.repeat(2000)}`],
	])('%j is none', (href) => expect(accepts(link(href))).toBe(false));
	test('what is no text is none', () => {
		for (const href of [null, 1, {}, ['https://x.example']])
			expect(accepts(link(href))).toBe(false);
	});
});

describe('hostile documents', () => {
	const nested = (levels: number) => {
		let block: unknown = paragraph(text('deep'));
		for (let level = 0; level < levels; level++) block = { type: 'blockquote', content: [block] };
		return doc(block);
	};
	test('ten quotes in each other are fine, five hundred and fifty thousand are refused', () => {
		expect(accepts(nested(8))).toBe(true);
		for (const levels of [500, 50_000]) expect(accepts(nested(levels))).toBe(false);
	});
	test('a megabyte is refused, in one piece, in many, and as one attribute', () => {
		const many = Array.from({ length: 900 }, () => paragraph(text('x'.repeat(1200))));
		expect(accepts(doc(...many))).toBe(false);
		expect(accepts(doc(paragraph(text('x'.repeat(1_000_000)))))).toBe(false);
		expect(accepts(image({ fileId: ID, alt: 'x'.repeat(1_000_000), ...size }))).toBe(false);
		const emoji = Array.from({ length: 11 }, () => paragraph(text('😀'.repeat(5_000))));
		expect(accepts(doc(...emoji))).toBe(false);
		expect(accepts(doc(...emoji.slice(0, 9)))).toBe(true);
	});
	test('twenty thousand nodes are refused', () => {
		const full = Array.from({ length: 10 }, () =>
			paragraph(...Array.from({ length: 2000 }, () => ({ type: 'hardBreak' }))),
		);
		expect(accepts(doc(...full))).toBe(false);
	});
	test('characters that the database cannot keep are refused, not met there', () => {
		for (const bad of ['nul \u0000 byte', 'half \ud83d', '\ude00 half'])
			expect(accepts(doc(paragraph(text(bad))))).toBe(false);
		expect(accepts(image({ fileId: ID, alt: '\u0000', ...size }))).toBe(false);
		expect(accepts(doc({ type: 'codeBlock', content: [text('\u0000')] }))).toBe(false);
		const mention = { type: 'mention', attrs: { id: ID, label: 'a\u0000b' } };
		expect(accepts(doc(paragraph(mention)))).toBe(false);
	});
	test('unknown nodes and marks are refused', () => {
		for (const type of ['iframe', 'script', 'html', 'table', '__proto__', 'constructor', 'doc'])
			expect(accepts(doc({ type, content: [] }))).toBe(false);
		for (const type of ['textStyle', 'highlight', 'script', '__proto__'])
			expect(accepts(doc(paragraph(text('x', { type }))))).toBe(false);
		expect(accepts(doc(text('loose')))).toBe(false);
		expect(accepts(doc())).toBe(false);
		expect(accepts({ type: 'doc', content: [paragraph()], extra: 1 })).toBe(false);
		expect(accepts(doc({ ...paragraph(text('x')), style: 'color:red' }))).toBe(false);
		for (const value of [null, undefined, 1, 'doc', [], () => {}])
			expect(accepts(value)).toBe(false);
	});
	test('unknown attributes are not kept', () => {
		const attrs = { href: 'https://x.example', target: '_blank', onclick: 'alert(1)' };
		const parsed = parse(doc(paragraph(text('x', { type: 'link', attrs }))));
		expect(JSON.stringify(parsed)).not.toMatch(/onclick|target/);
		const shown = parse(image({ fileId: ID, ...size, src: 'https://evil.example/x.png' }));
		expect(JSON.stringify(shown)).not.toContain('evil');
	});
	test('nothing reaches the prototype of objects', () => {
		for (const json of [
			`{"type":"doc","content":[{"type":"paragraph"}],"__proto__":{"polluted":1}}`,
			`{"type":"doc","content":[{"type":"image","attrs":{"fileId":"${ID}","width":1,"height":1,"__proto__":{"polluted":1}}}]}`,
			`{"type":"doc","content":[{"type":"paragraph","constructor":{"prototype":{"polluted":1}}}]}`,
		]) {
			const result = RichText.safeParse(JSON.parse(json)) as z.ZodSafeParseResult<object>;
			expect(Reflect.get({}, 'polluted')).toBeUndefined();
			expect(JSON.stringify(result.data ?? {})).not.toContain('polluted');
		}
	});
});

describe('words of a text', () => {
	const long = (words: string) => parse(doc(paragraph(text(words))));
	test('a short text is its own excerpt, a long one is cut between words', () => {
		expect(excerptOf(long('Short  and\tsweet'))).toBe('Short and sweet');
		const excerpt = excerptOf(long('word '.repeat(100).trim()));
		expect(excerpt).toMatch(/^(word )+word…$/);
		expect(excerpt.length).toBeLessThanOrEqual(280);
	});
	test.for(['😀', '𠮷', '👩‍👩‍👧‍👦', 'é', 'ก็', '가', '🇩🇪'])(
		'a text of %s is never cut within a character',
		(sign) => {
			const starts = [...new Intl.Segmenter().segment(sign.repeat(400))].map(({ index }) => index);
			for (const length of [40, 41, 42, 43, 279, 280]) {
				const excerpt = excerptOf(long(sign.repeat(400)), length);
				expect(excerpt.isWellFormed()).toBe(true);
				expect(excerpt.length).toBeLessThanOrEqual(length);
				const kept = excerpt.slice(0, -1);
				expect(kept.length).toBeGreaterThan(0);
				expect(starts).toContain(kept.length);
			}
		},
	);
	test('an empty text shows nothing; a picture or a mention is something', () => {
		const nothing = [doc(paragraph()), doc(paragraph(text('  '), { type: 'hardBreak' }))];
		for (const document of [...nothing, doc({ type: 'horizontalRule' })])
			expect(isEmptyText(parse(document))).toBe(true);
		expect(isEmptyText(parse(image({ fileId: ID, ...size })))).toBe(false);
		const mention = { type: 'mention', attrs: { id: ID, label: 'Ann' } };
		expect(isEmptyText(parse(doc(paragraph(mention))))).toBe(false);
	});
	test('what a text refers to is named once, wherever it stands', () => {
		const mention = (id: string) => paragraph({ type: 'mention', attrs: { id, label: 'Ann' } });
		const quote = { type: 'blockquote', content: [mention(ID), mention(OTHER)] };
		const picture = { type: 'image', attrs: { fileId: OTHER, ...size } };
		const file = { type: 'file', attrs: { fileId: ID, name: 'a', bytes: 1, mime: 'text/csv' } };
		const attrs = { fileId: OTHER, name: 'b', bytes: 1, mime: 'video/mp4' };
		const film = { type: 'file', attrs };
		expect(referencesOf(parse(doc(mention(ID), quote, picture, picture, file, film)))).toEqual({
			...{ memberIds: [ID, OTHER], fileIds: [OTHER, ID], pictureIds: [OTHER] },
			filmIds: [OTHER],
		});
	});
});
