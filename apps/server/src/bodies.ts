import type { IncomingMessage } from 'node:http';
import { LimitReachedError, UnavailableError } from '@kith/kernel/errors';

/** A connection on which nothing has come for this long is taken for one that is lost. */
const IDLE_MS = 20_000;

/**
 * The whole body of a request; throws `uploads.too_large` as soon as it is longer than `limit` bytes, and
 * `uploads.stalled` when nothing more of it comes.
 */
export async function readBody(
	request: IncomingMessage,
	limit: number,
	{ idleMs = IDLE_MS } = {},
): Promise<Uint8Array> {
	const declared = Number(request.headers['content-length'] ?? 0);
	if (declared > limit) throw new LimitReachedError('uploads.too_large', { limitBytes: limit });
	const chunks: Buffer[] = [];
	let size = 0;
	const body = request.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
	for (;;) {
		const { value: chunk, done } = await orStalled(body.next(), idleMs);
		if (done) return Buffer.concat(chunks);
		size += chunk.length;
		if (size > limit) throw new LimitReachedError('uploads.too_large', { limitBytes: limit });
		chunks.push(chunk);
	}
}

async function orStalled<T>(next: Promise<T>, idleMs: number): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const stalled = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new UnavailableError('uploads.stalled')), idleMs);
	});
	try {
		return await Promise.race([next, stalled]);
	} finally {
		clearTimeout(timer);
		// Once nobody waits for it any more, its end is nobody's failure.
		next.catch(() => undefined);
	}
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
