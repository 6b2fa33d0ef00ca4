import { isOneOf } from '@kith/kernel/actor';
import type { CommunityContext } from '../context.ts';
import { changeDocument } from './documents.queries.ts';
import { loadDocument, requireFolder } from './find-library.ts';
import { documentTarget } from './library-target.ts';
import type { MoveDocument } from './library.schema.ts';

/** Puts a document into another folder of its library, or to the top. */
export async function moveDocument(
	ctx: CommunityContext,
	{ documentId, folderId }: MoveDocument,
): Promise<void> {
	await ctx.transaction(async (tx) => {
		const document = await loadDocument(ctx, tx, documentId);
		ctx.authorize('update', 'Document', document);
		await requireFolder(tx, document.spaceId, folderId);
		await changeDocument(tx.db, documentId, { folderId }).execute();
		if (!isOneOf(ctx.actor, [document.authorId]))
			tx.audit({
				...{ action: 'documents.moved', target: documentTarget(document) },
				...{ before: { folderId: document.folderId }, after: { folderId } },
			});
	});
}
