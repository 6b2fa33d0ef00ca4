import { expect, test } from 'vitest';
import { nextPath } from './next-path.ts';

test.each([
	['/p/1?comment=2', '/p/1?comment=2'],
	['/', '/'],
	['//evil.example', '/'],
	['/\\evil.example', '/'],
	['/\t/evil.example', '/'],
	['https://evil.example', '/'],
	['javascript:alert(1)', '/'],
	['/sign-in?next=/join', '/'],
	['/enter?token=x', '/'],
	[`/${'a'.repeat(400)}`, '/'],
])('a wish for %j leads to %j', (next, expected) => {
	const url = new URL('https://acme.kith.example/join');
	url.searchParams.set('next', next);
	expect(nextPath(url)).toBe(expected);
});

test('without a wish the start page is next', () => {
	expect(nextPath(new URL('https://acme.kith.example/join'))).toBe('/');
});
