import { isOneOf } from '@kith/kernel/actor';
import { ConflictError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { documentVector } from './document-vector.queries.ts';
import { changeDocument } from './documents.queries.ts';
import { loadDocument } from './find-library.ts';
import { documentTarget } from './library-target.ts';
import type { EditDocument } from './library.schema.ts';
import { versionRow } from './versions.queries.ts';

/** Gives a document another title and description. Throws `library.changed_meanwhile`. */
// authorize: loadDocument asks whether it may be read.
export async function editDocument(
	ctx: CommunityContext,
	{ documentId, version, title, description }: EditDocument,
): Promise<void> {
	await ctx.transaction(async (tx) => {
		const document = await loadDocument(ctx, tx, documentId);
		ctx.authorize('update', 'Document', document);
		if (document.version !== version) throw new ConflictError('library.changed_meanwhile');
		const { fileName, number } = document;
		const { fileId } = await versionRow(tx.db, documentId, number).executeTakeFirstOrThrow();
		const words = { title, description, fileName, fileId };
		const by = { db: tx.db, authorId: document.authorId };
		const search = documentVector(ctx.community.locale, words, by);
		await changeDocument(tx.db, documentId, { title, description, search }).execute();
		if (!isOneOf(ctx.actor, [document.authorId]))
			tx.audit({
				...{ action: 'documents.updated', target: documentTarget(document) },
				before: { title: document.title, description: document.description },
				after: { title, description },
			});
	});
}
