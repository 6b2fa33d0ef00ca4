import { expect, test } from 'vitest';
import { HOSTILE_PATHS } from '@kith/testing/hostile-paths';
import { isLocalPath, withParameters } from '@kith/kernel/local-path';

const SITE = 'https://acme.kith.example';

test.each(['/', '/p/1?comment=2', '/s/wood#top', '/search?q=a%20b', '/tags/gr%C3%BCn', '/x/../y'])(
	'%j is a path of the site',
	(path) => {
		expect(isLocalPath(path)).toBe(true);
	},
);

test.each([
	...['', 'x', '//evil.example', '/\\evil.example', '/.//evil.example', '/..//evil.example'],
	...['/%2e//evil.example', '/x/..//evil.example', '/a b', '/a\nb', '/a\u0085b', '/\u0000'],
	`/${'a'.repeat(300)}`,
])('%j is none', (path) => {
	expect(isLocalPath(path)).toBe(false);
});

test('of a corpus of wishes nothing leads to another site or splits a header, as it is and as it is sent on', () => {
	expect(new Set(HOSTILE_PATHS).size).toBeGreaterThan(400);
	const taken = HOSTILE_PATHS.filter(isLocalPath);
	const sent = taken.map((path) => withParameters(path, { failed: 'x', gone: null }));
	const ends = [...taken, ...sent].map((path) => new URL(path, `${SITE}/sign-in`));
	expect(ends.filter(({ origin }) => origin !== SITE)).toEqual([]);
	expect(ends.filter(({ pathname }) => pathname.startsWith('//'))).toEqual([]);
	expect([...taken, ...sent].filter((path) => /[\s\p{Cc}]/u.test(path))).toEqual([]);
});

test('a path keeps what it says and says what is new', () => {
	expect(withParameters('/s/wood?page=2&gone=x#top', { gone: null, added: 'a&b' })).toBe(
		'/s/wood?page=2&added=a%26b',
	);
});
