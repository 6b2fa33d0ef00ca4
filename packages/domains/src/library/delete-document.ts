import { isOneOf } from '@kith/kernel/actor';
import { requestJob } from '@kith/db/jobs';
import { addSeconds } from '@kith/kernel/clock';
import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { recountDocuments } from '../tags/index.ts';
import { changeDocument, documentById } from './documents.queries.ts';
import { loadDocument } from './find-library.ts';
import { documentTarget } from './library-target.ts';
import { KEPT_DAYS, type DocumentRef } from './library.schema.ts';
import { rewordDocuments } from './reword-documents.ts';

/** Takes a document out of its library; for seven days it can be brought back, then it is gone. */
export async function deleteDocument(
	ctx: CommunityContext,
	{ documentId }: DocumentRef,
): Promise<void> {
	await ctx.transaction(async (tx) => {
		const document = await loadDocument(ctx, tx, documentId);
		ctx.authorize('delete', 'Document', document);
		const deletedAt = ctx.clock.now();
		const deletedBy = ctx.grants.memberId;
		await changeDocument(tx.db, documentId, { deletedAt, deletedBy }).execute();
		await recountDocuments(tx.db, [documentId], -1).execute();
		await askForPurge(ctx, tx);
		const { spaceId } = document;
		if (!isOneOf(ctx.actor, [document.authorId]))
			tx.audit({ action: 'documents.deleted', target: documentTarget(document) });
		await tx.emit('library.document_deleted', { documentId, spaceId });
	});
}

/** Brings a deleted document back to where it was, or to the top when its folder is gone. */
export async function restoreDocument(
	ctx: CommunityContext,
	{ documentId }: DocumentRef,
): Promise<void> {
	ctx.authorize('enter', 'Community');
	await ctx.transaction(async (tx) => {
		const document = await documentById(tx.db, documentId).forUpdate().executeTakeFirst();
		if (!document?.deletedAt || !isAllowed(ctx.ability, 'delete', 'Document', document))
			throw new NotFoundError('library.document_not_found');
		await changeDocument(tx.db, documentId, { deletedAt: null, deletedBy: null }).execute();
		// A tag may have gone meanwhile, or have another name.
		await rewordDocuments(tx.db, ctx.community.locale, [documentId]);
		await recountDocuments(tx.db, [documentId], 1).execute();
		const { spaceId } = document;
		if (!isOneOf(ctx.actor, [document.authorId]))
			tx.audit({ action: 'documents.restored', target: documentTarget(document) });
		await tx.emit('library.document_restored', { documentId, spaceId });
	});
}

/** Asks for what was deleted now to be gone for good when nobody can bring it back any more. */
// authorize: asked by the verbs that delete.
export async function askForPurge(ctx: CommunityContext, tx: CommunityTransaction): Promise<void> {
	const now = ctx.clock.now();
	const communityId = ctx.community.id;
	const day = now.toISOString().slice(0, 10);
	await requestJob(
		tx.db,
		'purge-documents',
		{ communityId },
		{
			key: `purge-documents:${communityId}:${day}`,
			now,
			runAt: addSeconds(now, KEPT_SECONDS + 60),
		},
	);
}

export const KEPT_SECONDS = KEPT_DAYS * 86_400;
