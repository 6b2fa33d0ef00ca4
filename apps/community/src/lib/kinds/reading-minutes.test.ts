import { expect, test } from 'vitest';
import type { RichText } from '@kith/domains/rich-text/schema';
import { readingMinutes } from './reading-minutes.ts';

const text = (words: string): RichText => ({
	type: 'doc',
	content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
});

test('reading takes its time, in any script', () => {
	expect(readingMinutes(text('word'))).toBe(1);
	expect(readingMinutes(text('word '.repeat(1100)))).toBe(5);
	expect(readingMinutes(text('字'.repeat(1500)))).toBe(3);
});
