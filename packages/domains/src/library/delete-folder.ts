import { ConflictError, ForbiddenError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { recountDocuments } from '../tags/index.ts';
import { askForPurge } from './delete-document.ts';
import { loadFolder } from './find-library.ts';
import { branchOf } from './folder-tree.ts';
import { deleteDocumentsIn, deleteFolderRow, folderRows } from './folders.queries.ts';
import { folderTarget } from './library-target.ts';
import type { DeleteLibraryFolder, DocumentsGone } from './library.schema.ts';

/**
 * Deletes a folder with all folders and documents in it; the documents can be brought back for seven days. Throws
 * `library.changed_meanwhile` when they are not as many as one was told, and `library.others_inside` for a folder with
 * somebody else's things, unless the actor keeps order here.
 */
export async function deleteLibraryFolder(
	ctx: CommunityContext,
	{ folderId, documents }: DeleteLibraryFolder,
): Promise<DocumentsGone> {
	return ctx.transaction(async (tx) => {
		const folder = await loadFolder(ctx, tx, folderId);
		ctx.authorize('delete', 'Folder', folder);
		const { spaceId } = folder;
		const branch = branchOf(await folderRows(tx.db, spaceId).execute(), folderId);
		const deletedBy = ctx.grants.memberId;
		const gone = await deleteDocumentsIn(
			tx.db,
			branch.map(({ id }) => id),
			{ deletedAt: ctx.clock.now(), deletedBy },
		).execute();
		const isOwn = [...branch, ...gone].every(({ authorId }) => authorId === deletedBy);
		if (!isOwn && !isAllowed(ctx.ability, 'moderate', 'Folder', folder))
			throw new ForbiddenError('library.others_inside');
		if (gone.length !== documents) throw new ConflictError('library.changed_meanwhile');
		await deleteFolderRow(tx.db, folderId).execute();
		const ids = gone.map(({ id }) => id);
		if (gone.length > 0) await recountDocuments(tx.db, ids, -1).execute();
		if (gone.length > 0) await askForPurge(ctx, tx);
		if (!isOwn)
			tx.audit({
				...{ action: 'folders.deleted', target: folderTarget(folder) },
				before: { name: folder.name, documents },
			});
		await tx.emit('library.folder_deleted', { folderId, spaceId, documents });
		return { documents };
	});
}
