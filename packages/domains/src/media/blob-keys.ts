import type { FileVariant } from './media.schema.ts';

/** Where a file's blobs lie: the community comes first, so that one prefix holds all of it. */
export function storageKeyOf(communityId: string, fileId: string): string {
	return `${communityId}/files/${fileId}`;
}

/** A drawn icon of a community. */
export function iconKeyOf(communityId: string, name: string): string {
	return `${communityId}/icons/${name}.png`;
}

/** The blob of one variant of the file at `storageKey`. */
export function blobKey(storageKey: string, variant: FileVariant): string {
	return variant === 'original' ? `${storageKey}/original` : `${storageKey}/${variant}.webp`;
}

/** The blob of a variant's twin in AVIF. */
export function avifKey(storageKey: string, variant: FileVariant): string {
	return `${storageKey}/${variant}.avif`;
}

/** The blob of one chunk of an upload. */
export function partKey(storageKey: string, part: string): string {
	return `${storageKey}/parts/${part}`;
}

/** The address that serves a file on a community's origin. */
export function fileUrl(origin: string, fileId: string, variant: FileVariant): string {
	return `${origin}/files/${fileId}/${variant}`;
}
