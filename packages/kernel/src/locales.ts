/** The languages the product speaks, in the order in which people choose among them. */
export const LOCALES = ['en', 'de', 'es', 'fr', 'ja', 'ar'] as const;
export type Locale = (typeof LOCALES)[number];

/** What each language calls itself, with a capital where its script has them. */
export const LANGUAGE_NAMES: Readonly<Record<Locale, string>> = {
	en: 'English',
	de: 'Deutsch',
	es: 'Español',
	fr: 'Français',
	ja: '日本語',
	ar: 'العربية',
};

/** The product's language for a locale such as `de-AT`, or null where it has none. */
export function localeOf(tag: string): Locale | null {
	const language = tag.slice(0, 2).toLowerCase();
	return LOCALES.find((locale) => locale === language) ?? null;
}

/** The same, with English for every language that the product does not speak. */
export function languageOf(tag: string): Locale {
	return localeOf(tag) ?? 'en';
}

/** Which way a language is written. */
export function directionOf(locale: Locale): 'ltr' | 'rtl' {
	return locale === 'ar' ? 'rtl' : 'ltr';
}
