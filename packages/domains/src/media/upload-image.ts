import { memberIdOf, selfOf } from '@kith/kernel/actor';
import { InvalidError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import type { CommunityContext } from '../context.ts';
import { blobKey, storageKeyOf } from './blob-keys.ts';
import { askToDress } from './dress-pictures.ts';
import { insertFile } from './media.queries.ts';
import { plainName } from './plain-name.ts';
import { reserveStorage } from './storage.ts';
import {
	MAX_UPLOAD_BYTES,
	UPLOADS_PER_HOUR,
	type PicturePurpose,
	type PictureVariant,
	type UploadedFile,
} from './media.schema.ts';

type Upload = { bytes: Uint8Array; name: string };
type Picture = { name: PictureVariant; bytes: Uint8Array };

/**
 * Takes a member's picture in, re-encoded in three sizes. Throws `media.too_large` above 12 MB, `limits.too_many`
 * above 60 an hour, and the image reader's errors for what is no picture.
 */
export async function uploadImage(
	ctx: CommunityContext,
	{ purpose, ...upload }: Upload & { purpose: PicturePurpose },
): Promise<UploadedFile> {
	ctx.authorize('create', 'File');
	const ownerId = selfOf(ctx.actor);
	await checkLimits(ctx, upload, ownerId);
	return keepInSizes(ctx, upload, { ownerId, purpose });
}

/** Takes a community's logo in. Limits and errors as of `uploadImage`. */
export async function uploadLogo(ctx: CommunityContext, upload: Upload): Promise<UploadedFile> {
	ctx.authorize('update', 'Community');
	await checkLimits(ctx, upload, 'brand');
	const { full, width, height } = await ctx.services.readLogo(upload.bytes);
	return keep(ctx, upload, {
		...{ ownerId: memberIdOf(ctx.actor), purpose: 'brand', width, height },
		variants: [{ name: 'full', bytes: full }],
	});
}

/** Takes a large picture of the design's in, such as a cover. Limits and errors as of `uploadImage`. */
export async function uploadCover(ctx: CommunityContext, upload: Upload): Promise<UploadedFile> {
	ctx.authorize('update', 'Community');
	await checkLimits(ctx, upload, 'brand');
	const { variants, ...image } = await ctx.services.readImage(upload.bytes);
	const full = variants.find(({ name }) => name === 'full');
	if (!full) throw new InvalidError('images.not_an_image');
	const { width, height } = { ...image, ...full };
	return keep(ctx, upload, {
		...{ ownerId: memberIdOf(ctx.actor), purpose: 'brand', width, height, variants: [full] },
	});
}

/** Takes the cover of a space in, for who may open or change one. Limits and errors as of `uploadImage`. */
export async function uploadSpaceCover(
	ctx: CommunityContext,
	upload: Upload,
): Promise<UploadedFile> {
	if (ctx.grants.where('spaces:manage').length === 0) ctx.authorize('create', 'Space');
	const ownerId = memberIdOf(ctx.actor);
	await checkLimits(ctx, upload, ownerId ?? 'brand');
	return keepInSizes(ctx, upload, { ownerId, purpose: 'space' });
}

/** Keeps a picture in three sizes. */
async function keepInSizes(
	ctx: CommunityContext,
	upload: Upload,
	whose: Pick<Kept, 'ownerId' | 'purpose'>,
): Promise<UploadedFile> {
	const { width, height, variants, thumbhash } = await ctx.services.readImage(upload.bytes);
	const full = variants.find(({ name }) => name === 'full') ?? { width, height };
	return keep(ctx, upload, {
		...{ ...whose, variants, thumbhash, width: full.width, height: full.height },
	});
}

async function checkLimits(ctx: CommunityContext, { bytes }: Upload, who: string): Promise<void> {
	if (bytes.byteLength > MAX_UPLOAD_BYTES) throw new InvalidError('media.too_large');
	await ctx.services.limiter.take(`upload ${ctx.community.id} ${who}`, UPLOADS_PER_HOUR, 3600);
}

type Kept = {
	ownerId: string | null;
	purpose: PicturePurpose | 'brand' | 'link' | 'space';
	width: number;
	height: number;
	variants: readonly Picture[];
	thumbhash?: Uint8Array;
};

/** Keeps a picture that was read already: its row, then its variants. */
// authorize: the verbs that take pictures in have asked.
export async function keep(
	ctx: CommunityContext,
	{ name }: Upload,
	{ variants, thumbhash, ...file }: Kept,
): Promise<UploadedFile> {
	const id = newId();
	const storageKey = storageKeyOf(ctx.community.id, id);
	// The row first: whatever fails after it, the sweep finds the row and deletes the blobs behind it.
	const bytes = variants.reduce((sum, variant) => sum + variant.bytes.byteLength, 0);
	await ctx.transaction(async (tx) => {
		await reserveStorage(ctx, tx.db, { ownerId: file.ownerId, bytes });
		await insertFile(tx.db, {
			...{ id, ...file, name: plainName(name, 'picture'), mime: 'image/webp', storageKey, bytes },
			createdAt: ctx.clock.now(),
			thumbhash: thumbhash ? Buffer.from(thumbhash) : null,
		}).execute();
	});
	for (const variant of variants)
		await ctx.services.blobs.put(blobKey(storageKey, variant.name), variant.bytes, {
			contentType: 'image/webp',
		});
	// Asked for when the files are there: the job would find none, and not come back.
	await askToDress(ctx.db, ctx.community.id, ctx.clock.now());
	return { fileId: id, width: file.width, height: file.height };
}
