import type { CommunityDb } from '@kith/db/handles';
import { addSeconds } from '@kith/kernel/clock';
import type { Services } from '../context.ts';
import { releaseUsesOf } from '../media/index.ts';
import { recountDocuments } from '../tags/index.ts';
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
			await dropDocuments(tx, rows);
			return rows.length;
		});
}

/** Deletes documents with all their versions, in the transaction of `db`, and lets their files go. */
export async function dropDocuments(
	db: CommunityDb,
	documents: readonly { id: string; deletedAt: Date | null }[],
) {
	if (documents.length === 0) return;
	const documentIds = documents.map(({ id }) => id);
	const shown = documents.filter(({ deletedAt }) => deletedAt === null).map(({ id }) => id);
	if (shown.length > 0) await recountDocuments(db, shown, -1).execute();
	await releaseUsesOf(db, documentIds);
	await deleteDocumentRows(db, documentIds).execute();
}
