import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { buildAbility, isAllowed } from '../permissions/ability.ts';
import { grantsOf } from '../permissions/grants.ts';
import type { ByteRange, StoredBlob } from '../ports.ts';
import { blobKey } from './blob-keys.ts';
import { isPlayable } from './file-kinds.ts';
import { mediaPolicy } from './media.policy.ts';
import { fileById } from './media.queries.ts';
import type { FileRef, FileVariant } from './media.schema.ts';

export type OpenedFile = StoredBlob & {
	/** Whether visitors may see it too: shared caches may keep it then. */
	isPublic: boolean;
	name: string;
	/** Whether a browser may show it in place; everything else is to be saved. */
	isInline: boolean;
};
type Row = { purpose: string; kind: string; mime: string; name: string; hasPoster: boolean };

/**
 * A file for the actor, whole or in part. Throws `media.not_found` alike for unknown, foreign and forbidden ones, and
 * for what nothing that is still there shows.
 */
// authorize: asked of the row; a refusal looks like a missing file.
export async function openFile(
	ctx: CommunityContext,
	{ fileId, variant }: FileRef,
	range?: ByteRange,
): Promise<OpenedFile> {
	const file = await fileById(ctx.db, fileId).executeTakeFirst();
	if (!file || !isAllowed(ctx.ability, 'read', 'File', file))
		throw new NotFoundError('media.not_found');
	const kept = keptVariant(file, variant);
	const blob = kept && (await ctx.services.blobs.get(blobKey(file.storageKey, kept), range));
	if (!blob) throw new NotFoundError('media.not_found');
	const visitor = buildAbility([mediaPolicy], grantsOf(ctx.snapshot, null));
	// What turned private an hour ago must not lie in caches that nobody can empty; a logo stands on the join page.
	const isOpen = file.purpose === 'brand' || ctx.snapshot.access.visibility === 'public';
	const isPublic = isOpen && isAllowed(visitor, 'read', 'File', file);
	return { ...blob, ...shownAs(file, variant), name: file.name, isPublic };
}

/** The blob that answers for a variant, or null when there is none. */
function keptVariant(file: Row, variant: FileVariant): FileVariant | null {
	if (file.kind !== 'picture') {
		if (variant === 'poster') return file.hasPoster ? 'poster' : null;
		return variant === 'original' ? 'original' : null;
	}
	if (variant === 'poster') return null;
	// Logos are kept in one size, and of pictures what was sent is not kept at all.
	return file.purpose === 'brand' || variant === 'original' ? 'full' : variant;
}

function shownAs({ kind, mime }: Row, variant: FileVariant) {
	if (kind === 'picture' || variant === 'poster')
		return { contentType: 'image/webp', isInline: variant !== 'original' };
	const isInline = isPlayable(mime) !== null;
	return { contentType: isInline ? mime : 'application/octet-stream', isInline };
}
