import { request } from 'undici';
import { refuseUnlessWeb, type WebOptions } from './fetch-web.ts';
import { guardedAgent } from './guarded-agent.ts';

const MOST_TIME_MS = 5000;
const MOST_BYTES = 1024 * 1024;
const WITHOUT_BODY = new Set([204, 205, 304]);

export type GuardedRequest = {
	method: string;
	headers?: Record<string, string>;
	body?: unknown;
	signal?: AbortSignal;
};
export type GuardedFetch = (address: string, options: GuardedRequest) => Promise<Response>;

/**
 * `fetch` for talking to a server whose address somebody typed in: to public addresses only, without following
 * redirects, five seconds and a megabyte at most. Throws `RefusedAddress` for every other place.
 */
export function createGuardedFetch({ ports, ...guard }: WebOptions): GuardedFetch {
	const dispatcher = guardedAgent(guard);
	return async (address, { method, headers = {}, body, signal }) => {
		const url = new URL(address);
		refuseUnlessWeb(url, ports, guard.permits);
		const limit = AbortSignal.timeout(MOST_TIME_MS);
		const answer = await request(url, {
			...{ dispatcher, method: method as 'GET', headers },
			signal: signal ? AbortSignal.any([signal, limit]) : limit,
			...(body === undefined || body === null ? {} : { body: String(body as string) }),
		});
		const text = await readBounded(answer.body);
		return new Response(WITHOUT_BODY.has(answer.statusCode) ? null : text, {
			status: answer.statusCode,
			headers: plainHeaders(answer.headers),
		});
	};
}

async function readBounded(body: AsyncIterable<Buffer> & { destroy(): unknown }) {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of body) {
		size += chunk.length;
		if (size > MOST_BYTES) throw new Error('too large');
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

function plainHeaders(headers: Record<string, string | string[] | undefined>): Headers {
	const plain = new Headers();
	for (const [name, value] of Object.entries(headers))
		for (const one of [value ?? []].flat()) plain.append(name, one);
	return plain;
}
