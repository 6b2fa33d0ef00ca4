import type { IncomingMessage, ServerResponse } from 'node:http';
import { LocalPath } from '@kith/domains/communities/schema';
import type { CommunityContext } from '@kith/domains/context';
import {
	endSessionsBy,
	finishSignIn,
	leaveBy,
	receiveAnswer,
	spMetadata,
	startSignIn,
} from '@kith/domains/sso';
import type { Arrival } from '@kith/domains/sso/schema';
import { AppError } from '@kith/kernel/errors';
import { answerFailure, answerJson, answerText } from './answers.ts';
import { readBody } from './bodies.ts';

type Exchange = { request: IncomingMessage; response: ServerResponse; url: URL };

const ROUTE = /^\/api\/sso\/([0-9a-f-]{36})\/(start|callback|metadata|logout|backchannel)$/;
const MOST_FORM_BYTES = 256 * 1024;

/** Whether a path belongs to signing in by others. */
export const isSsoPath = (pathname: string): boolean => ROUTE.test(pathname);

/** Where providers have browsers post their answer to, from their own pages: what it proves is in the answer alone. */
export function takesForeignPosts(pathname: string): boolean {
	const step = ROUTE.exec(pathname)?.[2];
	return step === 'callback' || step === 'backchannel';
}

/** Answers a step of signing in by others: each leads a browser on, or tells a provider who we are. */
export async function answerSso(ctx: CommunityContext, exchange: Exchange): Promise<void> {
	const { request, response, url } = exchange;
	const [, connectionId = '', step] = ROUTE.exec(url.pathname) ?? [];
	const isPost = request.method === 'POST';
	if (isPost && step === 'backchannel') return endSessions(ctx, connectionId, exchange);
	if ((request.method !== 'GET' && !(isPost && step === 'callback')) || step === 'backchannel')
		return answerText(response, 405, 'Method not allowed');
	if (step === 'metadata') return sendMetadata(ctx, connectionId, response);
	// The address of this step holds what only this browser may know.
	response.setHeader('referrer-policy', 'no-referrer');
	try {
		if (step === 'start') lead(response, (await startSignIn(ctx, wishIn(connectionId, url))).url);
		else if (step === 'logout' && isBack(url)) lead(response, '/');
		else if (step === 'logout') lead(response, (await leaveBy(ctx, connectionId)).url);
		else if (isPost) lead(response, await receivedAt(ctx, connectionId, request));
		else lead(response, placeOf(await finishSignIn(ctx, { connectionId, query: queryOf(url) })));
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
		ctx.services.logger.info(
			{ code: error.code, reason: error.details['reason'], communityId: ctx.community.id },
			'a single sign-on was refused',
		);
		lead(response, `/sign-in?${new URLSearchParams({ sso: error.code }).toString()}`);
	}
}

/** Who comes back from signing out at a provider of SAML. */
const isBack = ({ searchParams }: URL) => searchParams.has('SAMLResponse');

/** A provider says by itself that somebody signed out there: no browser is behind it, and its signature is all that counts. */
async function endSessions(
	ctx: CommunityContext,
	connectionId: string,
	{ request, response }: Exchange,
): Promise<void> {
	response.setHeader('cache-control', 'no-store');
	try {
		const body = Buffer.from(await readBody(request, MOST_FORM_BYTES)).toString('utf8');
		const token = new URLSearchParams(body).get('logout_token') ?? '';
		await endSessionsBy(ctx, { connectionId, token });
		answerText(response, 200, '');
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
		const { code, details } = error;
		const told = { code, reason: details['reason'], communityId: ctx.community.id };
		ctx.services.logger.info(told, 'a logout by the provider was refused');
		answerJson(response, error.kind === 'limit_reached' ? 429 : 400, { error: 'invalid_request' });
	}
}

const queryOf = (url: URL) => url.search.slice(1);

function wishIn(connectionId: string, { searchParams }: URL) {
	const next = LocalPath.safeParse(searchParams.get('next') ?? undefined);
	return {
		connectionId,
		next: next.success ? next.data : '/',
		invitation: searchParams.get('invitation')?.slice(0, 100) ?? null,
		test: searchParams.get('test')?.slice(0, 1000) ?? null,
	};
}

async function receivedAt(
	ctx: CommunityContext,
	connectionId: string,
	request: IncomingMessage,
): Promise<string> {
	const body = Buffer.from(await readBody(request, MOST_FORM_BYTES)).toString('utf8');
	return (await receiveAnswer(ctx, { connectionId, form: new URLSearchParams(body) })).url;
}

/** The page that comes next. A door is never where somebody wanted to go. */
function placeOf(arrival: Arrival): string {
	if (arrival.to === 'studio') return arrival.url;
	if (arrival.to === 'confirm') return '/sign-in/confirm';
	const { standing, isNew, next } = arrival;
	const query = next === '/' ? '' : `?next=${encodeURIComponent(next)}`;
	if (standing === 'second_factor') return `/sign-in${query}`;
	if (standing !== 'member') return `/join${query}`;
	return isNew ? `/welcome${query}` : inAscii(next);
}

/** A header holds no other signs. Never resolved: a path that begins with two slashes would lead elsewhere. */
const inAscii = (path: string) =>
	path.toWellFormed().replaceAll(/[^\x21-\x7e]+/g, encodeURIComponent);

function lead(response: ServerResponse, location: string): void {
	response.writeHead(303, { location, 'cache-control': 'no-store' });
	response.end();
}

function sendMetadata(ctx: CommunityContext, connectionId: string, response: ServerResponse): void {
	try {
		const xml = spMetadata(ctx, connectionId);
		response.writeHead(200, {
			...{ 'content-type': 'application/samlmetadata+xml', 'cache-control': 'no-store' },
		});
		response.end(xml);
	} catch (error) {
		answerFailure(response, error);
	}
}
