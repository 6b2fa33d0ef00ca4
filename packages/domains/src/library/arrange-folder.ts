import { isOneOf } from '@kith/kernel/actor';
import { InvalidError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { sayInOurWords } from './create-folder.ts';
import { loadFolder } from './find-library.ts';
import { branchOf, treeOf } from './folder-tree.ts';
import { folderRows, moveFolderRow, renameFolderRow } from './folders.queries.ts';
import { folderTarget } from './library-target.ts';
import {
	DEEPEST_FOLDER,
	type MoveLibraryFolder,
	type RenameLibraryFolder,
} from './library.schema.ts';

/** Gives a folder another name. Throws `library.folder_exists` for one that lies beside it already. */
export async function renameLibraryFolder(
	ctx: CommunityContext,
	{ folderId, name }: RenameLibraryFolder,
): Promise<void> {
	await ctx
		.transaction(async (tx) => {
			const folder = await loadFolder(ctx, tx, folderId);
			ctx.authorize('update', 'Folder', folder);
			await renameFolderRow(tx.db, folderId, name).execute();
			if (!isOneOf(ctx.actor, [folder.authorId]))
				tx.audit({
					...{ action: 'folders.renamed', target: folderTarget(folder) },
					...{ before: { name: folder.name }, after: { name } },
				});
		})
		.catch(sayInOurWords);
}

/** Puts a folder with all that is in it into another one. Throws `library.into_itself` and `library.too_deep`. */
export async function moveLibraryFolder(
	ctx: CommunityContext,
	{ folderId, toFolderId }: MoveLibraryFolder,
): Promise<void> {
	await ctx
		.transaction(async (tx) => {
			const folder = await loadFolder(ctx, tx, folderId);
			ctx.authorize('update', 'Folder', folder);
			const rows = await folderRows(tx.db, folder.spaceId).execute();
			const target = treeOf(rows).find(({ id }) => id === toFolderId);
			if (toFolderId !== null && !target) throw new NotFoundError('library.folder_not_found');
			const branch = branchOf(rows, folderId);
			if (branch.some(({ id }) => id === toFolderId)) throw new InvalidError('library.into_itself');
			const levels = Math.max(...branch.map(({ depth }) => depth)) - (branch[0]?.depth ?? 0) + 1;
			if ((target?.depth ?? 0) + levels > DEEPEST_FOLDER)
				throw new InvalidError('library.too_deep');
			await moveFolderRow(tx.db, folderId, toFolderId).execute();
			if (!isOneOf(ctx.actor, [folder.authorId]))
				tx.audit({
					...{ action: 'folders.moved', target: folderTarget(folder) },
					...{ before: { folderId: folder.parentId }, after: { folderId: toFolderId } },
				});
		})
		.catch(sayInOurWords);
}
