import * as z from 'zod';

export const MAX_UPLOAD_BYTES = 12 * 1024 * 1024;
export const UPLOADS_PER_HOUR = 60;
/** Files of any kind come in chunks of this size; a connection that drops loses at most one. */
export const CHUNK_BYTES = 4 * 1024 * 1024;
export const UPLOADS_AT_ONCE = 10;
export const UPLOAD_LIFE_SECONDS = 86_400;

/** What a member's picture is uploaded for. */
export const PicturePurpose = z.enum(['post', 'avatar']);
export type PicturePurpose = z.infer<typeof PicturePurpose>;

export const PictureVariant = z.enum(['full', 'medium', 'thumb']);
export type PictureVariant = z.infer<typeof PictureVariant>;

/** Pictures come in three sizes; everything else as it is, films with a poster. */
export const FileVariant = z.enum([...PictureVariant.options, 'original', 'poster']);
export type FileVariant = z.infer<typeof FileVariant>;

export const FileRef = z.strictObject({ fileId: z.uuid(), variant: FileVariant });
export type FileRef = z.infer<typeof FileRef>;

export const FileId = z.strictObject({ fileId: z.uuid() });
export type FileId = z.infer<typeof FileId>;

/** How large an icon for home screens is, in pixels. */
export const IconSize = z.union([z.literal(180), z.literal(192), z.literal(512)]);
export type IconSize = z.infer<typeof IconSize>;

/** A picture just taken in; bound to a post, profile or look within a day, or deleted. */
export const UploadedFile = z.strictObject({ fileId: z.uuid(), width: z.int(), height: z.int() });
export type UploadedFile = z.infer<typeof UploadedFile>;

export const BeginUpload = z.strictObject({
	name: z.string().max(500),
	bytes: z.int().positive(),
});
export type BeginUpload = z.infer<typeof BeginUpload>;

/** How far an upload has come. */
export type UploadState = { fileId: string; bytes: number; received: number; expiresAt: Date };

export const FileKind = z.enum(['picture', 'video', 'audio', 'file']);
export type FileKind = z.infer<typeof FileKind>;

/** A file of one's own that has arrived as a whole. */
export const FileFacts = z.strictObject({
	fileId: z.uuid(),
	kind: FileKind,
	name: z.string(),
	mime: z.string(),
	bytes: z.int(),
	/** Of pictures, and of films with a poster or once they are probed; else 0. */
	width: z.int(),
	height: z.int(),
	/** Of films, once they are probed. */
	durationMs: z.int().nullable(),
});
export type FileFacts = z.infer<typeof FileFacts>;

const GIGABYTE = 1024 ** 3;
/** Far above what anybody needs, far below what numbers hold. */
const MOST_BYTES = 100_000 * GIGABYTE;

/** How much may be kept. */
export const StorageLimits = z.strictObject({
	/** Of one file; the database counts to two thousand million. */
	fileBytes: z
		.int()
		.min(1024 * 1024)
		.max(2_000_000_000),
	memberBytes: z
		.int()
		.min(1024 * 1024)
		.max(MOST_BYTES),
	communityBytes: z
		.int()
		.min(1024 * 1024)
		.max(MOST_BYTES),
});
export type StorageLimits = z.infer<typeof StorageLimits>;

export const DEFAULT_STORAGE: StorageLimits = {
	fileBytes: GIGABYTE / 2,
	memberBytes: 2 * GIGABYTE,
	communityBytes: 50 * GIGABYTE,
};

/** What is kept, by whom, and what may be. */
export const StorageReport = z.strictObject({
	limits: StorageLimits,
	bytes: z.int(),
	files: z.int(),
	largestMembers: z.array(
		z.strictObject({ id: z.uuid(), name: z.string(), handle: z.string(), bytes: z.int() }),
	),
	largestFiles: z.array(
		z.strictObject({
			id: z.uuid(),
			name: z.string(),
			kind: FileKind,
			bytes: z.int(),
			owner: z.string().nullable(),
			createdAt: z.date(),
		}),
	),
});
export type StorageReport = z.infer<typeof StorageReport>;
