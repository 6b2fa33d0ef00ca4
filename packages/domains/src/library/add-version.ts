import { isOneOf, selfOf } from '@kith/kernel/actor';
import { LimitReachedError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { bindDocumentFile } from '../media/index.ts';
import { wordsOfDocument } from './document-words.ts';
import { changeDocument } from './documents.queries.ts';
import { loadDocument } from './find-library.ts';
import { documentTarget } from './library-target.ts';
import { MOST_VERSIONS, type AddVersion, type VersionRef } from './library.schema.ts';
import { insertVersion, versionOfFile } from './versions.queries.ts';

/**
 * Puts an upload of one's own in the place of a document's file; the file before it stays among its versions. A retry
 * finds it done. Throws `library.too_many_versions` above a hundred.
 */
export async function addVersion(
	ctx: CommunityContext,
	{ documentId, fileId }: AddVersion,
): Promise<VersionRef> {
	return ctx.transaction(async (tx) => {
		const document = await loadDocument(ctx, tx, documentId);
		ctx.authorize('update', 'Document', document);
		const memberId = selfOf(ctx.actor);
		const done = await versionOfFile(tx.db, documentId, fileId).executeTakeFirst();
		if (done) return { documentId, number: done.number };
		if (document.number >= MOST_VERSIONS) throw new LimitReachedError('library.too_many_versions');
		const createdAt = ctx.clock.now();
		const { spaceId, title, description, tagIds } = document;
		const binding = { fileId, ownerId: memberId, spaceId, documentId, now: createdAt };
		const { name: fileName } = await bindDocumentFile(tx.db, binding);
		const number = document.number + 1;
		await insertVersion(tx.db, {
			...{ documentId, number, fileId, memberId, restoredFrom: null, createdAt },
		}).execute();
		const by = { db: tx.db, locale: ctx.community.locale, authorId: document.authorId };
		const words = await wordsOfDocument(by, { title, description, fileName, fileId, tagIds });
		const change = { number, fileName, updatedAt: createdAt, ...words };
		await changeDocument(tx.db, documentId, change).execute();
		if (!isOneOf(ctx.actor, [document.authorId]))
			tx.audit({
				...{ action: 'documents.updated', target: documentTarget(document) },
				...{ before: { version: document.number }, after: { version: number, fileName } },
			});
		await tx.emit('library.version_added', { documentId, spaceId, number });
		return { documentId, number };
	});
}
