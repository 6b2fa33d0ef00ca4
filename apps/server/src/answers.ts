import type { ServerResponse } from 'node:http';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { busyFrom } from '@kith/domains/busy';
import { AppError, type ErrorKind } from '@kith/kernel/errors';

const STATUS: Readonly<Record<ErrorKind, number>> = {
	unauthenticated: 401,
	forbidden: 403,
	not_found: 404,
	conflict: 409,
	invalid: 400,
	limit_reached: 429,
	unavailable: 503,
};

/** It is the client that does not go on, not we: one that comes back may have more luck. */
const STALLED = 'uploads.stalled';

/** Answers with plain text and nothing else. */
export function answerText(response: ServerResponse, status: number, text: string): void {
	response.writeHead(status, {
		'content-type': 'text/plain; charset=utf-8',
		'cache-control': 'no-store',
	});
	response.end(text);
}

/** Answers with JSON that nobody may keep. */
export function answerJson(response: ServerResponse, status: number, value: unknown): void {
	response.writeHead(status, {
		'content-type': 'application/json; charset=utf-8',
		'cache-control': 'no-store',
	});
	response.end(JSON.stringify(value));
}

/** Answers a failed verb with its stable code; anything unexpected is thrown on. */
export function answerFailure(response: ServerResponse, failure: unknown): void {
	const error = busyFrom(failure) ?? failure;
	if (!(error instanceof AppError)) throw error;
	const retryAfter = error.details['retryAfterSeconds'];
	if (retryAfter !== undefined) response.setHeader('retry-after', String(retryAfter));
	const isStalled = error.code === STALLED;
	// What of the body is still to come would be taken for the next request.
	if (isStalled) response.setHeader('connection', 'close');
	answerJson(response, isStalled ? 408 : STATUS[error.kind], {
		code: error.code,
		details: error.details,
	});
}

/** Sends a stream; a client that goes away ends it quietly. */
export async function answerStream(
	response: ServerResponse,
	body: ReadableStream<Uint8Array>,
): Promise<void> {
	await pipeline(Readable.fromWeb(body as WebStream), response).catch(() => response.destroy());
}
