import * as z from 'zod';

export const MAX_UPLOAD_BYTES = 12 * 1024 * 1024;
export const UPLOADS_PER_HOUR = 60;

/** What a member's picture is uploaded for. */
export const PicturePurpose = z.enum(['post', 'avatar']);
export type PicturePurpose = z.infer<typeof PicturePurpose>;

export const FileVariant = z.enum(['full', 'medium', 'thumb']);
export type FileVariant = z.infer<typeof FileVariant>;

export const FileRef = z.strictObject({ fileId: z.uuid(), variant: FileVariant });
export type FileRef = z.infer<typeof FileRef>;

/** A picture just taken in; bound to a post, profile or look within a day, or deleted. */
export const UploadedFile = z.strictObject({ fileId: z.uuid(), width: z.int(), height: z.int() });
export type UploadedFile = z.infer<typeof UploadedFile>;
