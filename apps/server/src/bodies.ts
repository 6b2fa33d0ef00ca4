import type { IncomingMessage } from 'node:http';
import { LimitReachedError } from '@kith/kernel/errors';

/** The whole body of a request; throws `uploads.too_large` as soon as it is longer than `limit` bytes. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array> {
	const declared = Number(request.headers['content-length'] ?? 0);
	if (declared > limit) throw new LimitReachedError('uploads.too_large', { limitBytes: limit });
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > limit) throw new LimitReachedError('uploads.too_large', { limitBytes: limit });
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

/** A Node request as the web's Request, its body read up to `limit` bytes. */
export async function toWebRequest(request: IncomingMessage, limit: number): Promise<Request> {
	const { method = 'GET' } = request;
	const headers = new Headers();
	for (const [name, value] of Object.entries(request.headers))
		if (value !== undefined) headers.set(name, value.toString());
	const url = `http://localhost${request.url ?? '/'}`;
	if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers });
	return new Request(url, { method, headers, body: Buffer.from(await readBody(request, limit)) });
}
