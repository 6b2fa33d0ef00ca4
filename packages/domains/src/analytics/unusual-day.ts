import type { CommunityContext } from '../context.ts';
import type { Signal } from './analytics.schema.ts';
import { dayAfter, dayOf, timeZoneOf } from './days.ts';
import { quantileOf } from './forecast.ts';
import { countsByDay, type Span } from './reports.queries.ts';

/** A day is held against the same day of so many weeks before, and those of so many days are looked at. */
const WEEKS = 8;
const LOOKED_AT = 7;
/** Unusual is so many times what is usual, or that part of it, and so many more or fewer. */
const TIMES = 3;
const LEAST_OFF = 10;

const METRICS = { unusual_texts: ['post', 'comment'], unusual_joined: ['joined'] } as const;

/**
 * The day of the last seven that are over on which most more, or most fewer, was written or joined than on the same day of
 * the weeks before. Null where none stands out, or where less than those weeks is known.
 */
// authorize: whoever reads the home of analytics has been asked.
export async function unusualDay(
	ctx: CommunityContext,
	{ to, withStaff }: Span,
	kind: keyof typeof METRICS,
): Promise<Signal | null> {
	// Today is not over.
	const yesterday = dayAfter(dayOf(ctx.clock.now(), timeZoneOf(ctx)), -1);
	const last = to < yesterday ? to : yesterday;
	const from = dayAfter(last, 1 - LOOKED_AT - WEEKS * 7);
	const rows = await countsByDay(ctx.db, { from, to: last, withStaff }, METRICS[kind]).execute();
	const counted = new Map<string, number>();
	for (const { on, n } of rows) counted.set(on, (counted.get(on) ?? 0) + Number(n));
	const isKnown = (rows[0]?.on ?? last) < dayAfter(from, LOOKED_AT);
	if (!isKnown) return null;
	const [most] = Array.from({ length: LOOKED_AT }, (_, ago) => dayAfter(last, -ago))
		.map((day) => ({ kind, day, count: counted.get(day) ?? 0, usual: usualOn(day, counted) }))
		.filter(({ count, usual }) => isUnusual(count, usual))
		.toSorted((one, other) => offBy(other) - offBy(one));
	return most ?? null;
}

const offBy = ({ count, usual }: { count: number; usual: number }) => Math.abs(count - usual);

/** What the same day of the week mostly had. */
const usualOn = (day: string, counted: ReadonlyMap<string, number>): number => {
	const before = Array.from({ length: WEEKS }, (_, week) => dayAfter(day, -(week + 1) * 7));
	return Math.round(
		quantileOf(
			before.map((one) => counted.get(one) ?? 0),
			0.5,
		),
	);
};

const isUnusual = (count: number, usual: number): boolean =>
	Math.abs(count - usual) >= LEAST_OFF && (count >= TIMES * usual || count * TIMES <= usual);
