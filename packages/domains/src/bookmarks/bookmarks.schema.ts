import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import { PostCard } from '../posts/posts.schema.ts';

export const MOST_FOLDERS = 50;
export const MOST_BOOKMARKS = 2000;

export const FolderName = z.string().trim().min(1).max(60);

export const SaveBookmark = z.strictObject({
	postId: z.uuid(),
	/** Left out: as it was. */
	folderId: z.uuid().nullish(),
	note: z.string().trim().max(500).optional(),
	/** When to be reminded by mail; null for never. */
	remindAt: z.date().nullish(),
});
export type SaveBookmark = z.infer<typeof SaveBookmark>;

export const BookmarkRef = z.strictObject({ postId: z.uuid() });
export type BookmarkRef = z.infer<typeof BookmarkRef>;

export const ListBookmarks = PageInput.extend({ folderId: z.uuid().optional() });
export type ListBookmarks = z.infer<typeof ListBookmarks>;

export const CreateFolder = z.strictObject({ name: FolderName });
export type CreateFolder = z.infer<typeof CreateFolder>;

export const FolderRef = z.strictObject({ folderId: z.uuid() });
export type FolderRef = z.infer<typeof FolderRef>;

export const RenameFolder = FolderRef.extend({ name: FolderName });
export type RenameFolder = z.infer<typeof RenameFolder>;

/** A saved post; without its card when the post is gone, or no longer for these eyes. */
export const Bookmark = z.strictObject({
	postId: z.uuid(),
	folderId: z.uuid().nullable(),
	note: z.string(),
	remindAt: z.date().nullable(),
	createdAt: z.date(),
	post: PostCard.nullable(),
});
export type Bookmark = z.infer<typeof Bookmark>;

export const Folder = z.strictObject({ id: z.uuid(), name: z.string(), count: z.int() });
export type Folder = z.infer<typeof Folder>;

/** What the job that reminds is given; another date meanwhile makes it another reminder. */
export const Reminder = z.strictObject({
	communityId: z.string(),
	memberId: z.uuid(),
	postId: z.uuid(),
	at: z.iso.datetime(),
});
export type Reminder = z.infer<typeof Reminder>;
