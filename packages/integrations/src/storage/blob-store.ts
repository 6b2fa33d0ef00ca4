import { InvalidError } from '@kith/kernel/errors';

export type BlobFacts = { size: number; contentType: string };
/** Bytes from `start` to `end`, both included; an end behind the last byte means the last byte. */
export type ByteRange = { start: number; end: number };
export type StoredBlob = BlobFacts & {
	/** The bytes asked for; `size` is the whole blob's. Read it to the end or cancel it: it holds a file or a connection open until then. */
	body: ReadableStream<Uint8Array>;
};
export type PutOptions = {
	contentType: string;
	/** Refuse longer bodies with `storage.too_large` and keep what was there before. */
	maxBytes?: number;
};
export type ListOptions = {
	/** 1 to 1,000 entries. */
	limit: number;
	/** Only keys behind this one: the last key of the page before. */
	after?: string;
};

/**
 * Where files live. A key is `<community id>/<segment>/…`; every method throws `storage.bad_key` for any other form,
 * before it touches anything. A key holds one whole blob with its type: never half of one or a mixture of two.
 */
export interface BlobStore {
	/** Stores or replaces; when it resolves the blob survives a power cut. */
	put(
		key: string,
		body: Uint8Array | ReadableStream<Uint8Array>,
		options: PutOptions,
	): Promise<void>;
	/** The blob, or a part of it; throws `storage.bad_range` for a part that starts behind its end. */
	get(key: string, range?: ByteRange): Promise<StoredBlob | null>;
	head(key: string): Promise<BlobFacts | null>;
	/** Removes the blob; a missing one is fine. */
	delete(key: string): Promise<void>;
	/** Keys that start with `prefix` (at least `<community id>/`) in byte order. */
	list(prefix: string, options: ListOptions): Promise<{ key: string; size: number }[]>;
}

const KEY = /^[a-z0-9_]+(\/[A-Za-z0-9._-]+)+$/;
const PREFIX = /^[a-z0-9_]+\/([A-Za-z0-9._-]+\/)*[A-Za-z0-9._-]*$/;
const CONTENT_TYPE = /^[a-z0-9]+\/[a-z0-9.+-]+(; ?[a-z]+=[A-Za-z0-9.+_-]+)*$/;
const LONGEST_KEY = 512;
const LONGEST_SEGMENT = 160;

/** Throws `storage.bad_key` unless `key` names one blob of one community and nothing else. */
export function checkKey(key: string): void {
	if (!KEY.test(key) || !isTame(key)) throw new InvalidError('storage.bad_key');
}

/** Throws `storage.bad_key` unless `prefix` stays within one community. */
export function checkPrefix(prefix: string): void {
	if (!PREFIX.test(prefix) || !isTame(prefix)) throw new InvalidError('storage.bad_key');
}

/** Throws `storage.bad_content_type` for anything but a media type in lower case, up to 120 characters. */
export function checkContentType(contentType: string): void {
	if (contentType.length > 120 || !CONTENT_TYPE.test(contentType))
		throw new InvalidError('storage.bad_content_type');
}

/** Throws `storage.bad_limit` outside 1 to 1,000. */
export function checkLimit(limit: number): void {
	if (!Number.isInteger(limit) || limit < 1 || limit > 1_000)
		throw new InvalidError('storage.bad_limit');
}

function isTame(path: string): boolean {
	const segments = path.split('/');
	return (
		path.length <= LONGEST_KEY &&
		!path.includes('..') &&
		segments.every((segment) => segment !== '.' && segment.length <= LONGEST_SEGMENT)
	);
}
