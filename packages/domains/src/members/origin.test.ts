import { expect, test } from 'vitest';
import { originCookie, originIn, originOf } from './origin.ts';

const now = new Date('2026-11-28T12:00:00Z');
const asked = (address: string, referer = '') => ({
	...{ url: new URL(address), referer, now, origin: 'https://choir.example' },
});

test('a link from elsewhere is kept as its host, and the words of a campaign in small letters', () => {
	expect(
		originOf(asked('https://choir.example/p/1?utm_source=Letter', 'https://news.example/a?who=me')),
	).toEqual({
		...{ at: now.toISOString(), landing: '/p/1', referrer: 'news.example' },
		...{ source: 'letter', medium: '', campaign: '' },
	});
});

test('who comes from nowhere, or from the community itself, was led by nothing', () => {
	expect(originOf(asked('https://choir.example/'))).toBeNull();
	expect(originOf(asked('https://choir.example/', 'https://choir.example/p/1'))).toBeNull();
	expect(originOf(asked('https://choir.example/', 'no address'))).toBeNull();
	expect(originOf(asked('https://choir.example/?utm_campaign=spring'))).toBeNull();
});

test('what is kept comes back as it was, and what somebody made up is refused', () => {
	const origin = originOf(asked(`https://choir.example/?utm_source=${'x'.repeat(500)}`));
	const line = originCookie(origin, true);
	expect(line).toMatch(/; HttpOnly; SameSite=Lax; Secure$/);
	expect(originIn(`a=1; ${line.split(';')[0]}; b=2`)).toEqual(origin);
	expect(originCookie(null, false)).toContain('Max-Age=0');
	for (const made of ['', 'e30', 'x', Buffer.from('{"at":"now"}').toString('base64url')])
		expect(originIn(`origin=${made}`)).toBeNull();
});
