import { expect, test } from 'vitest';
import type { Locale } from '@kith/kernel/locales';
import { siteLanguage } from './site-language.ts';

const languages: Locale[] = ['de', 'fr', 'ja'];
const face = {
	locale: 'de',
	localization: { languages, timeZone: null, hourCycle: 'auto' as const },
};
const ask = (headers: Record<string, string>, locale: string | null = null) =>
	siteLanguage({ face, viewer: { locale } }, new Request('https://here.example', { headers }));

test('what the browser asks for most and the community speaks', () => {
	expect(ask({ 'accept-language': 'en-GB, fr;q=0.4, ja-JP;q=0.8' })).toBe('ja');
	expect(ask({ 'accept-language': 'en, es;q=0.9' })).toBe('de');
	expect(ask({ 'accept-language': '*;q=x,,' })).toBe('de');
	expect(ask({})).toBe('de');
});

test('a member’s own language goes before the browser’s, and what the device was set to before both', () => {
	expect(ask({ 'accept-language': 'ja' }, 'fr')).toBe('fr');
	expect(ask({ cookie: 'a=b; PARAGLIDE_LOCALE=ja' }, 'fr')).toBe('ja');
});

test('a language that the community no longer speaks is passed over', () => {
	expect(ask({ 'accept-language': 'fr', cookie: 'PARAGLIDE_LOCALE=ar' }, 'es')).toBe('fr');
});
