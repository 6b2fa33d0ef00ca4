import { redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { confirmAddress } from '#lib/identity/server/security-actions.ts';
import type { RequestHandler } from './$types';

const PAGE = '/settings/studio';

/** Sends a member to the studio, by a way that one can go once. */
export const POST: RequestHandler = async ({ locals }) => {
	const { url } = await locals.api.desks.open().catch((cause: unknown) => {
		const { status, code } = failureOf(cause);
		if (status === 0 || status >= 500) throw cause;
		if (status === 401) redirect(303, `/sign-in?next=${encodeURIComponent(PAGE)}`);
		if (code === 'identity.confirm_first') redirect(303, confirmAddress(PAGE));
		redirect(303, `${PAGE}?problem=${encodeURIComponent(code)}`);
	});
	// Not a redirect: `form-action 'self'` also holds for where a submitted form is redirected to.
	return new Response(null, { headers: { refresh: `0;url=${url}`, 'cache-control': 'no-store' } });
};
