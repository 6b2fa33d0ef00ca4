import type { SeasonState, SeasonView } from '@kith/domains/gamification/seasons';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

export const SEASON_STATES: Readonly<Record<SeasonState, () => string>> = {
	coming: m.seasons_coming,
	running: m.seasons_running,
	closing: m.seasons_closing,
	over: m.seasons_over,
};

/** The first day and the last one. */
export const daysInWords = ({ from, until }: Pick<SeasonView, 'from' | 'until'>): string =>
	new Intl.DateTimeFormat(getLocale(), { dateStyle: 'medium', timeZone: 'UTC' }).formatRange(
		Date.parse(from),
		Date.parse(until),
	);
