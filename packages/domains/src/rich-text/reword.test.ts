import { expect, test } from 'vitest';
import { reword } from './reword.ts';
import { isFormatted, wordsOfBlock } from './rewording.schema.ts';
import type { BlockNode, RichText } from './rich-text.schema.ts';

const ana = { type: 'mention' as const, attrs: { id: 'a', label: 'Ana' } };
const anabel = { type: 'mention' as const, attrs: { id: 'b', label: 'Anabel Lee' } };
const text = (words: string) => ({ type: 'text' as const, text: words });
const line = (...content: NonNullable<Extract<BlockNode, { type: 'paragraph' }>['content']>) => ({
	...{ type: 'paragraph' as const, content },
});
const doc = (...content: BlockNode[]): RichText => ({ type: 'doc', content });
const picture: BlockNode = {
	...{ type: 'image', attrs: { fileId: 'f', alt: 'A pier', width: 8, height: 5 } },
};

test('what a block says is its words, its breaks and its names; a picture and a list say none', () => {
	const broken = line(text('Dear '), ana, text(','), { type: 'hardBreak' }, text('come'));
	expect(wordsOfBlock(broken)).toBe('Dear @Ana,\ncome');
	expect(wordsOfBlock({ type: 'paragraph' })).toBe('');
	expect(wordsOfBlock({ type: 'codeBlock', content: [text('let a;')] })).toBe('let a;');
	expect(wordsOfBlock(picture)).toBeNull();
	const item = { type: 'listItem' as const, content: [line(text('One'))] };
	expect(wordsOfBlock({ type: 'bulletList', content: [item] })).toBeNull();
	const veiled = { type: 'mention', attrs: { isVeiled: true } } as never;
	expect(wordsOfBlock(line(text('To '), veiled))).toBeNull();
	expect(isFormatted(broken)).toBe(false);
	expect(isFormatted(line({ ...text('loud'), marks: [{ type: 'bold' }] }))).toBe(true);
});

test('only what is said otherwise changes, and what it mentions stays a mention', () => {
	const before = doc(line(text('Hi '), ana, text(' and '), anabel), picture, line(text('Bye')));
	expect(reword(before, [])).toEqual(before);
	expect(reword(before, [{ at: 0, text: 'Hello @Anabel Lee, and @Ana\r\nboth' }])).toEqual(
		doc(
			line(text('Hello '), anabel, text(', and '), ana, { type: 'hardBreak' }, text('both')),
			...[picture, line(text('Bye'))],
		),
	);
	expect(reword(before, [{ at: 2, text: 'So long.\n\n\nSee you' }]).content.slice(2)).toEqual([
		...[line(text('So long.')), line(text('See you'))],
	]);
});

test('a heading and code stay what they are', () => {
	const heading: BlockNode = { type: 'heading', attrs: { level: 2 }, content: [text('Old')] };
	const code: BlockNode = {
		...{ type: 'codeBlock', attrs: { language: 'ts' }, content: [text('a')] },
	};
	expect(
		reword(doc(heading, code), [
			{ at: 0, text: 'New\n\nand more' },
			{ at: 1, text: 'b\n\n\tc' },
		]),
	).toEqual(
		doc({ ...heading, content: [text('New')] }, line(text('and more')), {
			...code,
			content: [text('b\n\n\tc')],
		}),
	);
});

test('without words a block is left out, whatever it is; new words for none are refused', () => {
	const before = doc(line(text('Spam')), picture);
	expect(reword(before, [{ at: 1, text: '' }])).toEqual(doc(line(text('Spam'))));
	const none = [
		{ at: 0, text: ' ' },
		{ at: 1, text: '' },
	];
	expect(reword(before, none)).toEqual(doc({ type: 'paragraph' }));
	expect(() => reword(before, [{ at: 1, text: 'A dog' }])).toThrow('texts.not_words');
	expect(() => reword(before, [{ at: 2, text: '' }])).toThrow('texts.not_words');
});
