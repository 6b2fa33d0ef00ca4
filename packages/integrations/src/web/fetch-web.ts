import { isIP } from 'node:net';
import { request, type Dispatcher } from 'undici';
import { guardedAgent, RefusedAddress, type Guard } from './guarded-agent.ts';

const MOST_HOPS = 5;
const MOST_TIME_MS = 5000;
const AGENT = 'KithBot/1.0 (link preview)';

export type Wanted = {
	/** Content types that are read, such as `text/html`; everything else is refused. */
	types: readonly string[];
	maxBytes: number;
	/** Whether what lies beyond `maxBytes` may be missing; otherwise a longer answer is refused. */
	mayCut: boolean;
};
export type WebAnswer = { url: string; body: Buffer; contentType: string };

export type WebOptions = Guard & { ports: readonly number[] };

/**
 * Reads from the open web, over `http` and `https`, following at most five redirects and checking each address it goes
 * to. Throws `RefusedAddress` for every place that is not public, and other errors for what cannot be had.
 */
export function createFetch({ ports, ...guard }: WebOptions) {
	const dispatcher = guardedAgent(guard);
	return async (address: string, wanted: Wanted): Promise<WebAnswer> => {
		const signal = AbortSignal.timeout(MOST_TIME_MS);
		let url = new URL(address);
		for (let hop = 0; hop <= MOST_HOPS; hop++) {
			refuseUnlessWeb(url, ports, guard.permits);
			const answer = await request(url, {
				...{ dispatcher, signal, method: 'GET' },
				headers: {
					...{ 'user-agent': AGENT, accept: wanted.types.join(', ') },
					...{ 'accept-encoding': 'identity', 'accept-language': 'en' },
				},
			});
			const next = redirectOf(answer, url);
			if (!next) return readAnswer(answer, url, wanted);
			discard(answer.body);
			url = next;
		}
		throw new RefusedAddress('too many redirects');
	};
}

/** Ends an answer early; its stream then fails, and a failure that nobody hears ends the process. */
function discard(body: Dispatcher.ResponseData['body']): void {
	body.on('error', () => {}).destroy();
}

/** Throws `RefusedAddress` for what is no place of the open web. */
export function refuseUnlessWeb(
	url: URL,
	ports: readonly number[],
	permits: Guard['permits'],
): void {
	const host = url.hostname.replace(/^\[|\]$/g, '');
	const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
	const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
	// A name goes through the guarded look-up; an address would go around it.
	const isOpen = isIP(host) === 0 || permits(host);
	if (!isWeb || url.username || url.password || !ports.includes(port) || !isOpen)
		throw new RefusedAddress(url.host);
}

function redirectOf({ statusCode, headers }: Dispatcher.ResponseData, from: URL): URL | null {
	const { location } = headers;
	if (![301, 302, 303, 307, 308].includes(statusCode) || typeof location !== 'string') return null;
	return new URL(location, from);
}

async function readAnswer(
	{ statusCode, headers, body }: Dispatcher.ResponseData,
	url: URL,
	{ types, maxBytes, mayCut }: Wanted,
): Promise<WebAnswer> {
	const contentType = String(headers['content-type'] ?? '').toLowerCase();
	const isWanted = types.includes(contentType.split(';')[0]?.trim() ?? '');
	const isPlain = (headers['content-encoding'] ?? 'identity') === 'identity';
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		if (statusCode !== 200 || !isWanted || !isPlain) throw new Error(`no page: ${statusCode}`);
		for await (const chunk of body as AsyncIterable<Buffer>) {
			chunks.push(chunk);
			size += chunk.length;
			if (size < maxBytes) continue;
			if (size > maxBytes && !mayCut) throw new Error('too large');
			if (size > maxBytes) break;
		}
	} finally {
		discard(body);
	}
	return { url: url.href, contentType, body: Buffer.concat(chunks).subarray(0, maxBytes) };
}
