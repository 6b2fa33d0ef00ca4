import { expect, test } from 'vitest';
import { pageInLanguage } from './language-page.ts';

const head =
	'<link href="/_app/immutable/assets/a.css"><link href="/_app/immutable/entry/start.js">';
const start = '<script nonce="x">import("/_app/immutable/entry/start.js")</script>';

test('a page asks for the scripts of its language, and for the styles of all', () => {
	const page = pageInLanguage(`<head>${head}</head><body>${start}</body>`, 'de');
	expect(page).toContain('href="/_app/immutable/assets/a.css"');
	expect(page).toContain('href="/_app/immutable/de/entry/start.js"');
	expect(page).toContain('import("/_app/immutable/de/entry/start.js")');
});

test('the first files are asked for from however deep a page', () => {
	for (const up of ['./', '../../../', '/', ''])
		expect(
			pageInLanguage(`<body><script>import("${up}_app/immutable/entry/a.js")`, 'ja'),
		).toContain(`import("${up}_app/immutable/ja/entry/a.js")`);
});

test('what somebody wrote stays as it is', () => {
	const written = '<p>_app/immutable/entry/ and import("_app/immutable/entry/a.js")</p>';
	expect(pageInLanguage(`<body>${written}${start}</body>`, 'fr')).toContain(written);
	expect(pageInLanguage(written, 'fr')).toBe(written);
});
