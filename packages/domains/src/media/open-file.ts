import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { buildAbility, isAllowed } from '../permissions/ability.ts';
import { grantsOf } from '../permissions/grants.ts';
import type { ByteRange, StoredBlob } from '../ports.ts';
import { avifKey, blobKey } from './blob-keys.ts';
import { fieldOfFile } from './field-of-file.ts';
import { isPlayable } from './file-kinds.ts';
import { mediaPolicy } from './media.policy.ts';
import { fileById, holderOfFile } from './media.queries.ts';
import type { FileRef, FileVariant } from './media.schema.ts';
import { checkAddress, signAddress, type Signature } from './signed-address.ts';

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
/** A file that the actor may see, and the blob that answers for the variant. */
type Found = Row & { variant: FileVariant; kept: FileVariant; isPublic: boolean };

/**
 * A file for the actor, whole or in part. Throws `media.not_found` alike for unknown, foreign and forbidden ones, and
 * for what nothing that is still there shows.
 */
// authorize: findFile asks.
export async function openFile(
	ctx: CommunityContext,
	ref: FileRef,
	reading: Reading = {},
): Promise<OpenedFile> {
	return open(ctx, await findFile(ctx, ref), reading);
}

/**
 * What is at a file's address. To what visitors may not see, the plain address leads by one that is signed for the actor
 * alone and for a while; at that one, too, it is asked each time whether they may. Throws as `openFile` and
 * `checkAddress` do.
 */
// authorize: findFile asks.
export async function openAddress(
	ctx: CommunityContext,
	ref: FileRef,
	{ signature, ...reading }: Reading & { signature: Signature | null },
): Promise<OpenedFile | { signed: Signature }> {
	if (signature) checkAddress(ctx, ref, signature);
	const file = await findFile(ctx, ref);
	if (file.isPublic || signature) return open(ctx, file, reading);
	const isPlayed = ref.variant === 'original' && isPlayable(file.mime) !== null;
	return { signed: signAddress(ctx, ref, isPlayed ? 'played' : 'shown') };
}

// authorize: asked of the row; a refusal looks like a missing file.
async function findFile(ctx: CommunityContext, { fileId, variant }: FileRef): Promise<Found> {
	const file = await fileById(ctx.db, fileId).executeTakeFirst();
	const kept = file && keptVariant(file, variant);
	if (!kept || !(isAllowed(ctx.ability, 'read', 'File', file) || (await isInShownField(ctx, file))))
		throw new NotFoundError('media.not_found');
	const visitor = buildAbility([mediaPolicy], grantsOf(ctx.snapshot, null));
	// What turned private an hour ago must not lie in caches that nobody can empty; a logo stands on the join page.
	const isOpen = file.purpose === 'brand' || ctx.snapshot.access.visibility === 'public';
	const isPublic = isOpen && isAllowed(visitor, 'read', 'File', file);
	return { ...file, variant, kept, isPublic };
}

/** Whether it lies in a field of a profile that the actor may see. */
// authorize: fieldOfFile asks.
async function isInShownField(
	ctx: CommunityContext,
	{ id, purpose, ownerId }: { id: string; purpose: string; ownerId: string | null },
): Promise<boolean> {
	if (purpose !== 'field' || ownerId === null) return false;
	const holder = await holderOfFile(ctx.db, ownerId).executeTakeFirst();
	return holder !== undefined && fieldOfFile(ctx, holder, id);
}

async function open(
	{ services: { blobs } }: CommunityContext,
	file: Found,
	{ range, knowsAvif = false }: Reading,
): Promise<OpenedFile> {
	const twin = knowsAvif && hasTwin(file) ? avifKey(file.storageKey, file.kept) : null;
	const blob =
		(twin && (await blobs.get(twin, range))) ??
		(await blobs.get(blobKey(file.storageKey, file.kept), range));
	if (!blob) throw new NotFoundError('media.not_found');
	return { ...blob, ...shownAs(file, blob), isPublic: file.isPublic };
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

/** Whether it is shown as AVIF, too: what is saved stays in the form that every program knows. */
function hasTwin({ kind, variant, avif, kept }: Found): boolean {
	const isDrawn = kind === 'picture' ? variant !== 'original' : variant === 'poster';
	return isDrawn && (avif?.includes(kept) ?? false);
}

function shownAs({ kind, mime, name, variant }: Found, blob: StoredBlob) {
	if (blob.contentType === 'image/avif' && (kind === 'picture' || variant === 'poster'))
		return { name: name.replace(/\.webp$/, '.avif'), isInline: true };
	if (kind === 'picture' || variant === 'poster')
		return { name, contentType: 'image/webp', isInline: variant !== 'original' };
	const isInline = isPlayable(mime) !== null;
	return { name, contentType: isInline ? mime : 'application/octet-stream', isInline };
}
