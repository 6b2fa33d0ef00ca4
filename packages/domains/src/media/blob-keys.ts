import type { FileVariant } from './media.schema.ts';

/** Where a file's variants lie: the community comes first, so that one prefix holds all of it. */
export function storageKeyOf(communityId: string, fileId: string): string {
	return `${communityId}/files/${fileId}`;
}

/** The blob of one variant of the file at `storageKey`. */
export function blobKey(storageKey: string, variant: FileVariant): string {
	return `${storageKey}/${variant}.webp`;
}

/** The address that serves a file on a community's origin. */
export function fileUrl(origin: string, fileId: string, variant: FileVariant): string {
	return `${origin}/files/${fileId}/${variant}`;
}
