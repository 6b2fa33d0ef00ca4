import { formText } from '@kith/client/forms';
import { orErrorPage } from '#lib/shell/loading.ts';
import { requireStaff } from '#lib/studio/server/community.ts';
import type { RequestHandler } from './$types';

/** Takes staff into their community, signed in, by a link that works once. */
export const POST: RequestHandler = async ({ locals, params, request, url }) => {
	requireStaff(locals, new URL(`/c/${params.id}`, url));
	const next = formText(await request.formData(), 'next') || '/';
	const link = await orErrorPage(locals.api.organizations.enter({ communityId: params.id, next }));
	// Not a redirect: `form-action 'self'` also holds for where a submitted form is redirected to.
	return new Response(null, {
		headers: { refresh: `0;url=${link.url}`, 'cache-control': 'no-store' },
	});
};
