import { getLocale } from '#lib/paraglide/runtime.js';

/** A day such as "March 29, 2026", as the reader's language says it. */
export const dayInWords = (at: Date, timeZone: string): string =>
	new Intl.DateTimeFormat(getLocale(), { dateStyle: 'long', timeZone }).format(at);
