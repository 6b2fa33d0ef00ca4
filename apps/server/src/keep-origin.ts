import type { IncomingMessage } from 'node:http';
import type { CommunityContext, RequestFacts } from '@kith/domains/context';
import { originCookie, originIn, originOf, tellOrigin } from '@kith/domains/members';

type Exchange = {
	request: IncomingMessage;
	url: URL;
	facts: RequestFacts;
	cookies: string[];
};

/**
 * Has the browser of who comes from elsewhere keep what led here, until they are a member and it is told. Nothing is kept of
 * who says that they do not want it, and a member's own visit is told of without it.
 */
export async function keepOrigin(ctx: CommunityContext, exchange: Exchange): Promise<void> {
	const { request, url, facts, cookies } = exchange;
	if (request.method !== 'GET' || !isPage(request, url)) return;
	const isSecure = ctx.community.origin.startsWith('https:');
	const kept = originIn(facts.cookie);
	if (kept) {
		if (await tellOrigin(ctx, kept)) cookies.push(originCookie(null, isSecure));
		return;
	}
	if (ctx.actor.kind === 'member' || objects(request)) return;
	const origin = originOf({
		...{ url, referer: request.headers.referer ?? '', now: ctx.clock.now() },
		origin: ctx.community.origin,
	});
	if (origin) cookies.push(originCookie(origin, isSecure));
}

/** Feeds and the like lie in shared caches, which must hold nothing of one visitor. */
const isPage = ({ headers }: IncomingMessage, { pathname }: URL): boolean =>
	(headers.accept ?? '').includes('text/html') && !/\.\w+$/.test(pathname);

/** Global Privacy Control, and the older sign of the same wish. */
const objects = ({ headers }: IncomingMessage): boolean =>
	headers['sec-gpc'] === '1' || headers['dnt'] === '1';
