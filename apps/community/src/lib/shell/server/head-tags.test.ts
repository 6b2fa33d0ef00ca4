import { expect, test } from 'vitest';
import { jsonLd, tag } from './head-tags.ts';

test('no value ends its attribute', () => {
	expect(tag('meta', { name: 'description', content: '"><script>\'&' })).toBe(
		'<meta name="description" content="&quot;&gt;&lt;script&gt;&#39;&amp;" />',
	);
});

test('no text ends the description of a page', () => {
	const written = jsonLd({ headline: '</script><b>&\u2028' });
	expect(written.indexOf('</script>')).toBe(written.length - '</script>'.length);
	const json = written.slice(written.indexOf('{'), written.lastIndexOf('}') + 1);
	expect(JSON.parse(json)).toEqual({
		'@context': 'https://schema.org',
		headline: '</script><b>&\u2028',
	});
});
