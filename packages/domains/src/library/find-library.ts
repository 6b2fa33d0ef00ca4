import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { documentById } from './documents.queries.ts';
import { folderById, lockLibrary } from './folders.queries.ts';

/** Throws `spaces.not_found` for a space whose library the actor cannot read; whether there is none is not told. */
export function requireLibrary(ctx: CommunityContext, spaceId: string): void {
	ctx.authorize('enter', 'Community');
	if (!ctx.grants.spaces.libraries.includes(spaceId)) throw new NotFoundError('spaces.not_found');
}

/** A document that the actor may read, locked. Throws `library.document_not_found` alike for all others. */
export async function loadDocument(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	documentId: string,
) {
	ctx.authorize('enter', 'Community');
	const document = await documentById(tx.db, documentId).forUpdate().executeTakeFirst();
	if (!document || !isAllowed(ctx.ability, 'read', 'Document', document))
		throw new NotFoundError('library.document_not_found');
	return document;
}

/** A folder that the actor may see, its library held. Throws `library.folder_not_found` alike for all others. */
export async function loadFolder(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	folderId: string,
) {
	ctx.authorize('enter', 'Community');
	const seen = await folderById(tx.db, folderId).executeTakeFirst();
	if (!seen || !ctx.grants.spaces.libraries.includes(seen.spaceId))
		throw new NotFoundError('library.folder_not_found');
	await lockLibrary(tx.db, seen.spaceId).execute();
	// Once more behind the lock: somebody may have moved or deleted it while this waited.
	const folder = await folderById(tx.db, folderId).executeTakeFirst();
	if (!folder) throw new NotFoundError('library.folder_not_found');
	return folder;
}

/** Throws `library.folder_not_found` unless the folder is one of the space's; null is its top. */
export async function requireFolder(
	tx: CommunityTransaction,
	spaceId: string,
	folderId: string | null,
): Promise<void> {
	if (folderId === null) return;
	const folder = await folderById(tx.db, folderId).executeTakeFirst();
	if (folder?.spaceId !== spaceId) throw new NotFoundError('library.folder_not_found');
}
