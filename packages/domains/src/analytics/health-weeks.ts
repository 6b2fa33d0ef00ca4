import { tiesIn } from '@kith/db/activity-ties';
import { addSeconds } from '@kith/kernel/clock';
import type { CommunityContext } from '../context.ts';
import { readState, lockState } from './analytics.queries.ts';
import { dayAfter, dayOf, startOf, timeZoneOf } from './days.ts';
import { answeredInTime, casesIn, keepHealth, keptHealth, newcomersOf } from './health.queries.ts';
import {
	ACTIVATION_DAYS,
	ANSWER_HOURS,
	HEALTH_DAYS,
	HEALTH_WEEKS,
	HealthFigures,
} from './health.schema.ts';
import { mondayOf } from './write-week.ts';

export type WeekFigures = { week: string; figures: HealthFigures };

/**
 * What the health of each of the last weeks is worked out from, oldest first; the last week is the one that runs, up to now.
 * A week that is over is counted once and kept, as long as everything was counted and no fact comes late.
 */
// authorize: whoever reads has been asked.
export async function healthWeeks(ctx: CommunityContext): Promise<WeekFigures[]> {
	const now = ctx.clock.now();
	const today = dayOf(now, timeZoneOf(ctx));
	const running = mondayOf(today);
	const first = dayAfter(running, -7 * (HEALTH_WEEKS - 1));
	const rows = await keptHealth(ctx.db, first).execute();
	const kept = new Map(rows.map(({ week, figures }) => [week, HealthFigures.parse(figures)]));
	const weeks: WeekFigures[] = [];
	for (let week = first; week < running; week = dayAfter(week, 7))
		weeks.push({ week, figures: kept.get(week) ?? (await countWeek(ctx, week)) });
	return [...weeks, { week: running, figures: await figuresUpTo(ctx, today, now) }];
}

/** Counts a week that is over, and keeps that unless something was counted meanwhile. */
async function countWeek(ctx: CommunityContext, week: string): Promise<HealthFigures> {
	const last = dayAfter(week, 6);
	const before = await readState(ctx.db).executeTakeFirst();
	const figures = await figuresUpTo(ctx, last, startOf(dayAfter(week, 7), timeZoneOf(ctx)));
	if (!before?.isWhole) return figures;
	await ctx.transaction(async ({ db }) => {
		const state = await lockState(db).executeTakeFirst();
		if (state?.afterXid === before.afterXid && state.afterId === before.afterId)
			await keepHealth(db, week, figures, ctx.clock.now()).execute();
	});
	return figures;
}

/** Of the days up to one, which ends at a moment or is not over at it. */
async function figuresUpTo(
	{ db, community, ...ctx }: CommunityContext,
	last: string,
	end: Date,
): Promise<HealthFigures> {
	const first = dayAfter(last, 1 - HEALTH_DAYS);
	const from = startOf(first, timeZoneOf(ctx));
	// Who joined last and what was asked last still has time.
	const joined = { from: dayAfter(first, -ACTIVATION_DAYS), to: dayAfter(last, -ACTIVATION_DAYS) };
	const [newcomers, ties, posts, { cases }] = await Promise.all([
		newcomersOf(db, joined).executeTakeFirstOrThrow(),
		tiesIn(db, { communityId: community.id, from, to: end }),
		answeredInTime(db, {
			from,
			to: addSeconds(end, -ANSWER_HOURS * 3600),
		}).executeTakeFirstOrThrow(),
		casesIn(db, { from, to: end }).executeTakeFirstOrThrow(),
	]);
	return { ...newcomers, ...ties, ...posts, cases };
}
