import type { IncomingMessage, ServerResponse } from 'node:http';
import { requestStorage, type CommunityRequest } from '@kith/client/request-store';
import { communityCaller } from '@kith/domains';
import { isPreviewToken, type CommunityIdentity } from '@kith/domains/communities';
import type { CommunityContext, RequestFacts, Services } from '@kith/domains/context';
import { createCommunityContext } from '@kith/domains/create-context';
import { openFile, uploadImage } from '@kith/domains/media';
import { FileRef, MAX_UPLOAD_BYTES, PicturePurpose } from '@kith/domains/media/schema';
import { markSeen } from '@kith/domains/members';
import { isAllowed } from '@kith/domains/permissions';
import { answerFailure, answerJson, answerStream, answerText } from './answers.ts';
import type { App } from './apps.ts';
import { readBody } from './bodies.ts';
import type { LiveHub } from './live-hub.ts';
import { answerCommunityCall } from './trpc-http.ts';

type Deps = { services: Services; app: App; live: LiveHub };
type Exchange = {
	request: IncomingMessage;
	response: ServerResponse;
	url: URL;
	facts: RequestFacts;
};

/** Answers a request to a community's own address. */
export async function answerCommunity(
	deps: Deps,
	community: CommunityIdentity,
	exchange: Exchange,
): Promise<void> {
	const { request, response, url, facts } = exchange;
	if (deps.app.isAsset(url.pathname)) return runApp(deps.app, request, response);
	const ctx = await createCommunityContext(deps.services, community, facts);
	if (url.pathname.startsWith('/api/trpc/'))
		return answerCommunityCall(ctx, { request, response, path: url.pathname.slice(10) });
	if (url.pathname === '/api/live') return deps.live.open(ctx, request, response);
	if (url.pathname === '/api/images') return takeImage(ctx, exchange);
	if (url.pathname.startsWith('/files/'))
		return sendFile(ctx, url.pathname.slice('/files/'.length), response);
	if (url.pathname.startsWith('/api/')) return answerText(response, 404, 'Not found');
	const isPreview = hasPreview(deps.services, community, url, facts, response);
	if (community.status === 'setup' && !isPreview && ctx.actor.kind === 'anonymous')
		return answerText(response, 404, 'Not found');
	void markSeen(ctx);
	const store = { community: await storeOf(ctx, isPreview) };
	requestStorage.run(store, () => runApp(deps.app, request, response));
}

async function storeOf(ctx: CommunityContext, isPreview: boolean): Promise<CommunityRequest> {
	const api = communityCaller(ctx);
	const face = await api.communities.face();
	return {
		...{ api, viewer: ctx.viewer, isPreview },
		face: isPreview ? { ...face, look: ctx.snapshot.draftLook } : face,
		mayEnter: isPreview || isAllowed(ctx.ability, 'enter', 'Community'),
		platformOrigin: ctx.services.platformOrigin,
	};
}

/** A preview link works for its tab's whole visit: the token moves from the address into a cookie of the frame. */
function hasPreview(
	services: Services,
	community: CommunityIdentity,
	url: URL,
	facts: RequestFacts,
	response: ServerResponse,
): boolean {
	const fromUrl = url.searchParams.get('preview');
	const token = fromUrl ?? /(?:^|; )preview=([\w.-]+)/.exec(facts.cookie)?.[1] ?? '';
	if (!token || !isPreviewToken(services, community, token)) return false;
	if (fromUrl)
		response.appendHeader(
			'set-cookie',
			`preview=${token}; Path=/; Max-Age=7200; HttpOnly; SameSite=Lax`,
		);
	return true;
}

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

/** The name a browser gave a file; URI-encoded, because headers carry no other scripts. */
export function fileNameOf(request: IncomingMessage): string {
	const given = request.headers['x-file-name']?.toString() ?? '';
	try {
		return decodeURIComponent(given) || 'picture';
	} catch {
		return 'picture';
	}
}

/** Sends a picture of a community as far as the actor may see it, with headers that keep it harmless. */
export async function sendFile(
	ctx: CommunityContext,
	path: string,
	response: ServerResponse,
): Promise<void> {
	const [fileId, variant] = path.split('/');
	const wanted = FileRef.safeParse({ fileId, variant });
	if (!wanted.success) return answerText(response, 404, 'Not found');
	try {
		const file = await openFile(ctx, wanted.data);
		response.writeHead(200, {
			'content-type': file.contentType,
			'content-length': file.size,
			'cache-control': file.isPublic
				? 'public, max-age=31536000, immutable'
				: 'private, max-age=300',
			'content-security-policy': "default-src 'none'; sandbox",
			'x-content-type-options': 'nosniff',
			'cross-origin-resource-policy': 'same-origin',
		});
		await answerStream(response, file.body);
	} catch (error) {
		answerFailure(response, error);
	}
}
