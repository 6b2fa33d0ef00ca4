import { midnightOf } from '@kith/kernel/clock';
import type { CommunityContext } from '../context.ts';

const DAY_MS = 86_400_000;
/** So long it is kept on which days single members were here; sums stay. */
export const MEMBER_DAYS_KEPT = 760;

/** The clock that a community's days are told by. */
export const timeZoneOf = ({ snapshot }: Pick<CommunityContext, 'snapshot'>): string =>
	snapshot.localization.timeZone ?? 'UTC';

/** The day of a moment, such as `2026-11-28`. */
export const dayOf = (moment: Date, timeZone: string): string =>
	new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(moment);

/** The moment that a day begins at by a clock. */
export const startOf = (day: string, timeZone: string): Date =>
	midnightOf(new Date(`${day}T00:00:00Z`), timeZone);

/** The day so many days after another, or before it. */
export const dayAfter = (day: string, days: number): string =>
	new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

export const nextDay = (day: string): string => dayAfter(day, 1);

/** So many days from one to another. */
export const daysBetween = (from: string, to: string): number =>
	Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

/** All days from one to another, both included. */
export const daysFrom = (from: string, to: string): string[] =>
	Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => dayAfter(from, index));
