import { expect, test } from 'vitest';
import { directionOf, LANGUAGE_NAMES, languageOf, localeOf, LOCALES } from './locales.ts';

test('a tag belongs to its language, whatever the region', () => {
	expect(localeOf('de-AT')).toBe('de');
	expect(localeOf('AR-eg')).toBe('ar');
	expect(localeOf('sv')).toBeNull();
	expect(languageOf('sv')).toBe('en');
	expect(languageOf('')).toBe('en');
});

test('languages run the way the platform says, and call themselves as it does', () => {
	for (const locale of LOCALES) {
		const own = new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? '';
		expect(LANGUAGE_NAMES[locale].toLowerCase()).toBe(own.toLowerCase());
	}
	expect(LOCALES.filter((locale) => directionOf(locale) === 'rtl')).toEqual(['ar']);
});
