import { expect, test } from 'vitest';
import { words } from '@kith/testing/test-content';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { diffTexts, diffWords } from './diff-texts.ts';

const doc = (...lines: string[]): RichText => ({
	type: 'doc',
	content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
});
const marked = (text: string): RichText => ({
	type: 'doc',
	content: [{ type: 'paragraph', content: [{ type: 'text', text, marks: [{ type: 'bold' }] }] }],
});

test('a changed word is told within its block, the blocks around it stay', () => {
	const blocks = diffTexts(doc('Keep', 'The old way'), doc('Keep', 'The new way', 'More'));
	expect(blocks.map(({ change }) => change)).toEqual(['same', 'changed', 'added']);
	expect(blocks[1]?.parts).toEqual([
		{ change: 'same', text: 'The ' },
		{ change: 'removed', text: 'old' },
		{ change: 'added', text: 'new' },
		{ change: 'same', text: ' way' },
	]);
});

test('what was taken out and what only looks different are told apart', () => {
	expect(diffTexts(doc('One', 'Two'), doc('Two')).map(({ change }) => change)).toEqual([
		...['removed', 'same'],
	]);
	expect(diffTexts(words('Bold'), marked('Bold')).map(({ change }) => change)).toEqual(['format']);
	expect(diffTexts(words('Same'), words('Same')).map(({ change }) => change)).toEqual(['same']);
});

test('a paragraph that becomes a heading is replaced as a whole', () => {
	const heading: RichText = {
		type: 'doc',
		content: [{ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Title' }] }],
	};
	expect(diffTexts(words('Title'), heading).map(({ change, kind }) => [change, kind])).toEqual([
		['removed', 'paragraph'],
		['added', 'heading'],
	]);
});

test('languages without spaces are compared by words as well', () => {
	const parts = diffWords('東京は大きい都市です', '大阪は大きい都市です');
	expect(parts.filter(({ change }) => change === 'same').length).toBeGreaterThan(0);
	expect(parts.map(({ text }) => text).join('')).toContain('大きい');
});

test('both sides of a diff are the texts that were compared', () => {
	const [before, after] = ['Come at seven, bring cake.', 'Come at eight and bring the cake!'];
	const side = (gone: 'added' | 'removed') =>
		diffWords(before, after)
			.filter(({ change }) => change !== gone)
			.map(({ text }) => text)
			.join('');
	expect([side('added'), side('removed')]).toEqual([before, after]);
});

test('two long texts without a word in common end in time', () => {
	const long = (letter: string) =>
		doc(...Array.from({ length: 400 }, (_, at) => `${letter}${at} `.repeat(20)));
	const started = performance.now();
	expect(diffTexts(long('a'), long('b')).length).toBeGreaterThan(0);
	expect(performance.now() - started).toBeLessThan(15_000);
});
