import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, unlink, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { InvalidError } from '@kith/kernel/errors';
import type { BlobFacts, ByteRange, PutOptions, StoredBlob } from './blob-store.ts';

// The type stands in the same file as the bytes, in a first line of fixed length: one rename replaces both,
// so no reader ever sees the bytes of one blob under the type of another.
const HEAD_BYTES = 128;
const NOTHING = new Set(['ENOENT', 'ENOTDIR']);

/** The blob in `file` with its body still unread, or null. */
export async function openBlob(file: string, range?: ByteRange): Promise<StoredBlob | null> {
	const handle = await openOrNull(file);
	if (handle === null) return null;
	try {
		const facts = await readFacts(handle);
		if (range && range.start >= facts.size) throw new InvalidError('storage.bad_range');
		const bytes = handle.createReadStream({
			start: HEAD_BYTES + (range?.start ?? 0),
			...(range && { end: HEAD_BYTES + range.end }),
		});
		return { ...facts, body: Readable.toWeb(bytes) as ReadableStream<Uint8Array> };
	} catch (error) {
		await handle.close();
		throw error;
	}
}

/** Size and type of the blob in `file`, or null. */
export async function blobFacts(file: string): Promise<BlobFacts | null> {
	const handle = await openOrNull(file);
	if (handle === null) return null;
	try {
		return await readFacts(handle);
	} finally {
		await handle.close();
	}
}

/** Writes to `temporary` (a folder), flushes, and renames onto `file`; whatever fails, `file` is old or new. */
export async function writeBlob(
	temporary: string,
	file: string,
	body: Uint8Array | ReadableStream<Uint8Array>,
	options: PutOptions,
): Promise<void> {
	const draft = path.join(temporary, randomUUID());
	await mkdir(temporary, { recursive: true });
	try {
		await writeDraft(draft, body, options);
		const folder = path.dirname(file);
		const made = await mkdir(folder, { recursive: true });
		await rename(draft, file);
		await flushFolders(folder, made === undefined ? folder : path.dirname(made));
	} catch (error) {
		await unlink(draft).catch(() => undefined);
		throw error;
	}
}

/** Removes `file`; a missing one is fine. */
export async function removeBlob(file: string): Promise<void> {
	await unlink(file).catch((error: unknown) => {
		if (!isNothing(error)) throw error;
	});
}

/** Whether a file system error only says that nothing is there. */
export const isNothing = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && NOTHING.has(String(error.code));

async function writeDraft(
	draft: string,
	body: Uint8Array | ReadableStream<Uint8Array>,
	{ contentType, maxBytes = Infinity }: PutOptions,
): Promise<void> {
	const handle = await open(draft, 'wx');
	let size = 0;
	try {
		await handle.writeFile(contentType.padEnd(HEAD_BYTES - 1) + '\n');
		for await (const chunk of body instanceof Uint8Array ? [body] : body) {
			size += chunk.byteLength;
			if (size > maxBytes) throw new InvalidError('storage.too_large', { limit: maxBytes });
			await handle.writeFile(chunk);
		}
		await handle.sync();
	} finally {
		await handle.close();
	}
}

async function readFacts(handle: FileHandle): Promise<BlobFacts> {
	const { buffer } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
	const { size } = await handle.stat();
	return { contentType: buffer.toString('utf8').trim(), size: size - HEAD_BYTES };
}

async function openOrNull(file: string): Promise<FileHandle | null> {
	return open(file, 'r').catch((error: unknown) => {
		if (isNothing(error)) return null;
		throw error;
	});
}

/** Makes the names in `folder`, and in those above it up to `top`, survive a power cut. */
async function flushFolders(folder: string, top: string): Promise<void> {
	const handle = await open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
	if (folder !== top) await flushFolders(path.dirname(folder), top);
}
