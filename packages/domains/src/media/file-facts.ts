import type { CommunityDb } from '@kith/db/handles';
import { memberIdOf } from '@kith/kernel/actor';
import { ConflictError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { blobKey } from './blob-keys.ts';
import { askToDress } from './dress-pictures.ts';
import { FileKind, type FileFacts, type FileId } from './media.schema.ts';
import { hintOf } from './picture-hint.ts';
import { srcsetOf } from './sizes.schema.ts';
import { ownFile, setPoster, shapeRows } from './uploads.queries.ts';

/** What became of one's own upload. Throws `media.not_there_yet` while bytes are missing. */
// authorize: an upload is its owner's alone; to anybody else it is not there.
export async function fileFacts(ctx: CommunityContext, { fileId }: FileId): Promise<FileFacts> {
	const file = await ownReady(ctx, fileId);
	const { name, mime, bytes, width, height, durationMs } = file;
	const kind = FileKind.parse(file.kind);
	return { fileId, kind, name, mime, bytes, width, height, durationMs };
}

/** How a film or a picture is to be shown: what is known of it before a byte of it is loaded. */
export type Shape = {
	width?: number;
	height?: number;
	hasPoster?: boolean;
	durationMs?: number;
	/** Of pictures and posters: see `hintOf`. */
	hint?: string;
	/** Of pictures, so that no page has to work it out in the browser: see `srcsetOf`. */
	srcset?: string;
};

/** How these films and pictures are to be shown, by their ids; no statement without any. */
export async function shapesOf(
	db: CommunityDb,
	fileIds: readonly string[],
): Promise<Map<string, Shape>> {
	if (fileIds.length === 0) return new Map();
	const rows = await shapeRows(db, fileIds).execute();
	return new Map(rows.map((row) => [row.id, shapeOf(row)]));
}

type ShapeRow = Awaited<ReturnType<ReturnType<typeof shapeRows>['execute']>>[number];

function shapeOf({ id, kind, width, height, hasPoster, durationMs, thumbhash }: ShapeRow): Shape {
	const size = width > 0 && { width, height };
	const hint = hintOf(thumbhash);
	const drawn = { ...size, ...(hint && { hint }) };
	if (kind === 'video') return { hasPoster, ...drawn, ...(durationMs && { durationMs }) };
	return { ...drawn, srcset: srcsetOf({ fileId: id, width, height }) };
}

/** Gives one's own film the picture that stands for it until it plays. */
// authorize: an upload is its owner's alone; to anybody else it is not there.
export async function addPoster(
	ctx: CommunityContext,
	{ fileId, bytes }: FileId & { bytes: Uint8Array },
): Promise<FileFacts> {
	const file = await ownReady(ctx, fileId);
	if (file.kind !== 'video') throw new InvalidError('media.no_film');
	const { width, height, variants } = await ctx.services.readImage(bytes);
	const medium = variants.find(({ name }) => name === 'medium');
	if (medium)
		await ctx.services.blobs.put(blobKey(file.storageKey, 'poster'), medium.bytes, {
			contentType: 'image/webp',
		});
	await setPoster(ctx.db, fileId, { width, height }).execute();
	await askToDress(ctx.db, ctx.community.id, ctx.clock.now());
	return fileFacts(ctx, { fileId });
}

// authorize: a file that nothing shows is its owner's alone; to anybody else it is not there.
async function ownReady(ctx: CommunityContext, fileId: string) {
	const ownerId = memberIdOf(ctx.actor);
	const file = ownerId && (await ownFile(ctx.db, fileId, ownerId).executeTakeFirst());
	if (!file) throw new NotFoundError('media.not_found');
	if (file.state !== 'ready') throw new ConflictError('media.not_there_yet');
	return file;
}
