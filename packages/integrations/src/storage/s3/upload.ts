import { InvalidError } from '@kith/kernel/errors';
import type { PutOptions } from '../blob-store.ts';
import type { S3Client } from './s3-client.ts';

/** S3 takes parts of 5 MiB or more, 10,000 of them: files up to 80 GB. */
const PART_BYTES = 8 * 1024 * 1024;

/** Stores `body` under `key`: in one request when it is short, in parts of 8 MiB that become one object at the end. */
export async function upload(
	s3: S3Client,
	key: string,
	body: Uint8Array | ReadableStream<Uint8Array>,
	{ contentType, maxBytes = Infinity }: PutOptions,
): Promise<void> {
	const pieces = piecesOf(body, maxBytes);
	const first = await pieces.next();
	const second = await pieces.next();
	const headers = { 'content-type': contentType };
	const start = first.value ?? new Uint8Array();
	if (second.done) return void (await s3({ method: 'PUT', key, headers, body: start }));
	await inParts(s3, { key, headers }, { begun: [start, second.value], rest: pieces });
}

type Bytes = Uint8Array<ArrayBuffer>;
type Target = { key: string; headers: Readonly<Record<string, string>> };
type Pieces = { begun: readonly Bytes[]; rest: AsyncGenerator<Bytes, void> };

async function inParts(s3: S3Client, { key, headers }: Target, { begun, rest }: Pieces) {
	const opened = await s3({ method: 'POST', key, headers, query: { uploads: '' } });
	const uploadId = textIn(await opened.text(), 'UploadId');
	const tags: string[] = [];
	const send = async (body: Bytes) => {
		const query = { partNumber: String(tags.length + 1), uploadId };
		const { headers: answer } = await s3({ method: 'PUT', key, query, body });
		tags.push(answer.get('etag') ?? '');
	};
	try {
		for (const piece of begun) await send(piece);
		for await (const piece of rest) await send(piece);
		const body = Buffer.from(listOf(tags));
		const done = await s3({ method: 'POST', key, query: { uploadId }, body });
		// A failure after the first byte of the answer comes with status 200.
		const answer = await done.text();
		if (!answer.includes('CompleteMultipartUploadResult')) throw new Error(answer.slice(0, 300));
	} catch (error) {
		await s3({ method: 'DELETE', key, query: { uploadId } }).catch(() => undefined);
		throw error;
	}
}

const listOf = (tags: readonly string[]): string =>
	`<CompleteMultipartUpload>${tags
		.map((tag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${escaped(tag)}</ETag></Part>`)
		.join('')}</CompleteMultipartUpload>`;

const escaped = (tag: string): string => tag.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** The text of an element in one of S3's answers. */
export const textIn = (xml: string, name: string): string =>
	new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';

/** The body in pieces of one part each; the last is shorter, and an empty body has none. */
async function* piecesOf(
	body: Uint8Array | ReadableStream<Uint8Array>,
	maxBytes: number,
): AsyncGenerator<Bytes, void> {
	let held: Uint8Array[] = [];
	let size = 0;
	let total = 0;
	for await (const chunk of body instanceof Uint8Array ? slicesOf(body) : body) {
		total += chunk.byteLength;
		if (total > maxBytes) throw new InvalidError('storage.too_large', { limit: maxBytes });
		held.push(chunk);
		size += chunk.byteLength;
		if (size < PART_BYTES) continue;
		yield Buffer.concat(held);
		held = [];
		size = 0;
	}
	if (size > 0) yield Buffer.concat(held);
}

function* slicesOf(bytes: Uint8Array): Generator<Uint8Array> {
	for (let at = 0; at < bytes.byteLength; at += PART_BYTES)
		yield bytes.subarray(at, at + PART_BYTES);
}
