import type { CommunityDb } from '@kith/db/handles';
import { addSeconds } from '@kith/kernel/clock';
import type { Services } from '../context.ts';
import { releaseUsesOf } from '../media/index.ts';
import { KEPT_SECONDS } from './delete-document.ts';
import { deleteDocumentRows, expiredDocuments } from './documents.queries.ts';

const BATCH = 50;

/** Removes for good what was deleted in a community's libraries more than seven days ago; the sweep takes its files. */
export async function purgeDocuments(services: Services, communityId: string): Promise<void> {
	const community = await services.directory.byId(communityId);
	if (!community) return;
	const before = addSeconds(services.clock.now(), -KEPT_SECONDS);
	const db = services.communityDb(community);
	for (let purged = BATCH; purged === BATCH;)
		purged = await db.transaction().execute(async (tx) => {
			const rows = await expiredDocuments(tx, before, BATCH).execute();
			await dropDocuments(
				tx,
				rows.map(({ id }) => id),
			);
			return rows.length;
		});
}

/** Deletes documents with all their versions, in the transaction of `db`, and lets their files go. */
export async function dropDocuments(db: CommunityDb, documentIds: readonly string[]) {
	if (documentIds.length === 0) return;
	await releaseUsesOf(db, documentIds);
	await deleteDocumentRows(db, documentIds).execute();
}
