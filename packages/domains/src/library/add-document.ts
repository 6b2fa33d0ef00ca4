import { selfOf } from '@kith/kernel/actor';
import { ConflictError, LimitReachedError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { bindDocumentFile } from '../media/index.ts';
import { tagDocument } from '../tags/index.ts';
import { wordsOfDocument } from './document-words.ts';
import { documentById, documentTotal, insertDocument } from './documents.queries.ts';
import { requireFolder, requireLibrary } from './find-library.ts';
import { lockLibrary } from './folders.queries.ts';
import { MOST_DOCUMENTS, type AddDocument, type DocumentRef } from './library.schema.ts';
import { insertVersion } from './versions.queries.ts';

/**
 * Puts an upload of one's own into a space's library. A retry with the same id finds it done and changes nothing.
 * Throws `library.id_taken` when that is another member's document, `library.full` above 5,000 documents,
 * `media.foreign_picture` for what is no upload of the actor's, and what `tagDocument` throws.
 */
export async function addDocument(ctx: CommunityContext, input: AddDocument): Promise<DocumentRef> {
	const { id, spaceId, folderId, fileId, description = '' } = input;
	requireLibrary(ctx, spaceId);
	ctx.authorize('create', 'Document', { spaceId });
	const authorId = selfOf(ctx.actor);
	return ctx.transaction(async (tx) => {
		await lockLibrary(tx.db, spaceId).execute();
		const existing = await documentById(tx.db, id).executeTakeFirst();
		if (existing && existing.authorId !== authorId) throw new ConflictError('library.id_taken');
		if (existing) return { documentId: id };
		await requireFolder(tx, spaceId, folderId);
		const { count } = await documentTotal(tx.db, spaceId).executeTakeFirstOrThrow();
		if (count >= MOST_DOCUMENTS) throw new LimitReachedError('library.full');
		const createdAt = ctx.clock.now();
		const binding = { fileId, ownerId: authorId, spaceId, documentId: id, now: createdAt };
		const { name: fileName } = await bindDocumentFile(tx.db, binding);
		const words = { title: input.title ?? titleFrom(fileName), fileName, description };
		const tagIds = await tagDocument(ctx, tx, { spaceId, before: [], names: input.tags });
		const by = { db: tx.db, locale: ctx.community.locale, authorId };
		const found = await wordsOfDocument(by, { ...words, fileId, tagIds });
		await insertDocument(tx.db, {
			...{ id, spaceId, folderId, authorId, ...words, ...found, createdAt },
		}).execute();
		await insertVersion(tx.db, {
			...{ documentId: id, number: 1, fileId, memberId: authorId, restoredFrom: null, createdAt },
		}).execute();
		await tx.emit('library.document_added', { documentId: id, spaceId });
		return { documentId: id };
	});
}

/** The name of a file without its ending. */
function titleFrom(fileName: string): string {
	return fileName.replace(/(?<=.)\.[^.\s]{1,10}$/, '').trim() || fileName;
}
