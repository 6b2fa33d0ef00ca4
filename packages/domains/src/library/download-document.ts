import { memberIdOf } from '@kith/kernel/actor';
import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { countDownload, documentById } from './documents.queries.ts';
import type { Download, DownloadDocument } from './library.schema.ts';
import { versionRow } from './versions.queries.ts';

/**
 * Says which file a document's bytes are in and counts the member, once a day whatever the version. Visitors are not
 * counted: nobody can tell one who comes twice from two.
 */
export async function downloadDocument(
	ctx: CommunityContext,
	{ documentId, number }: DownloadDocument,
): Promise<Download> {
	ctx.authorize('enter', 'Community');
	const document = await documentById(ctx.db, documentId).executeTakeFirst();
	if (!document || !isAllowed(ctx.ability, 'read', 'Document', document))
		throw new NotFoundError('library.document_not_found');
	const version = await versionRow(
		ctx.db,
		documentId,
		number ?? document.number,
	).executeTakeFirst();
	if (!version) throw new NotFoundError('library.version_not_found');
	const memberId = memberIdOf(ctx.actor);
	const day = ctx.clock.now().toISOString().slice(0, 10);
	if (memberId) await countDownload(ctx.db, { documentId, memberId, day }).execute();
	return { fileId: version.fileId };
}
