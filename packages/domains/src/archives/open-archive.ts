import { NotFoundError } from '@kith/kernel/errors';
import type { PlatformContext } from '../context.ts';
import type { StoredBlob } from '../ports.ts';
import { archiveById } from './archives.queries.ts';
import { exportKey } from './archive-keys.ts';
import type { ArchiveRef } from './archives.schema.ts';
import { contextOf } from './own-archive.ts';

/** A finished archive, to be saved. Asked anew each time: who lost the right since gets nothing. */
export async function openArchive(
	ctx: PlatformContext,
	{ archiveId }: ArchiveRef,
): Promise<StoredBlob & { name: string }> {
	ctx.authorize();
	const archive = await archiveById(ctx.db, archiveId).executeTakeFirst();
	const isThere = archive?.state === 'done' && archive.expiresAt > ctx.clock.now();
	if (!isThere || archive.kind !== 'export' || !archive.communityId)
		throw new NotFoundError('archives.not_found');
	const here = await contextOf(ctx, archive.communityId).catch(() => {
		throw new NotFoundError('archives.not_found');
	});
	here.authorize('create', 'Archive');
	const blob = await ctx.services.blobs.get(exportKey(archive.communityId, archiveId));
	if (!blob) throw new NotFoundError('archives.not_found');
	const day = archive.askedAt.toISOString().slice(0, 10);
	return { ...blob, name: `${here.community.slug}-${day}.tar.gz` };
}
