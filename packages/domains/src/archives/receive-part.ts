import { requestJob } from '@kith/db/jobs';
import { ConflictError, InvalidError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import type { PlatformContext } from '../context.ts';
import { addArchivePart, moveArchive } from './archives.queries.ts';
import { importPartKey } from './archive-keys.ts';
import { ARCHIVE_CHUNK_BYTES, type ArchiveRef } from './archives.schema.ts';
import { importOf } from './own-archive.ts';

type Part = ArchiveRef & { offset: number; bytes: Uint8Array };

/**
 * Takes the next bytes of an archive; with the last it is looked into. Throws `archives.wrong_offset` with what has
 * arrived so far, so that whoever sends goes on from there.
 */
// authorize: importOf asks whether they run the organization.
export async function receivePart(
	ctx: PlatformContext,
	{ archiveId, offset, bytes }: Part,
): Promise<{ received: number }> {
	const { archive } = await importOf(ctx, archiveId);
	const [received, all] = [Number(archive.received), Number(archive.bytes)];
	const isOpen = archive.state === 'uploading' && archive.expiresAt > ctx.clock.now();
	if (!isOpen || offset !== received)
		throw new ConflictError('archives.wrong_offset', { received });
	const length = bytes.byteLength;
	if (length === 0 || length > ARCHIVE_CHUNK_BYTES || offset + length > all)
		throw new InvalidError('archives.too_large');
	const part = `${String(offset).padStart(14, '0')}-${newId()}`;
	await ctx.services.blobs.put(importPartKey(archiveId, part), bytes, {
		contentType: 'application/octet-stream',
	});
	await ctx.transaction(async ({ db }) => {
		const added = await addArchivePart(db, {
			id: archiveId,
			offset,
			length,
			part,
		}).executeTakeFirst();
		if (!added) throw new ConflictError('archives.wrong_offset', { received });
		if (offset + length < all) return;
		await moveArchive(db, archiveId, ['uploading'], { state: 'waiting' }).execute();
		const now = ctx.clock.now();
		await requestJob(
			db,
			'check-archive',
			{ archiveId },
			{ key: `check-archive:${archiveId}`, now },
		);
	});
	await ctx.services.bus.publish({ topic: 'outbox.written', communityId: null, data: {} });
	return { received: offset + length };
}
