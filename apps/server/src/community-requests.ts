import type { IncomingMessage, ServerResponse } from 'node:http';
import { requestStorage, type CommunityRequest } from '@kith/client/request-store';
import { communityCaller } from '@kith/domains';
import type { CommunityIdentity } from '@kith/domains/communities';
import type { CommunityContext, RequestFacts, Services } from '@kith/domains/context';
import { createCommunityContext } from '@kith/domains/create-context';
import { addPoster, communityIcon, uploadImage } from '@kith/domains/media';
import { FileId, IconSize, MAX_UPLOAD_BYTES, PicturePurpose } from '@kith/domains/media/schema';
import { markSeen } from '@kith/domains/members';
import { isAllowed } from '@kith/domains/permissions';
import { previewSeconds, readPreviewToken, type Preview } from '@kith/domains/roles';
import { answerFailure, answerJson, answerText } from './answers.ts';
import type { App } from './apps.ts';
import { readBody } from './bodies.ts';
import { answerCard, isCardPath } from './cards-http.ts';
import { answerBusyCall, answerBusyPage } from './busy-page.ts';
import { inTurn, type FairShare } from './fair-share.ts';
import { takeDocument } from './library-http.ts';
import type { LiveHub } from './live-hub.ts';
import { keepOrigin } from './keep-origin.ts';
import { isForPage } from './request-facts.ts';
import { sendFile } from './send-file.ts';
import { answerScim, isScimPath } from './scim-http.ts';
import { answerSso, isSsoPath } from './sso-http.ts';
import { answerCommunityCall } from './trpc-http.ts';
import { answerUnsubscribe, isUnsubscribePath } from './unsubscribe-http.ts';
import { answerUpload, isUploadPath } from './uploads-http.ts';

type Deps = { services: Services; app: App; live: LiveHub; share: FairShare };
type Exchange = {
	request: IncomingMessage;
	response: ServerResponse;
	url: URL;
	facts: RequestFacts;
	/** Collects what is to be set beside the app's own cookies. */
	cookies: string[];
};

/** Answers a request to a community's own address. */
export async function answerCommunity(
	deps: Deps,
	community: CommunityIdentity,
	exchange: Exchange,
): Promise<void> {
	const { request, response, url } = exchange;
	if (deps.app.isAsset(url.pathname)) return runApp(deps.app, request, response);
	const turn = { key: community.id, response };
	if (isScimPath(url.pathname)) {
		const refuse = () => answerBusyCall(response);
		return inTurn(deps.share, { ...turn, refuse }, () =>
			answerScim(deps.services, community, exchange),
		);
	}
	if (isForPage(url)) {
		const refuse = () => answerBusyPage(request, response, community);
		return inTurn(deps.share, { ...turn, refuse }, () => answerPage(deps, community, exchange));
	}
	const refuse = () => answerBusyCall(response);
	const call = () => answerCall(deps, community, exchange);
	// What else there is lasts as long as it is watched, or is only read and written.
	await (url.pathname.startsWith('/api/trpc/') || isCardPath(url.pathname)
		? inTurn(deps.share, { ...turn, refuse }, call)
		: call());
}

async function answerPage(
	deps: Deps,
	community: CommunityIdentity,
	exchange: Exchange,
): Promise<void> {
	const { request, response, facts, cookies } = exchange;
	const preview = previewOf(deps.services, community, exchange);
	const ctx = await createCommunityContext(deps.services, community, facts, preview);
	if (community.status === 'setup' && !preview && ctx.actor.kind === 'anonymous')
		return answerText(response, 404, 'Not found');
	void markSeen(ctx);
	await keepOrigin(ctx, exchange);
	const store = { community: await storeOf(ctx, preview, cookies) };
	requestStorage.run(store, () => runApp(deps.app, request, response));
}

async function answerCall(
	{ services, live }: Deps,
	community: CommunityIdentity,
	exchange: Exchange,
): Promise<void> {
	const { request, response, url, facts } = exchange;
	const { pathname } = url;
	// Seen as somebody else, a page calls as them too: never with the rights of whoever looks.
	const preview = previewOf(services, community, exchange);
	const ctx = await createCommunityContext(
		services,
		community,
		facts,
		preview?.whom ? preview : null,
	);
	if (ctx.shownAs !== null && request.method !== 'GET')
		return answerJson(response, 403, { code: 'permissions.looking_on' });
	if (pathname.startsWith('/api/trpc/'))
		return answerCommunityCall(ctx, { request, response, path: pathname.slice(10) });
	if (isCardPath(pathname)) return answerCard(ctx, exchange);
	if (pathname === '/api/live') return live.open(ctx, request, response);
	if (pathname === '/api/images') return takeImage(ctx, exchange);
	if (pathname === '/api/posters') return takePoster(ctx, exchange);
	if (pathname === '/api/library') return takeDocument(ctx, exchange);
	if (isSsoPath(pathname)) return answerSso(ctx, exchange);
	if (isUploadPath(pathname)) return answerUpload(ctx, exchange);
	if (isUnsubscribePath(pathname)) return answerUnsubscribe(ctx, exchange);
	if (pathname.startsWith('/files/'))
		return sendFile(ctx, pathname.slice('/files/'.length), exchange);
	const icon = /^\/icons\/(\d+)\.png$/.exec(pathname)?.[1];
	if (icon) return sendIcon(ctx, Number(icon), response);
	answerText(response, 404, 'Not found');
}

