import type { Handle, ServerInit } from '@sveltejs/kit/hooks';
import { earlyInput } from '@kith/ui/early-input';
import { pageInLanguage } from '@kith/ui/language-page';
import { currentRequest, type CommunityRequest } from '@kith/client/request-store';
import { defineCustomServerStrategy, getTextDirection } from '#lib/paraglide/runtime.js';
import { paraglideMiddleware } from '#lib/paraglide/server.js';
import { followIn } from '#lib/affiliates/server/follow.ts';
import { communityHead } from '#lib/shell/server/describe.ts';
import { isPublicCommunity } from '#lib/shell/server/is-public.ts';
import { brandHead, firstScheme, schemeAttribute } from '#lib/shell/server/head.ts';
import { fetchAllParts } from '#lib/posts/part-loaders.ts';
import { owedIn } from '#lib/membership/server/owed-bar.ts';
import { siteLanguage } from '#lib/shell/server/site-language.ts';
import { viewedAsIn } from '#lib/shell/server/viewed-as.ts';

// The first of what was chosen on the device, what the member wants to be written to in, and what the browser asks for
// that the community speaks; otherwise its own language.
defineCustomServerStrategy('custom-member', {
	getLocale: (request) => {
		const { community } = currentRequest();
		return community && request && siteLanguage(community, request);
	},
});

/** What pages are drawn with is here before the first of them. */
export const init: ServerInit = fetchAllParts;

export const handle: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, async ({ locale }) => {
		const { community } = currentRequest();
		if (!community) throw new Error('no community for this request');
		event.locals.request = community;
		event.locals.api = community.api;
		await followIn(community, event.url);
		const { look } = community.face;
		// A sheet that broke the site is left out where somebody asks for that, to mend it.
		const siteCss = event.url.searchParams.has('safe') ? '' : community.siteCss;
		const head =
			brandHead(look, siteCss) + communityHead(community.face, isPublicCommunity(community));
		const scheme = firstScheme(event.cookies.get('scheme'), look);
		const response = await resolve(event, {
			transformPageChunk: async ({ html }) => {
				const body = html.indexOf('<body');
				const [top, rest] = body === -1 ? ['', html] : [html.slice(0, body), html.slice(body)];
				const filled = top
					.replace('%kith.lang%', locale)
					.replace('%kith.dir%', getTextDirection(locale))
					.replace('%kith.scheme%', schemeAttribute(scheme))
					.replace(EARLY, (tag) => earlyIn(tag, rest))
					.replace('%kith.head%', () => head + (event.locals.description ?? ''));
				const told = body === -1 ? rest : await owedIn(event, viewedAsIn(community, rest));
				return pageInLanguage(filled + told, locale);
			},
		});
		const framers = community.isPreview ? community.platformOrigin : "'none'";
		response.headers.append('content-security-policy', `frame-ancestors ${framers}`);
		response.headers.set('x-kith-reader', readerOf(community));
		for (const line of community.cookies) response.headers.append('set-cookie', line);
		return response;
	});

const EARLY = /<script[^<>]*>\s*%kith\.early%\s*<\/script>/;

/** A page that never comes alive repeats nothing that was done before it did, and its policy permits no script. */
function earlyIn(tag: string, body: string): string {
	return body.includes('__sveltekit_') ? tag.replace('%kith.early%', () => earlyInput) : '';
}

/** For the service worker, which keeps what was read for this reader alone and for nobody else. */
function readerOf({ viewer, mayEnter }: CommunityRequest): string {
	return (mayEnter && viewer?.standing === 'active' && viewer.memberId) || 'nobody';
}
