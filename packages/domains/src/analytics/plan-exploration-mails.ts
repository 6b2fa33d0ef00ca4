import { requestJob } from '@kith/db/jobs';
import type { Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { communitiesWith } from '../modules/index.ts';
import { dayAfter, dayOf, startOf, timeZoneOf } from './days.ts';
import { mailedOn, rhythmsOn } from './mail-exploration.ts';

export const MAIL_EXPLORATIONS = 'mail-explorations';
/** The hour, by the community's clock, at which answers go out. */
const HOUR_MS = 7 * 3_600_000;
const PAGE = 200;

/** Asks for the mails of today and tomorrow in every community that has some, each at its own hour; run again, for the same. */
export async function planExplorationMails(services: Services): Promise<void> {
	const today = services.clock.now().toISOString().slice(0, 10);
	// Somewhere it is the day before or the day after.
	if (![-1, 0, 1, 2].some((days) => rhythmsOn(dayAfter(today, days)).length > 0)) return;
	for (let after = ''; ;) {
		const page = await communitiesWith(services.platform, 'analytics', after, PAGE).execute();
		for (const { id } of page) await planIn(services, id);
		after = page.at(-1)?.id ?? '';
		if (page.length < PAGE) return;
	}
}

async function planIn(services: Services, communityId: string): Promise<void> {
	const community = await services.directory.byId(communityId);
	if (!community) return;
	const ctx = await createJobContext(services, community, MAIL_EXPLORATIONS);
	const now = services.clock.now();
	const timeZone = timeZoneOf(ctx);
	const today = dayOf(now, timeZone);
	for (const day of [today, dayAfter(today, 1)]) {
		if ((await mailedOn(ctx, day)).length === 0) continue;
		const runAt = new Date(startOf(day, timeZone).getTime() + HOUR_MS);
		const key = `${MAIL_EXPLORATIONS} ${communityId} ${day}`;
		await requestJob(
			services.platform,
			MAIL_EXPLORATIONS,
			{ communityId, day },
			{ key, now, runAt },
		);
	}
}
