import { selfOf } from '@kith/kernel/actor';
import { isUniqueViolation } from '@kith/db/pg-errors';
import { newId } from '@kith/kernel/ids';
import { ConflictError, LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import {
	deleteFolderRow,
	folderCount,
	insertFolder,
	renameFolderRow,
} from './bookmarks.queries.ts';
import {
	MOST_FOLDERS,
	type CreateFolder,
	type FolderRef,
	type RenameFolder,
} from './bookmarks.schema.ts';

/** Opens a folder for bookmarks. Throws `bookmarks.folder_exists` for a name the actor has already. */
export async function createFolder(
	ctx: CommunityContext,
	{ name }: CreateFolder,
): Promise<FolderRef> {
	ctx.authorize('enter', 'Community');
	const memberId = selfOf(ctx.actor);
	const id = newId();
	const held = await folderCount(ctx.db, memberId).executeTakeFirstOrThrow();
	if (held.count >= MOST_FOLDERS) throw new LimitReachedError('bookmarks.too_many_folders');
	const folder = { id, memberId, name, createdAt: ctx.clock.now() };
	await insertFolder(ctx.db, folder).execute().catch(sayInOurWords);
	return { folderId: id };
}

/** Gives a folder another name. */
export async function renameFolder(ctx: CommunityContext, input: RenameFolder): Promise<void> {
	ctx.authorize('enter', 'Community');
	const renamed = await renameFolderRow(ctx.db, selfOf(ctx.actor), input)
		.executeTakeFirst()
		.catch(sayInOurWords);
	if (!renamed) throw new NotFoundError('bookmarks.folder_not_found');
}

/** Deletes a folder; what lay in it stays saved, without a folder. */
export async function deleteFolder(ctx: CommunityContext, { folderId }: FolderRef): Promise<void> {
	ctx.authorize('enter', 'Community');
	const deleted = await deleteFolderRow(ctx.db, selfOf(ctx.actor), folderId).executeTakeFirst();
	if (!deleted) throw new NotFoundError('bookmarks.folder_not_found');
}

function sayInOurWords(error: unknown): never {
	if (isUniqueViolation(error, 'bookmark_folders_member_id_name_key'))
		throw new ConflictError('bookmarks.folder_exists');
	throw error;
}
