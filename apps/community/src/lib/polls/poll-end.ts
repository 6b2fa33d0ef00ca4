import { POLL_LIMITS, type NewPoll } from '@kith/domains/polls/schema';
import { endOfDay } from '#lib/shell/local-time.ts';

const DAY_MS = 86_400_000;

/** The day that a moment falls on in `timeZone`, as a field of a date takes it. */
export function dayIn(at: Date | number | string, timeZone: string): string {
	return new Date(at).toLocaleDateString('sv', { timeZone });
}

/** When a poll ends by the two fields of its form; null for a day that is none. */
export function endOf(
	{ days, endsOn }: { days: string; endsOn: string },
	timeZone: string,
): Pick<NewPoll, 'endsAt' | 'openDays'> | null {
	if (days !== 'date') return { openDays: Number(days) || null };
	const end = endOfDay(endsOn, timeZone);
	return end && { openDays: null, endsAt: end.toISOString() };
}

/** The first and the last day that a poll can end on, for a field of a date. */
export function endDays(now: Date, timeZone: string): { min: string; max: string } {
	return {
		min: dayIn(now, timeZone),
		max: dayIn(now.getTime() + POLL_LIMITS.days * DAY_MS, timeZone),
	};
}
