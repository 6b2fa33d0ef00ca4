import {
	ACTIVITY_START,
	activityAfter,
	hasActivityAfter,
	type ActivityMark,
} from '@kith/db/activity';
import { activityHorizon } from '@kith/db/activity-months';
import { requestJob } from '@kith/db/jobs';
import { addSeconds } from '@kith/kernel/clock';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import {
	addCounts,
	addDays,
	addMembers,
	countedBefore,
	dropCounts,
	dropDays,
	dropMembers,
	lockState,
	makeState,
	noteProgress,
	readState,
	startAnew,
} from './analytics.queries.ts';
import { backfill } from './backfill.ts';
import { dayOf, nextDay, timeZoneOf } from './days.ts';
import { dropHealth } from './health.queries.ts';
import { sumUp } from './sum-up.ts';

const BATCH = 5000;
/** What is counted while somebody waits for a page; the rest is counted behind it. */
const MOST_AT_ONCE = 4;
/** So old may numbers be before a page counts what came since. */
const FRESH_SECONDS = 30;
export const ROLL_UP = 'roll-up-analytics';

/** How far the numbers reach. */
export type Reach = { asOf: Date; isWhole: boolean; timeZone: string };

/** Has the numbers be no older than half a minute. What takes longer than a page can wait goes on behind it. */
// authorize: the reports have asked.
export async function freshen(ctx: CommunityContext): Promise<Reach> {
	const [now, timeZone] = [ctx.clock.now(), timeZoneOf(ctx)];
	const known = await readState(ctx.db).executeTakeFirst();
	const isFresh =
		known?.isWhole &&
		known.timeZone === timeZone &&
		known.lookedAt > addSeconds(now, -FRESH_SECONDS);
	if (known && isFresh) return { asOf: known.lookedAt, isWhole: true, timeZone };
	const { isWhole } = await rollUp(ctx, MOST_AT_ONCE);
	if (!isWhole)
		await requestJob(
			ctx.db,
			ROLL_UP,
			{ communityId: ctx.community.id },
			{
				...{ now, key: `${ROLL_UP}:${ctx.community.id}` },
			},
		);
	return { asOf: now, isWhole, timeZone };
}

/**
 * Counts what came since the last time: each fact once, whatever order facts come in and however often this runs at once.
 * Stops after `most` batches; without it, at the end.
 */
// authorize: counting shows nothing to anybody.
export async function rollUp(
	ctx: CommunityContext,
	most = Infinity,
): Promise<{ counted: number; isWhole: boolean }> {
	if (!(await readState(ctx.db).executeTakeFirst())) await backfill(ctx);
	let counted = 0;
	for (let batch = 0; batch < most; batch++) {
		const found = await ctx.transaction((tx) => countBatch(ctx, tx));
		counted += found;
		if (found < BATCH) return { counted, isWhole: true };
	}
	return { counted, isWhole: false };
}

async function countBatch(ctx: CommunityContext, tx: CommunityTransaction): Promise<number> {
	const [now, timeZone] = [ctx.clock.now(), timeZoneOf(ctx)];
	await makeState(tx.db, { timeZone, now }).execute();
	const state = await lockState(tx.db).executeTakeFirstOrThrow();
	if (state.timeZone !== timeZone) await beginAnew(ctx, tx);
	const { afterXid, afterId, countsFrom } =
		state.timeZone === timeZone ? state : await readState(tx.db).executeTakeFirstOrThrow();
	const facts = await activityAfter(tx.db, {
		...{ communityId: ctx.community.id, timeZone, limit: BATCH },
		after: { xid: afterXid, id: afterId },
	});
	const { counts, days, members } = sumUp(facts, countsFrom);
	if (counts.length > 0) await addCounts(tx.db, counts).execute();
	if (days.length > 0) await addDays(tx.db, days).execute();
	if (members.length > 0) await addMembers(tx.db, members).execute();
	// What comes late changes weeks that are over.
	const [first] = facts.map(({ day }) => day).toSorted();
	if (first) await dropHealth(tx.db, first).execute();
	const last = facts.at(-1);
	const after: ActivityMark = last ?? { xid: afterXid, id: afterId };
	await noteProgress(tx.db, { after, now, isWhole: facts.length < BATCH }).execute();
	return facts.length;
}

/** Throws away what was counted of facts that are still there, and has it be counted again. */
// authorize: counting shows nothing to anybody.
export async function rebuild(ctx: CommunityContext): Promise<void> {
	await ctx.transaction(async (tx) => {
		const isThere = await lockState(tx.db).executeTakeFirst();
		if (isThere) await beginAnew(ctx, tx);
	});
	await rollUp(ctx);
}

async function beginAnew(ctx: CommunityContext, tx: CommunityTransaction): Promise<void> {
	const timeZone = timeZoneOf(ctx);
	// Of the day that the kept facts begin on, a part is gone: that day and those before it stay as they were counted.
	const whole = nextDay(dayOf(activityHorizon(ctx.clock.now()), timeZone));
	const hasPast = await countedBefore(tx.db, whole).executeTakeFirst();
	const countsFrom = hasPast ? whole : null;
	await dropCounts(tx.db, countsFrom).execute();
	await dropDays(tx.db, countsFrom).execute();
	await dropHealth(tx.db, null).execute();
	if (countsFrom === null) await dropMembers(tx.db).execute();
	await startAnew(tx.db, { timeZone, countsFrom }).execute();
}

/** Whether every fact that is there is counted. */
// authorize: says nothing of the facts.
export async function isCounted(ctx: CommunityContext): Promise<boolean> {
	const state = await readState(ctx.db).executeTakeFirst();
	const after = state ? { xid: state.afterXid, id: state.afterId } : ACTIVITY_START;
	return !(await hasActivityAfter(ctx.db, ctx.community.id, after));
}
