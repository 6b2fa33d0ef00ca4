import { expect, test } from 'vitest';
import { element, xmlText } from './xml.ts';

test('text cannot become markup', () => {
	expect(element('title', `</title><script>"&'`)).toBe(
		'<title>&lt;/title&gt;&lt;script&gt;&quot;&amp;&apos;</title>',
	);
});

test('characters that break a parser are left out', () => {
	expect(xmlText('a\u0000b\u000Bc\uFFFEd\uD800e\n😀')).toBe('abcd\uFFFDe\n😀');
});
