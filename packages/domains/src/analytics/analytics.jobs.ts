import * as z from 'zod';
import type { Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import type { Job } from '../domain.ts';
import { communitiesWith, hasModule } from '../modules/index.ts';
import { pruneDays } from './analytics.queries.ts';
import { dayAfter, dayOf, MEMBER_DAYS_KEPT, timeZoneOf } from './days.ts';
import { healthWeeks } from './health-weeks.ts';
import { ROLL_UP, rollUp } from './roll-up.ts';
import { planExplorationMails } from './plan-exploration-mails.ts';
import { planWeeks, WRITE_WEEK, writeWeek } from './write-week.ts';

const Ref = z.strictObject({ communityId: z.string() });
const PAGE = 200;

const count: Job = {
	async run(services, payload) {
		await tend(services, Ref.parse(payload).communityId);
	},
};

/** Nobody may look for long: once a night everything is counted, and what is too old of single members goes. */
const everywhere: Job = {
	cron: '41 2 * * *',
	async run(services) {
		for (let after = ''; ;) {
			const page = await communitiesWith(services.platform, 'analytics', after, PAGE).execute();
			for (const { id } of page) await tend(services, id);
			after = page.at(-1)?.id ?? '';
			if (page.length < PAGE) return;
		}
	},
};

async function tend(services: Services, communityId: string): Promise<void> {
	const community = await services.directory.byId(communityId);
	if (!community) return;
	const ctx = await createJobContext(services, community, ROLL_UP);
	if (!hasModule(ctx, 'analytics')) return;
	await rollUp(ctx);
	await healthWeeks(ctx);
	const today = dayOf(ctx.clock.now(), timeZoneOf(ctx));
	await pruneDays(ctx.db, dayAfter(today, -MEMBER_DAYS_KEPT)).execute();
}

/** From Sunday morning on Monday comes somewhere; until Tuesday it is over everywhere. */
const weeks: Job = { cron: '9 9,21 * * 0,1', run: planWeeks };

/** The first of a month, or a Monday, comes somewhere within two days. */
const explorationMails: Job = { cron: '23 9,21 * * *', run: planExplorationMails };

export const analyticsJobs = {
	[ROLL_UP]: count,
	'tend-analytics': everywhere,
	'plan-weeks': weeks,
	'plan-exploration-mails': explorationMails,
	[WRITE_WEEK]: { run: writeWeek },
} as const;
