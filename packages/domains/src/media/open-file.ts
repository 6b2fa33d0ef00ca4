import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { buildAbility, isAllowed } from '../permissions/ability.ts';
import { grantsOf } from '../permissions/grants.ts';
import type { ByteRange, StoredBlob } from '../ports.ts';
import { avifKey, blobKey } from './blob-keys.ts';
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
/** What whoever asks can do with a file. */
export type Reading = { range?: ByteRange | undefined; knowsAvif?: boolean };
type Row = {
	purpose: string;
	kind: string;
	mime: string;
	name: string;
	hasPoster: boolean;
	avif: string[] | null;
	storageKey: string;
};

/**
 * A file for the actor, whole or in part. Throws `media.not_found` alike for unknown, foreign and forbidden ones, and
 * for what nothing that is still there shows.
 */
// authorize: asked of the row; a refusal looks like a missing file.
export async function openFile(
	ctx: CommunityContext,
	{ fileId, variant }: FileRef,
	{ range, knowsAvif = false }: Reading = {},
): Promise<OpenedFile> {
	const file = await fileById(ctx.db, fileId).executeTakeFirst();
	if (!file || !isAllowed(ctx.ability, 'read', 'File', file))
		throw new NotFoundError('media.not_found');
	const twin = knowsAvif ? avifOf(file, variant) : null;
	const kept = keptVariant(file, variant);
	const key = kept && blobKey(file.storageKey, kept);
	const { blobs } = ctx.services;
	const blob = (twin && (await blobs.get(twin, range))) ?? (key && (await blobs.get(key, range)));
	if (!blob) throw new NotFoundError('media.not_found');
	const visitor = buildAbility([mediaPolicy], grantsOf(ctx.snapshot, null));
	// What turned private an hour ago must not lie in caches that nobody can empty; a logo stands on the join page.
	const isOpen = file.purpose === 'brand' || ctx.snapshot.access.visibility === 'public';
	const isPublic = isOpen && isAllowed(visitor, 'read', 'File', file);
	return { ...blob, ...shownAs(file, variant, blob), isPublic };
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

/** The blob of the twin of what `variant` shows, or null: what is saved stays in the form that every program knows. */
function avifOf(file: Row, variant: FileVariant): string | null {
	const kept = keptVariant(file, variant);
	const isShown = file.kind === 'picture' && variant !== 'original';
	return isShown && kept && file.avif?.includes(kept) ? avifKey(file.storageKey, kept) : null;
}

function shownAs({ kind, mime, name }: Row, variant: FileVariant, blob: StoredBlob) {
	if (kind === 'picture' && blob.contentType === 'image/avif')
		return { name: name.replace(/\.webp$/, '.avif'), isInline: true };
	if (kind === 'picture' || variant === 'poster')
		return { name, contentType: 'image/webp', isInline: variant !== 'original' };
	const isInline = isPlayable(mime) !== null;
	return { name, contentType: isInline ? mime : 'application/octet-stream', isInline };
}
