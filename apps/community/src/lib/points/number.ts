import { getLocale } from '#lib/paraglide/runtime.js';

/** A number as the page's language writes it. */
export const inFigures = (count: number): string =>
	new Intl.NumberFormat(getLocale()).format(count);
