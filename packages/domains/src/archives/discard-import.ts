import { ConflictError } from '@kith/kernel/errors';
import type { PlatformContext } from '../context.ts';
import { deleteBelow } from '../media/index.ts';
import { moveArchive } from './archives.queries.ts';
import { importPrefix } from './archive-keys.ts';
import type { ArchiveRef } from './archives.schema.ts';
import { importOf } from './own-archive.ts';

/** Throws an archive away that nothing was made of. Throws `archives.under_way` while it is being read. */
// authorize: importOf asks whether they run the organization.
export async function discardImport(
	ctx: PlatformContext,
	{ archiveId }: ArchiveRef,
): Promise<void> {
	await importOf(ctx, archiveId);
	const from = ['uploading', 'checked', 'failed', 'expired'];
	await ctx.transaction(async ({ db }) => {
		const moved = await moveArchive(db, archiveId, from, {
			...{ state: 'expired', finishedAt: ctx.clock.now(), parts: [] },
		}).executeTakeFirst();
		if (!moved) throw new ConflictError('archives.under_way');
	});
	await deleteBelow(ctx.services.blobs, importPrefix(archiveId));
}
