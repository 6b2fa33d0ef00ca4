import * as z from 'zod';
import { requestJob } from '@kith/db/jobs';
import { midnightOf } from '@kith/kernel/clock';
import type { CommunityContext, Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { communitiesWith, hasModule } from '../modules/index.ts';
import type { Findings } from './analytics.schema.ts';
import { dayAfter, dayOf, timeZoneOf } from './days.ts';
import { findingsOf } from './findings.ts';
import { isCounted, rollUp } from './roll-up.ts';
import { keepWeek } from './weeks.queries.ts';
import { Week } from './weeks.schema.ts';

export const WRITE_WEEK = 'write-week';
export const MAIL_WEEK = 'mail-week';
/** The hour of Monday, by the community's clock, at which a week is told of. */
const HOUR = 7;
const HOUR_MS = 3_600_000;
const PAGE = 200;
/** So often a job counts on before it tells of a week that is not counted whole. */
const ROUNDS = 50;

const Ref = z.strictObject({ communityId: z.string(), week: Week });

/** The Monday of the week that a day lies in. */
export function mondayOf(day: string): string {
	const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
	return dayAfter(day, -weekday);
}

/** When a week that begins on a Monday is told of: on the next one, in the morning. */
export function toldAt(week: string, timeZone: string): Date {
	return new Date(endOf(week, timeZone).getTime() + HOUR * HOUR_MS);
}

const endOf = (week: string, timeZone: string): Date =>
	midnightOf(new Date(`${dayAfter(week, 7)}T00:00:00Z`), timeZone);

/**
 * Asks for the week to be told of in every community that counts, each at its own hour; run again, it asks for the same. What
 * was missed while nothing ran is told as soon as something does.
 */
export async function planWeeks(services: Services): Promise<void> {
	for (let after = ''; ;) {
		const page = await communitiesWith(services.platform, 'analytics', after, PAGE).execute();
		for (const { id } of page) await planWeek(services, id);
		after = page.at(-1)?.id ?? '';
		if (page.length < PAGE) return;
	}
}

/** The week whose telling is nearest: on Sundays the one that runs, else the one that is over. */
async function planWeek(services: Services, communityId: string): Promise<void> {
	const community = await services.directory.byId(communityId);
	if (!community) return;
	const ctx = await createJobContext(services, community, WRITE_WEEK);
	const timeZone = timeZoneOf(ctx);
	const now = services.clock.now();
	const week = mondayOf(dayOf(new Date(now.getTime() - 36 * HOUR_MS), timeZone));
	await requestJob(
		services.platform,
		WRITE_WEEK,
		{ communityId, week },
		{ key: `${WRITE_WEEK} ${communityId} ${week}`, now, runAt: toldAt(week, timeZone) },
	);
}

/** Says once what a week was, and has whoever reads numbers told of it; called again, it changes nothing. */
export async function writeWeek(services: Services, payload: unknown): Promise<void> {
	const { communityId, week } = Ref.parse(payload);
	const community = await services.directory.byId(communityId);
	if (!community) return;
	const ctx = await createJobContext(services, community, WRITE_WEEK);
	const now = ctx.clock.now();
	if (!hasModule(ctx, 'analytics') || toldAt(week, timeZoneOf(ctx)) > now) return;
	for (let round = 0; round < ROUNDS && !(await isCounted(ctx)); round++) await rollUp(ctx);
	const findings = await weekFindings(ctx, week);
	await ctx.transaction(async ({ db }) => {
		const kept = await keepWeek(db, week, findings, now).executeTakeFirst();
		if (!kept || findings === null) return;
		const key = `${MAIL_WEEK} ${communityId} ${week}`;
		await requestJob(db, MAIL_WEEK, { communityId, week }, { key, now });
	});
}

/** What a week was beside the one before; null where nobody was here in either. */
// authorize: whoever reads has been asked.
export async function weekFindings(ctx: CommunityContext, week: string): Promise<Findings | null> {
	const span = { from: week, to: dayAfter(week, 6), withStaff: false };
	const timeZone = timeZoneOf(ctx);
	const between = [endOf(dayAfter(week, -7), timeZone), endOf(week, timeZone)] as const;
	const findings = await findingsOf(ctx, span, between);
	const { now, before } = findings.active;
	return now + before === 0 ? null : findings;
}
