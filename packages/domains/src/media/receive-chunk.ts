import { memberIdOf } from '@kith/kernel/actor';
import { addSeconds } from '@kith/kernel/clock';
import { ConflictError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import type { CommunityContext } from '../context.ts';
import { partKey } from './blob-keys.ts';
import { finishUpload } from './finish-upload.ts';
import { CHUNK_BYTES, UPLOAD_LIFE_SECONDS, type FileId, type UploadState } from './media.schema.ts';
import { addPart, ownFile } from './uploads.queries.ts';

type Chunk = FileId & { offset: number; bytes: Uint8Array };

/**
 * Takes the next bytes of an upload, and makes a file of it with the last. Throws `media.wrong_offset` with what has
 * arrived so far, `media.too_long`, and as `finishUpload` does.
 */
// authorize: an upload is its owner's alone; to anybody else it is not there.
export async function receiveChunk(
	ctx: CommunityContext,
	{ fileId, offset, bytes }: Chunk,
): Promise<UploadState> {
	const upload = await uploadOf(ctx, fileId);
	const { received } = upload;
	if (upload.state === 'ready' || offset !== received)
		throw new ConflictError('media.wrong_offset', { received });
	const length = bytes.byteLength;
	if (length > CHUNK_BYTES * 2 || offset + length > upload.bytes)
		throw new InvalidError('media.too_long');
	if (length > 0) {
		// A name of its own: of two that come at once one is kept, and the other never lies over it.
		const part = `${String(offset).padStart(10, '0')}-${newId()}`;
		await ctx.services.blobs.put(partKey(upload.storageKey, part), bytes, {
			contentType: 'application/octet-stream',
		});
		const added = await addPart(ctx.db, { id: fileId, offset, length, part }).executeTakeFirst();
		if (!added) throw new ConflictError('media.wrong_offset', { received });
	}
	if (offset + length === upload.bytes) await finishUpload(ctx, fileId);
	return stateOf(upload, offset + length);
}

/** How far one's own upload has come. One that broke off between its last byte and its end is ended now. */
// authorize: an upload is its owner's alone; to anybody else it is not there.
export async function uploadState(ctx: CommunityContext, { fileId }: FileId): Promise<UploadState> {
	const upload = await uploadOf(ctx, fileId);
	const isWhole = upload.received === upload.bytes;
	if (upload.state === 'uploading' && isWhole) await finishUpload(ctx, fileId);
	return stateOf(upload, upload.state === 'ready' ? upload.bytes : upload.received);
}

// authorize: an upload is its owner's alone; to anybody else it is not there.
async function uploadOf(ctx: CommunityContext, fileId: string) {
	const ownerId = memberIdOf(ctx.actor);
	const upload = ownerId && (await ownFile(ctx.db, fileId, ownerId).executeTakeFirst());
	if (!upload) throw new NotFoundError('media.not_found');
	if (upload.state === 'uploading' && expiry(upload) < ctx.clock.now())
		throw new NotFoundError('media.not_found');
	return upload;
}

const expiry = ({ createdAt }: { createdAt: Date }): Date =>
	addSeconds(createdAt, UPLOAD_LIFE_SECONDS);

const stateOf = (
	upload: { id: string; bytes: number; createdAt: Date },
	received: number,
): UploadState => ({
	...{ fileId: upload.id, received, bytes: Math.max(upload.bytes, received) },
	expiresAt: expiry(upload),
});
