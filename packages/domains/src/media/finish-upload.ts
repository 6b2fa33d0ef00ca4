import { Readable } from 'node:stream';
import { requestJob } from '@kith/db/jobs';
import { memberIdOf } from '@kith/kernel/actor';
import { AppError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { blobKey, partKey } from './blob-keys.ts';
import { dropUpload } from './cancel-upload.ts';
import { deleteBelow } from './delete-blobs.ts';
import { askToDress } from './dress-pictures.ts';
import { isPlayable, isReadablePicture } from './file-kinds.ts';
import { MAX_UPLOAD_BYTES } from './media.schema.ts';
import { releaseStorage } from './storage.ts';
import { finishFile, ownFile } from './uploads.queries.ts';

type Upload = NonNullable<Awaited<ReturnType<typeof loadUpload>>>;
type Arrived = Parameters<typeof finishFile>[2];

const HEAD_BYTES = 64 * 1024;

/**
 * Makes a file of an upload whose bytes are all here. Its first bytes say what it is: pictures are written anew, all
 * else is kept as it came. Throws `media.picture_refused` for pictures that cannot be written anew, and drops them.
 */
// authorize: asked of the upload by the verbs that call this.
export async function finishUpload(ctx: CommunityContext, fileId: string): Promise<void> {
	const upload = await loadUpload(ctx, fileId);
	if (!upload) throw new NotFoundError('media.not_found');
	if (upload.state === 'ready') return;
	const arrived = await keep(ctx, upload).catch(async (error: unknown) => {
		if (error instanceof AppError && error.kind === 'invalid') await dropUpload(ctx, upload);
		throw error;
	});
	await ctx.transaction(async (tx) => {
		const finished = await finishFile(tx.db, upload.id, arrived).executeTakeFirst();
		if (!finished) return;
		if (arrived.kind === 'video') await askForProbe(ctx, tx, upload.id);
		if (arrived.kind === 'picture') await askToDress(tx.db, ctx.community.id, ctx.clock.now());
		const saved = upload.bytes - arrived.bytes;
		if (saved !== 0) await releaseStorage(tx.db, [{ ownerId: upload.ownerId, bytes: saved }], 0);
	});
	await deleteBelow(ctx.services.blobs, `${upload.storageKey}/parts/`);
}

// authorize: asked of the upload by the verbs that call this.
async function askForProbe(ctx: CommunityContext, tx: CommunityTransaction, fileId: string) {
	const communityId = ctx.community.id;
	await requestJob(
		tx.db,
		'probe-film',
		{ communityId, fileId },
		{ key: `probe-film:${communityId}:${fileId}`, now: ctx.clock.now() },
	);
}

function loadUpload(ctx: CommunityContext, fileId: string) {
	return ownFile(ctx.db, fileId, memberIdOf(ctx.actor) ?? fileId).executeTakeFirst();
}

async function keep(ctx: CommunityContext, upload: Upload): Promise<Arrived> {
	const type = await ctx.services.fileTypeOf(await headOf(ctx, upload));
	if (type?.startsWith('image/')) return keepPicture(ctx, upload, type);
	const { name, bytes, storageKey } = upload;
	const mime = type ?? 'application/octet-stream';
	await ctx.services.blobs.put(blobKey(storageKey, 'original'), bytesOf(ctx, upload), {
		contentType: 'application/octet-stream',
	});
	return { ...{ name, bytes, mime, width: 0, height: 0 }, kind: isPlayable(mime) ?? 'file' };
}

async function keepPicture(ctx: CommunityContext, upload: Upload, type: string): Promise<Arrived> {
	if (!isReadablePicture(type) || upload.bytes > MAX_UPLOAD_BYTES)
		throw new InvalidError('media.picture_refused');
	const whole = await new Response(bytesOf(ctx, upload)).bytes();
	const { variants, thumbhash } = await ctx.services.readImage(whole);
	for (const { name, bytes } of variants)
		await ctx.services.blobs.put(blobKey(upload.storageKey, name), bytes, {
			contentType: 'image/webp',
		});
	return {
		...{ kind: 'picture', mime: 'image/webp' },
		name: `${upload.name.replace(/\.[^.]{1,10}$/, '').slice(0, 195)}.webp`,
		bytes: variants.reduce((sum, { bytes }) => sum + bytes.byteLength, 0),
		width: variants[0]?.width ?? 0,
		height: variants[0]?.height ?? 0,
		thumbhash: Buffer.from(thumbhash),
	};
}

async function headOf(ctx: CommunityContext, upload: Upload): Promise<Uint8Array> {
	const [first = ''] = upload.parts;
	const range = { start: 0, end: HEAD_BYTES - 1 };
	const blob = await ctx.services.blobs.get(partKey(upload.storageKey, first), range);
	return new Response(blob?.body).bytes();
}

/** The chunks one after the other: at no time is a whole file in memory. */
function bytesOf({ services }: CommunityContext, upload: Upload): ReadableStream<Uint8Array> {
	const chunks = (async function* () {
		for (const part of upload.parts) {
			const blob = await services.blobs.get(partKey(upload.storageKey, part));
			if (!blob) throw new NotFoundError('media.not_found');
			yield* blob.body;
		}
	})();
	return Readable.toWeb(Readable.from(chunks, { objectMode: false })) as ReadableStream<Uint8Array>;
}
