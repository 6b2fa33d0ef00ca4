import * as z from 'zod';
import { communityProcedure, communityRouter } from '../trpc.ts';
import { createFolder, deleteFolder, renameFolder } from './arrange-folders.ts';
import {
	Bookmark,
	BookmarkRef,
	CreateFolder,
	Folder,
	FolderRef,
	ListBookmarks,
	RenameFolder,
	SaveBookmark,
} from './bookmarks.schema.ts';
import { dropBookmark } from './drop-bookmark.ts';
import { listBookmarks, listFolders } from './read-bookmarks.ts';
import { saveBookmark } from './save-bookmark.ts';

export const bookmarksRouter = communityRouter({
	list: communityProcedure
		.input(ListBookmarks)
		.output(z.strictObject({ items: z.array(Bookmark), nextCursor: z.string().nullable() }))
		.query(({ ctx, input }) => listBookmarks(ctx, input)),
	folders: communityProcedure.output(z.array(Folder)).query(({ ctx }) => listFolders(ctx)),
	save: communityProcedure
		.input(SaveBookmark)
		.output(z.void())
		.mutation(({ ctx, input }) => saveBookmark(ctx, input)),
	drop: communityProcedure
		.input(BookmarkRef)
		.output(z.void())
		.mutation(({ ctx, input }) => dropBookmark(ctx, input)),
	createFolder: communityProcedure
		.input(CreateFolder)
		.output(FolderRef)
		.mutation(({ ctx, input }) => createFolder(ctx, input)),
	renameFolder: communityProcedure
		.input(RenameFolder)
		.output(z.void())
		.mutation(({ ctx, input }) => renameFolder(ctx, input)),
	deleteFolder: communityProcedure
		.input(FolderRef)
		.output(z.void())
		.mutation(({ ctx, input }) => deleteFolder(ctx, input)),
});
