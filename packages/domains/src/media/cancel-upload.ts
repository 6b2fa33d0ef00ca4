import { memberIdOf } from '@kith/kernel/actor';
import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { deleteBelow } from './delete-blobs.ts';
import type { FileId } from './media.schema.ts';
import { releaseStorage } from './storage.ts';
import { deleteUpload, ownFile } from './uploads.queries.ts';

/** Stops one's own upload and gives its room back. */
// authorize: an upload is its owner's alone; to anybody else it is not there.
export async function cancelUpload(ctx: CommunityContext, { fileId }: FileId): Promise<void> {
	const ownerId = memberIdOf(ctx.actor);
	const upload = ownerId && (await ownFile(ctx.db, fileId, ownerId).executeTakeFirst());
	if (!upload || upload.state !== 'uploading') throw new NotFoundError('media.not_found');
	await dropUpload(ctx, upload);
}

/** Deletes an upload: its row first, so that a second one counts nothing out twice. */
// authorize: asked of the upload by the verbs that call this.
export async function dropUpload(
	ctx: CommunityContext,
	upload: { id: string; storageKey: string },
): Promise<void> {
	await ctx.transaction(async (tx) => {
		const dropped = await deleteUpload(tx.db, upload.id).executeTakeFirst();
		if (dropped) await releaseStorage(tx.db, [dropped]);
	});
	await deleteBelow(ctx.services.blobs, `${upload.storageKey}/`);
}
