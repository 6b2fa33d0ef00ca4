import type { IncomingMessage } from 'node:http';
import type { RequestFacts } from '@kith/domains/context';

/** What verbs may know of a request; `setCookie` says where the cookies they set go. */
export function factsOf(
	request: IncomingMessage,
	trustProxy: boolean,
	setCookie: RequestFacts['setCookie'],
): RequestFacts {
	return {
		ip: senderOf(request, trustProxy),
		userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
		cookie: request.headers.cookie ?? '',
		setCookie,
	};
}

/**
 * Whether an app answers `url`. An app writes its own Set-Cookie header, which would replace ours, so cookies for it
 * are kept until its hook takes them along.
 */
export function isForPage(url: URL): boolean {
	return !/^\/(?:api|cards|files|icons)\//.test(url.pathname);
}

/** The sender's address: behind a trusted proxy the last forwarded one, which that proxy wrote itself. */
function senderOf(request: IncomingMessage, trustProxy: boolean): string {
	const forwarded = trustProxy ? request.headers['x-forwarded-for'] : undefined;
	const last = forwarded?.toString().split(',').at(-1)?.trim();
	return last || (request.socket.remoteAddress ?? '');
}

/**
 * Whether a request that changes something comes from a page of `origin`. Browsers always say; a request that does
 * not say is refused like a foreign one.
 */
export function isFromOrigin(request: IncomingMessage, origin: string): boolean {
	const said = request.headers.origin;
	if (said !== undefined) return said === origin;
	return request.headers['sec-fetch-site'] === 'same-origin';
}
