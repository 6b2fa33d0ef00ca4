import { createTarDecoder } from 'modern-tar';
import { AppError, InvalidError } from '@kith/kernel/errors';
import { ARCHIVE_LIMITS as MOST } from './archives.schema.ts';

export type Entry = { name: string; size: number; body: ReadableStream<Uint8Array> };

const NAME =
	/^(?:manifest\.json|sums\.jsonl|rows\/[a-z_]{1,63}\/\d{6}\.jsonl|files\/[0-9a-f-]{36}\/(?:original|(?:full|medium|thumb|poster)\.webp))$/;

/**
 * The entries of a packed archive one after the other; each is to be read to its end. What is no archive of ours is
 * refused as soon as that shows: other kinds of entries, other names, more than there may be, bombs.
 */
export async function* tarEntries(
	packed: ReadableStream<Uint8Array>,
	onRead: (bytes: number) => void = () => {},
): AsyncGenerator<Entry> {
	let [packedBytes, unpackedBytes, entries] = [0, 0, 0];
	const counted = packed.pipeThrough(
		counting((bytes) => {
			packedBytes += bytes;
			if (packedBytes > MOST.bytes) throw new InvalidError('archives.too_large');
			onRead(packedBytes);
		}),
	);
	const bounded = counting((bytes) => {
		unpackedBytes += bytes;
		const isBomb = unpackedBytes > MOST.ratioFrom && unpackedBytes > packedBytes * MOST.ratio;
		if (isBomb || unpackedBytes > MOST.unpackedBytes) throw new InvalidError('archives.too_large');
	});
	try {
		const gunzip = new DecompressionStream('gzip') as unknown as TransformStream<
			Uint8Array,
			Uint8Array
		>;
		const tar = counted
			.pipeThrough(gunzip)
			.pipeThrough(bounded)
			.pipeThrough(createTarDecoder({ strict: true }));
		for await (const { header, body } of tar) {
			entries += 1;
			const { name, size } = header;
			if (entries > MOST.entries) throw new InvalidError('archives.too_large');
			if ((header.type ?? 'file') !== 'file' || header.linkname || !NAME.test(name))
				throw new InvalidError('archives.strange_entry', { name: name.slice(0, 100) });
			if (size > mostOf(name)) throw new InvalidError('archives.too_large');
			yield { name, size, body };
		}
	} catch (error) {
		throw error instanceof AppError ? error : new InvalidError('archives.not_an_archive');
	}
}

function mostOf(name: string): number {
	if (name === 'sums.jsonl') return MOST.sumsBytes;
	return name.startsWith('files/') ? MOST.fileBytes : MOST.chunkBytes * 4;
}

/** The whole of a small entry. */
export async function bytesOf({ size, body }: Entry, most: number): Promise<Uint8Array> {
	if (size > most) throw new InvalidError('archives.too_large');
	return new Response(body).bytes();
}

function counting(count: (bytes: number) => void): TransformStream<Uint8Array, Uint8Array> {
	return new TransformStream({
		transform(chunk, controller) {
			count(chunk.byteLength);
			controller.enqueue(chunk);
		},
	});
}
