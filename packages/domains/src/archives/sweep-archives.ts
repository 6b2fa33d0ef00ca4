import type { Services } from '../context.ts';
import { deleteBelow } from '../media/index.ts';
import { expiredArchives, moveArchive } from './archives.queries.ts';
import { exportKey, importPrefix } from './archive-keys.ts';
import { ARCHIVE_STATES } from './archives.schema.ts';

const BATCH = 100;

/** Deletes the bytes of archives whose time is over: bytes first, so that a broken sweep is resumed. */
export async function sweepArchives({ platform, blobs, clock }: Services): Promise<void> {
	const over = await expiredArchives(platform, clock.now(), BATCH).execute();
	for (const { id, kind, communityId } of over) {
		if (kind === 'import') await deleteBelow(blobs, importPrefix(id));
		else if (communityId) await blobs.delete(exportKey(communityId, id));
		await moveArchive(platform, id, ARCHIVE_STATES, { state: 'expired', parts: [] }).execute();
	}
}
