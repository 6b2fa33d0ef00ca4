import { requestJob } from '@kith/db/jobs';
import { addSeconds } from '@kith/kernel/clock';
import type { Services } from '../context.ts';
import { deleteBelow } from './delete-blobs.ts';
import { communityIdsAfter, deleteFiles, unattachedFiles } from './media.queries.ts';
import { releaseStorage } from './storage.ts';

const PAGE = 200;
const BATCH = 20;
const KEPT_SECONDS = 86_400;

/** Queues a sweep for every community. */
export async function sweepEverywhere(services: Services): Promise<void> {
	await everyCommunity(services, (communityId) =>
		requestJob(
			services.platform,
			'sweep-community-files',
			{ communityId },
			{ key: `sweep-community-files:${communityId}`, now: services.clock.now() },
		),
	);
}

/** Does something in every community, a page of them at a time. */
export async function everyCommunity(
	{ platform }: Services,
	ask: (communityId: string) => Promise<void>,
): Promise<void> {
	let after = '';
	for (;;) {
		const page = await communityIdsAfter(platform, after, PAGE).execute();
		for (const { id } of page) await ask(id);
		const last = page.at(-1);
		if (!last || page.length < PAGE) return;
		after = last.id;
	}
}

/** Deletes a community's uploads that nothing has shown for a day: blobs first, so that a broken sweep is resumed. */
export async function sweepFiles(services: Services, communityId: string): Promise<void> {
	const community = await services.directory.byId(communityId);
	if (!community) return;
	const before = addSeconds(services.clock.now(), -KEPT_SECONDS);
	const db = services.communityDb(community);
	for (let swept = BATCH; swept === BATCH;)
		swept = await db.transaction().execute(async (tx) => {
			const files = await unattachedFiles(tx, before, BATCH).execute();
			if (files.length === 0) return 0;
			for (const { storageKey } of files) await deleteBelow(services.blobs, `${storageKey}/`);
			await deleteFiles(
				tx,
				files.map(({ id }) => id),
			).execute();
			await releaseStorage(tx, files);
			return files.length;
		});
}
