import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Services } from '@kith/domains/context';
import { answerText } from './answers.ts';
import type { App } from './apps.ts';
import { answerClosed } from './closed-page.ts';
import { answerCommunity } from './community-requests.ts';
import { FairShare, type Limits } from './fair-share.ts';
import { addresseeOf } from './hosts.ts';
import type { LiveHub } from './live-hub.ts';
import { answerPlatform } from './platform-requests.ts';
import { factsOf, isForPage, isFromOrigin } from './request-facts.ts';
import { isScimPath } from './scim-http.ts';
import { takesForeignPosts } from './sso-http.ts';
import { isUnsubscribePath } from './unsubscribe-http.ts';
import { answerWebhook, isWebhookPath, type WebhookReaders } from './webhooks-http.ts';

/** Answers paths that belong to no app; returns false when the path is not one of them. */
export type SideDoor = (
	request: IncomingMessage,
	response: ServerResponse,
	url: URL,
) => Promise<boolean>;

export type HttpDeps = {
	services: Services;
	apps: { studio: App; community: App };
	live: LiveHub;
	trustProxy: boolean;
	sideDoors: readonly SideDoor[];
	/** How each vendor that tells us things signs them. */
	webhooks: WebhookReaders;
	/** How much of the process one community may have; its default unless told. */
	limits?: Limits;
};

type Deps = HttpDeps & { share: FairShare };

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The one HTTP server: finds out whom a request is for, refuses foreign pages, and hands it on. */
export function serve(server: Server, deps: HttpDeps): void {
	const share = new FairShare(deps.limits);
	server.on('request', (request, response) => {
		void answer({ ...deps, share }, request, response).catch((error: unknown) => {
			const stack = error instanceof Error ? error.stack : String(error);
			deps.services.logger.error({ url: request.url, stack }, 'a request failed');
			if (response.headersSent) response.destroy();
			else answerText(response, 500, 'Something went wrong on our side. Please try again.');
		});
	});
}

/** A server with limits on slow and oversized requests. */
export function createHttpServer(): Server {
	return createServer({
		headersTimeout: 10_000,
		requestTimeout: 60_000,
		keepAliveTimeout: 65_000,
		maxHeaderSize: 16_384,
	});
}

async function answer(
	deps: Deps,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const url = parseUrl(request.url);
	if (!url) return answerText(response, 400, 'Bad request');
	for (const door of deps.sideDoors) if (await door(request, response, url)) return;
	const addressee = await addresseeOf(deps.services, request);
	if (!addressee) return answerText(response, 404, 'Not found');
	if (addressee.kind === 'closed') return answerClosed(request, response, addressee.community);
	const origin =
		addressee.kind === 'platform' ? deps.services.platformOrigin : addressee.community.origin;
	if (addressee.kind === 'platform' && isWebhookPath(url.pathname)) {
		secure(request, response, origin);
		return answerWebhook(deps, { request, response, url });
	}
	const mayBeForeign =
		addressee.kind === 'community' &&
		(takesForeignPosts(url.pathname) ||
			isUnsubscribePath(url.pathname) ||
			isScimPath(url.pathname));
	if (!SAFE.has(request.method ?? '') && !mayBeForeign && !isFromOrigin(request, origin))
		return answerText(response, 403, 'This request came from another site.');
	secure(request, response, origin);
	const cookies: string[] = [];
	const facts = factsOf(request, deps.trustProxy, (line) => {
		if (isForPage(url)) cookies.push(line);
		else response.appendHeader('set-cookie', line);
	});
	const exchange = { request, response, url, facts, cookies };
	const { services, live, apps, share } = deps;
	if (addressee.kind === 'platform')
		return answerPlatform({ services, share, app: apps.studio }, exchange);
	await answerCommunity(
		{ services, live, share, app: apps.community },
		addressee.community,
		exchange,
	);
}

/** A path of ours, or null: absolute-form and protocol-relative targets are refused before any router sees them. */
function parseUrl(target: string | undefined): URL | null {
	if (!target?.startsWith('/') || target.startsWith('//') || target.includes('\\')) return null;
	return URL.canParse(target, 'http://localhost') ? new URL(target, 'http://localhost') : null;
}

function secure(request: IncomingMessage, response: ServerResponse, origin: string): void {
	const { protocol, host } = new URL(origin);
	// The apps learn their address from us, never from what a client wrote.
	request.headers['x-forwarded-proto'] = protocol.slice(0, -1);
	request.headers.host = host;
	response.setHeader('x-content-type-options', 'nosniff');
	response.setHeader('referrer-policy', 'strict-origin-when-cross-origin');
	response.setHeader('permissions-policy', 'camera=(), microphone=(), geolocation=()');
	response.setHeader('cross-origin-opener-policy', 'same-origin');
	if (protocol === 'https:')
		response.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains');
}
