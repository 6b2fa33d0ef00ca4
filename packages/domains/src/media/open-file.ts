import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { buildAbility, isAllowed } from '../permissions/ability.ts';
import { grantsOf } from '../permissions/grants.ts';
import type { StoredBlob } from '../ports.ts';
import { blobKey } from './blob-keys.ts';
import { mediaPolicy } from './media.policy.ts';
import { fileById } from './media.queries.ts';
import type { FileRef } from './media.schema.ts';

export type OpenedFile = StoredBlob & {
	/** Whether visitors may see it too: shared caches may keep it then. */
	isPublic: boolean;
};

/** A file's picture for the actor. Throws `media.not_found` alike for unknown, foreign and forbidden ones. */
// authorize: asked of the row; a refusal looks like a missing file.
export async function openFile(
	ctx: CommunityContext,
	{ fileId, variant }: FileRef,
): Promise<OpenedFile> {
	const file = await fileById(ctx.db, fileId).executeTakeFirst();
	if (!file || !isAllowed(ctx.ability, 'read', 'File', file))
		throw new NotFoundError('media.not_found');
	// Logos are kept in one size.
	const kept = file.purpose === 'brand' ? 'full' : variant;
	const blob = await ctx.services.blobs.get(blobKey(file.storageKey, kept));
	if (!blob) throw new NotFoundError('media.not_found');
	const visitor = buildAbility([mediaPolicy], grantsOf(ctx.snapshot, null));
	// What turned private an hour ago must not lie in caches that nobody can empty; a logo stands on the join page.
	const isOpen = file.purpose === 'brand' || ctx.snapshot.access.visibility === 'public';
	const isPublic = isOpen && isAllowed(visitor, 'read', 'File', file);
	return { body: blob.body, size: blob.size, contentType: file.mime, isPublic };
}