/** What home screens show of a community. */
async function sendIcon(
	ctx: CommunityContext,
	size: number,
	response: ServerResponse,
): Promise<void> {
	const wanted = IconSize.safeParse(size);
	if (!wanted.success) return answerText(response, 404, 'Not found');
	try {
		const { body, version } = await communityIcon(ctx, wanted.data);
		response.writeHead(200, {
			'content-type': 'image/png',
			'content-length': body.byteLength,
			etag: `"${version}-${size}"`,
			'cache-control': 'public, max-age=3600',
			'x-content-type-options': 'nosniff',
		});
		response.end(body);
	} catch (error) {
		answerFailure(response, error);
	}
}

async function storeOf(
	ctx: CommunityContext,
	preview: Preview | null,
	cookies: readonly string[],
): Promise<CommunityRequest> {
	const api = communityCaller(ctx);
	return {
		...{ api, viewer: ctx.viewer, cookies },
		isPreview: preview !== null && preview.whom === null,
		viewedAs: ctx.shownAs,
		face: await api.communities.face(),
		siteCss: ctx.snapshot.site.css.css,
		mayEnter: isAllowed(ctx.ability, 'enter', 'Community'),
		platformOrigin: ctx.services.platformOrigin,
	};
}

/** A preview link works for the whole visit: the token moves from the address into a cookie of the studio's frame. */
function previewOf(
	services: Services,
	community: CommunityIdentity,
	{ url, facts, cookies }: Exchange,
): Preview | null {
	const fromUrl = url.searchParams.get('preview');
	const kept = /(?:^|; )preview=([\w.-]+)/.exec(facts.cookie)?.[1];
	if (fromUrl === 'off') {
		if (kept) cookies.push(previewCookie('', 0));
		return null;
	}
	const token = fromUrl ?? kept ?? '';
	const preview = token ? readPreviewToken(services, community, token) : null;
	if (fromUrl && preview) cookies.push(previewCookie(token, previewSeconds(preview)));
	return preview;
}

/** The frame may be of another site than the studio (always on *.localhost): only a partitioned cookie comes back. */
const previewCookie = (token: string, seconds: number) =>
	`preview=${token}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=None; Secure; Partitioned`;

function runApp(app: App, request: IncomingMessage, response: ServerResponse): void {
	app.handle(request, response, () => answerText(response, 404, 'Not found'));
}

async function takeImage(
	ctx: CommunityContext,
	{ request, response, url }: Exchange,
): Promise<void> {
	if (request.method !== 'POST') return answerText(response, 405, 'POST only');
	const purpose = PicturePurpose.safeParse(url.searchParams.get('purpose') ?? 'post');
	if (!purpose.success) return answerJson(response, 400, { code: 'input.invalid' });
	try {
		const bytes = await readBody(request, MAX_UPLOAD_BYTES);
		const file = { bytes, name: fileNameOf(request), purpose: purpose.data };
		answerJson(response, 200, await uploadImage(ctx, file));
	} catch (error) {
		answerFailure(response, error);
	}
}

/** The picture that stands for a film until it plays, made by the browser that sent the film. */
async function takePoster(
	ctx: CommunityContext,
	{ request, response, url }: Exchange,
): Promise<void> {
	if (request.method !== 'POST') return answerText(response, 405, 'POST only');
	const film = FileId.safeParse({ fileId: url.searchParams.get('film') });
	if (!film.success) return answerJson(response, 400, { code: 'input.invalid' });
	try {
		const bytes = await readBody(request, MAX_UPLOAD_BYTES);
		answerJson(response, 200, await addPoster(ctx, { ...film.data, bytes }));
	} catch (error) {
		answerFailure(response, error);
	}
}

/** The name a browser gave a file; URI-encoded, because headers carry no other scripts. */
export function fileNameOf(request: IncomingMessage): string {
	const given = request.headers['x-file-name']?.toString() ?? '';
	try {
		return decodeURIComponent(given) || 'picture';
	} catch {
		return 'picture';
	}
}
