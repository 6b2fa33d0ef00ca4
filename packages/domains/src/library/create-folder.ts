import { selfOf } from '@kith/kernel/actor';
import { isUniqueViolation } from '@kith/db/pg-errors';
import { ConflictError, InvalidError, LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { requireLibrary } from './find-library.ts';
import { treeOf } from './folder-tree.ts';
import { folderRows, insertFolder, lockLibrary } from './folders.queries.ts';
import {
	DEEPEST_FOLDER,
	MOST_FOLDERS,
	type CreateLibraryFolder,
	type LibraryFolderRef,
} from './library.schema.ts';

/**
 * Opens a folder in a library or in another folder. A retry with the same id finds it done. Throws
 * `library.folder_exists`, `library.too_deep` below the fourth level and `library.too_many_folders` above 500.
 */
export async function createLibraryFolder(
	ctx: CommunityContext,
	{ id, spaceId, folderId, name }: CreateLibraryFolder,
): Promise<LibraryFolderRef> {
	requireLibrary(ctx, spaceId);
	ctx.authorize('create', 'Folder', { spaceId });
	const authorId = selfOf(ctx.actor);
	await ctx
		.transaction(async (tx) => {
			await lockLibrary(tx.db, spaceId).execute();
			const tree = treeOf(await folderRows(tx.db, spaceId).execute());
			if (tree.some((folder) => folder.id === id)) return;
			const parent = tree.find((folder) => folder.id === folderId);
			if (folderId !== null && !parent) throw new NotFoundError('library.folder_not_found');
			if ((parent?.depth ?? 0) >= DEEPEST_FOLDER) throw new InvalidError('library.too_deep');
			if (tree.length >= MOST_FOLDERS) throw new LimitReachedError('library.too_many_folders');
			const createdAt = ctx.clock.now();
			const folder = { id, spaceId, parentId: folderId, name, authorId, createdAt };
			await insertFolder(tx.db, folder).execute();
		})
		.catch(sayInOurWords);
	return { folderId: id };
}

/** Says a taken name in the domain's words; anything else goes on as it is. */
export function sayInOurWords(error: unknown): never {
	if (isUniqueViolation(error, 'library_folders_name_key'))
		throw new ConflictError('library.folder_exists');
	throw error;
}
