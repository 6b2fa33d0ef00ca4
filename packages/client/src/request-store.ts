import { AsyncLocalStorage } from 'node:async_hooks';
import type { CommunityCaller, PlatformCaller } from '@kith/domains';
import type { CommunityFace } from '@kith/domains/communities/schema';
import type { Viewer } from '@kith/domains/identity/schema';

/** What the server hands to the member site for one request: no HTTP hop, no domain code in the app's bundle. */
export type CommunityRequest = {
	api: CommunityCaller;
	face: CommunityFace;
	viewer: Viewer | null;
	/** False for visitors of a private community: they see its face and the way in, nothing else. */
	mayEnter: boolean;
	/** The community's own style sheet; empty without one. */
	siteCss: string;
	/** True when the unpublished design is shown inside the studio's frame. */
	isPreview: boolean;
	/** Whom the site is shown as, by name, when staff look at it as somebody else; an empty name for a visitor. */
	viewedAs: string | null;
	platformOrigin: string;
	/** Set-Cookie lines that procedures asked for; the app's hook puts them on the answer beside its own. */
	cookies: readonly string[];
};

/** The same for the studio. */
export type PlatformRequest = {
	api: PlatformCaller;
	staff: Awaited<ReturnType<PlatformCaller['identity']['me']>>;
	/** The community's procedures, for staff who run it. Throws a not-found failure for any other. */
	community(id: string): Promise<{
		api: CommunityCaller;
		face: CommunityFace;
		/** Of its member site. */
		origin: string;
		organizationId: string;
	}>;
	/** Where the communities live: the part of an address after the slug, such as `.kith.example`. */
	addressSuffix: string;
	/** Set-Cookie lines that procedures asked for; the app's hook puts them on the answer beside its own. */
	cookies: readonly string[];
};

export type RequestStore = { community?: CommunityRequest; platform?: PlatformRequest };

const KEY = Symbol.for('kith.request');
const shared = globalThis as unknown as Record<symbol, AsyncLocalStorage<RequestStore> | undefined>;

/** One storage for the server and both built apps, whichever bundle they were compiled into. */
export const requestStorage = (shared[KEY] ??= new AsyncLocalStorage<RequestStore>());

/** What the server put in place for this request; throws outside of one. */
export function currentRequest(): RequestStore {
	const store = requestStorage.getStore();
	if (!store) throw new Error('called outside of a request');
	return store;
}
