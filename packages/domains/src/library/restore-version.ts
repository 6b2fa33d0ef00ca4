import { isOneOf, selfOf } from '@kith/kernel/actor';
import { ConflictError, LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { wordsOfDocument } from './document-words.ts';
import { changeDocument } from './documents.queries.ts';
import { loadDocument } from './find-library.ts';
import { documentTarget } from './library-target.ts';
import { MOST_VERSIONS, type VersionRef } from './library.schema.ts';
import { insertVersion, versionRow } from './versions.queries.ts';

/**
 * Lets an earlier version's file hold again, as a new version: what came between stays. Takes no further room.
 * Throws `library.version_not_found`, and `library.holds_already` for the one that holds.
 */
export async function restoreVersion(
	ctx: CommunityContext,
	{ documentId, number: restoredFrom }: VersionRef,
): Promise<VersionRef> {
	return ctx.transaction(async (tx) => {
		const document = await loadDocument(ctx, tx, documentId);
		ctx.authorize('update', 'Document', document);
		const memberId = selfOf(ctx.actor);
		const earlier = await versionRow(tx.db, documentId, restoredFrom).executeTakeFirst();
		if (!earlier) throw new NotFoundError('library.version_not_found');
		if (restoredFrom === document.number) throw new ConflictError('library.holds_already');
		if (document.number >= MOST_VERSIONS) throw new LimitReachedError('library.too_many_versions');
		const createdAt = ctx.clock.now();
		const number = document.number + 1;
		const { fileId, fileName } = earlier;
		const { spaceId, title, description, tagIds } = document;
		await insertVersion(tx.db, {
			...{ documentId, number, fileId, memberId, restoredFrom, createdAt },
		}).execute();
		const by = { db: tx.db, locale: ctx.community.locale, authorId: document.authorId };
		const words = await wordsOfDocument(by, { title, description, fileName, fileId, tagIds });
		const change = { number, fileName, updatedAt: createdAt, ...words };
		await changeDocument(tx.db, documentId, change).execute();
		if (!isOneOf(ctx.actor, [document.authorId]))
			tx.audit({
				...{ action: 'documents.updated', target: documentTarget(document) },
				...{ before: { version: document.number }, after: { version: number, restoredFrom } },
			});
		await tx.emit('library.version_added', { documentId, spaceId, number });
		return { documentId, number };
	});
}
