import { orErrorPage } from '#lib/shell/loading.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { RequestHandler } from './$types';

/** Sends the admin's own browser on the way that a member's would take. */
export const POST: RequestHandler = async (event) => {
	const { api } = await communityFor(event);
	const { connectionId } = event.params;
	const { url } = await orErrorPage(api.sso.startTest({ connectionId }));
	// Not a redirect: `form-action 'self'` also holds for where a submitted form is redirected to.
	return new Response(null, { headers: { refresh: `0;url=${url}`, 'cache-control': 'no-store' } });
};
