import type { SeasonView } from '@kith/domains/gamification/seasons';
import { getLocale } from '#lib/paraglide/runtime.js';

/** The first day of a season and its last one; days are those of UTC. */
export const daysInWords = ({ from, until }: Pick<SeasonView, 'from' | 'until'>): string =>
	new Intl.DateTimeFormat(getLocale(), { dateStyle: 'medium', timeZone: 'UTC' }).formatRange(
		Date.parse(from),
		Date.parse(until),
	);
