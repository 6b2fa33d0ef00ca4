import type { IncomingMessage, ServerResponse } from 'node:http';
import { requestStorage, type PlatformRequest } from '@kith/client/request-store';
import { communityCaller, platformCaller } from '@kith/domains';
import type {
	CommunityContext,
	PlatformContext,
	RequestFacts,
	Services,
} from '@kith/domains/context';
import { createStaffContext } from '@kith/domains/create-context';
import { receiveList } from '@kith/domains/imports';
import { MOST_BYTES } from '@kith/domains/imports/schema';
import { uploadCover, uploadLogo, uploadSpaceCover } from '@kith/domains/media';
import { MAX_UPLOAD_BYTES } from '@kith/domains/media/schema';
import { createPlatformContext } from '@kith/domains/platform-context';
import { NotFoundError, UnauthenticatedError } from '@kith/kernel/errors';
import { answerFailure, answerJson, answerText } from './answers.ts';
import type { App } from './apps.ts';
import { answerArchive, archiveIn } from './archives-http.ts';
import { readBody } from './bodies.ts';
import { answerBusyCall } from './busy-page.ts';
import { fileNameOf } from './community-requests.ts';
import { inTurn, type FairShare } from './fair-share.ts';
import { sendFile } from './send-file.ts';
import { answerCommunityCall, answerPlatformCall } from './trpc-http.ts';

type Deps = { services: Services; app: App; share: FairShare };
type Exchange = {
	request: IncomingMessage;
	response: ServerResponse;
	url: URL;
	facts: RequestFacts;
	/** Collects what is to be set beside the app's own cookies. */
	cookies: string[];
};

/** Answers a request to the platform's own address: the studio and what it calls. */
export async function answerPlatform(deps: Deps, exchange: Exchange): Promise<void> {
	const { request, response, url, facts } = exchange;
	const next = () => answerText(response, 404, 'Not found');
	if (deps.app.isAsset(url.pathname)) return void deps.app.handle(request, response, next);
	const ctx = await createPlatformContext(deps.services, facts);
	if (url.pathname.startsWith('/api/trpc/'))
		return answerPlatformCall(ctx, { request, response, path: url.pathname.slice(10) });
	if (url.pathname.startsWith('/api/communities/'))
		return answerStudioCall(ctx, deps.share, exchange);
	const archiveId = archiveIn(url.pathname);
	if (archiveId !== null) return answerArchive(ctx, { ...exchange, archiveId });
	if (url.pathname.startsWith('/api/')) return answerText(response, 404, 'Not found');
	await requestStorage.run({ platform: await storeOf(ctx, exchange.cookies) }, () =>
		deps.app.handle(request, response, next),
	);
}

async function storeOf(ctx: PlatformContext, cookies: readonly string[]): Promise<PlatformRequest> {
	const api = platformCaller(ctx);
	const { host } = new URL(ctx.services.platformOrigin);
	return {
		...{ api, cookies, staff: await api.identity.me(), addressSuffix: `.${host}` },
		async community(id) {
			const here = await staffContext(ctx, id);
			const { origin, organizationId } = here.community;
			const caller = communityCaller(here);
			return { api: caller, face: await caller.communities.face(), origin, organizationId };
		},
	};
}

/** Communities of other organizations are as unknown as those that never were. */
export async function staffContext(
	ctx: PlatformContext,
	communityId: string,
): Promise<CommunityContext> {
	if (!ctx.staff) throw new UnauthenticatedError('identity.sign_in_needed');
	const community = await ctx.services.directory.byId(communityId);
	if (!community) throw new NotFoundError('communities.not_found');
	return createStaffContext(ctx.services, community, ctx.staff, ctx.request);
}

const STUDIO_CALL =
	/^\/api\/communities\/([0-9a-z]{1,12})\/(trpc|logo|cover|space-cover|files|import)(?:\/|$)/;

async function answerStudioCall(
	ctx: PlatformContext,
	share: FairShare,
	exchange: Exchange,
): Promise<void> {
	const { request, response, url } = exchange;
	const [start = '', communityId = '', what] = STUDIO_CALL.exec(url.pathname) ?? [];
	const rest = url.pathname.slice(start.length);
	if (!what) return answerText(response, 404, 'Not found');
	try {
		const here = await staffContext(ctx, communityId);
		if (what === 'trpc')
			return await inTurn(
				share,
				{ key: communityId, response, refuse: () => answerBusyCall(response) },
				() => answerCommunityCall(here, { request, response, path: rest }),
			);
		if (what === 'files') return await sendFile(here, rest, { request, response });
		if (request.method !== 'POST') return answerText(response, 405, 'POST only');
		if (what === 'import') return await takeList(here, request, response);
		const take = TAKES[what];
		if (!take) return answerText(response, 404, 'Not found');
		const bytes = await readBody(request, MAX_UPLOAD_BYTES);
		answerJson(response, 200, await take(here, { bytes, name: fileNameOf(request) }));
	} catch (error) {
		answerFailure(response, error);
	}
}

/** What takes a picture in, by the address that it is sent to. */
const TAKES: Readonly<Record<string, typeof uploadLogo>> = {
	...{ logo: uploadLogo, cover: uploadCover, 'space-cover': uploadSpaceCover },
};

async function takeList(
	ctx: CommunityContext,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const bytes = await readBody(request, MOST_BYTES);
	answerJson(response, 200, await receiveList(ctx, { bytes, name: fileNameOf(request) }));
}
