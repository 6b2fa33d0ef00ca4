import type { CommunityContext } from '../context.ts';
import { attachLinkPicture } from './media.queries.ts';
import type { UploadedFile } from './media.schema.ts';
import { keep } from './upload-image.ts';

/**
 * Takes in the picture of a page of the web, re-encoded like every other, so that no reader's browser asks a foreign
 * server for it. Throws the image reader's errors for what is no picture.
 */
// authorize: called by a job, for what a member published.
export async function keepLinkPicture(
	ctx: CommunityContext,
	bytes: Uint8Array,
): Promise<UploadedFile> {
	const { width, height, variants, thumbhash } = await ctx.services.readImage(bytes);
	const full = variants.find(({ name }) => name === 'full') ?? { width, height };
	const file = await keep(
		ctx,
		{ bytes, name: 'link' },
		{ ownerId: null, purpose: 'link', variants, thumbhash, width: full.width, height: full.height },
	);
	await attachLinkPicture(ctx.db, file.fileId, ctx.clock.now()).execute();
	return file;
}
