import type { OwnScore } from '@kith/domains/gamification/schema';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

export type Access = NonNullable<OwnScore>['access'][number];

/** What somebody won, as the log tells it. */
export function accessText({ role, space }: Access): string {
	if (role !== null) return m.points_access_role({ name: role });
	return space ? m.points_access_space({ name: space.name }) : m.points_access_hidden();
}

/** The same as it is told for the first time. */
export function wonText({ role, space }: Access): string {
	if (role !== null) return m.points_won_role({ name: role });
	return space ? m.points_won_space({ name: space.name }) : m.points_access_hidden();
}

/** A day as its reader's clock has it. */
export const dayText = (at: Date, timeZone: string): string =>
	new Intl.DateTimeFormat(getLocale(), { dateStyle: 'long', timeZone }).format(at);

/** How long it lasts, or when it ended. */
export function endText({ until, endedAt }: Access, timeZone: string): string {
	const day = (at: Date) => dayText(at, timeZone);
	if (endedAt) return m.points_access_ended({ time: day(endedAt) });
	return until ? m.points_access_until({ time: day(until) }) : m.points_access_good();
}
