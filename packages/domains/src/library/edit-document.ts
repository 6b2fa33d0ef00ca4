import { isOneOf } from '@kith/kernel/actor';
import { ConflictError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { tagDocument } from '../tags/index.ts';
import { wordsOfDocument } from './document-words.ts';
import { changeDocument } from './documents.queries.ts';
import { loadDocument } from './find-library.ts';
import { documentTarget } from './library-target.ts';
import type { EditDocument } from './library.schema.ts';
import { versionRow } from './versions.queries.ts';

/**
 * Gives a document another title and description, and where tags are said, those. Throws `library.changed_meanwhile`, and
 * what `tagDocument` throws.
 */
// authorize: loadDocument asks whether it may be read.
export async function editDocument(
	ctx: CommunityContext,
	{ documentId, version, title, description, tags }: EditDocument,
): Promise<void> {
	await ctx.transaction(async (tx) => {
		const document = await loadDocument(ctx, tx, documentId);
		ctx.authorize('update', 'Document', document);
		if (document.version !== version) throw new ConflictError('library.changed_meanwhile');
		const { fileName, number, spaceId, tagIds: before } = document;
		const { fileId } = await versionRow(tx.db, documentId, number).executeTakeFirstOrThrow();
		const tagIds = await tagDocument(ctx, tx, { spaceId, before, names: tags });
		const by = { db: tx.db, locale: ctx.community.locale, authorId: document.authorId };
		const found = await wordsOfDocument(by, { title, description, fileName, fileId, tagIds });
		await changeDocument(tx.db, documentId, { title, description, ...found }).execute();
		if (!isOneOf(ctx.actor, [document.authorId]))
			tx.audit({
				...{ action: 'documents.updated', target: documentTarget(document) },
				before: { title: document.title, description: document.description, tagIds: before },
				after: { title, description, tagIds },
			});
	});
}
