import { expect, test } from 'vitest';
import { safeHref } from './safe-href.ts';
import { wordsOf } from './words-of.ts';

test('only web and mail addresses become links', () => {
	for (const href of ['javascript:alert(1)', ' javascript:x', 'data:text/html,x', '//evil.test', 7])
		expect(safeHref(href)).toBeNull();
	expect(safeHref('https://example.org/a?b')).toBe('https://example.org/a?b');
	expect(safeHref('mailto:a@example.org')).toBe('mailto:a@example.org');
});

test('an unknown node keeps its words and nothing else', () => {
	const node = {
		type: 'poll',
		attrs: { onload: 'x' },
		content: [{ type: 'text', text: 'Yes' }, {}],
	};
	expect(wordsOf(node)).toBe('Yes');
});
