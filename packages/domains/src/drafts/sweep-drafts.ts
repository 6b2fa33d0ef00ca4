import { requestJob } from '@kith/db/jobs';
import { addSeconds } from '@kith/kernel/clock';
import type { Services } from '../context.ts';
import { communityIdsAfter, deleteDraftsBefore } from './drafts.queries.ts';
import { DRAFT_LIMITS } from './drafts.schema.ts';

const PAGE = 200;
const BATCH = 500;
const DAY_SECONDS = 86_400;

/** Queues a sweep for every community. */
export async function sweepDraftsEverywhere(services: Services): Promise<void> {
	for (let after: string | undefined = ''; after !== undefined;) {
		const page = await communityIdsAfter(services.platform, after, PAGE).execute();
		for (const { id: communityId } of page)
			await requestJob(
				services.platform,
				'sweep-community-drafts',
				{ communityId },
				{ key: `sweep-community-drafts:${communityId}`, now: services.clock.now() },
			);
		after = page.length < PAGE ? undefined : page.at(-1)?.id;
	}
}

/** Deletes a community's drafts that nobody has touched for half a year. */
export async function sweepDrafts(services: Services, communityId: string): Promise<void> {
	const community = await services.directory.byId(communityId);
	if (!community) return;
	const db = services.communityDb(community);
	const before = addSeconds(services.clock.now(), -DRAFT_LIMITS.keptDays * DAY_SECONDS);
	for (let swept = BATCH; swept === BATCH;)
		swept = (await deleteDraftsBefore(db, before, BATCH).execute()).length;
}
