import { redirect, type Cookies } from '@sveltejs/kit';
import { TOKEN_MINUTES } from '@kith/domains/desks/schema';
import { orErrorPage } from '#lib/shell/loading.ts';
import { refused } from '#lib/shell/server/refused.ts';
import type { Actions, PageServerLoad } from './$types';

const COOKIE = 'desk';
const AT = { path: '/desk' };

const tokenIn = (cookies: Cookies) => (cookies.get(COOKIE) ?? '').slice(0, 100) || '-';

export const load: PageServerLoad = async ({ locals, url, cookies, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
	const token = url.searchParams.get('token');
	if (token) {
		// Out of the address and the history, and kept while one signs in or makes an account.
		cookies.set(COOKIE, token.slice(0, 100), {
			...{ ...AT, httpOnly: true, sameSite: 'lax', maxAge: TOKEN_MINUTES * 60 },
			secure: url.protocol === 'https:',
		});
		redirect(303, '/desk');
	}
	const offered = await orErrorPage(locals.api.desks.token({ token: tokenIn(cookies) }));
	return { offered, email: locals.request.staff?.email ?? null };
};

export const actions: Actions = {
	take: async ({ locals, url, cookies }) => {
		let communityId: string;
		try {
			({ communityId } = await locals.api.desks.take({ token: tokenIn(cookies) }));
		} catch (cause) {
			return refused(cause, {}, url.pathname);
		}
		cookies.delete(COOKIE, AT);
		redirect(303, `/c/${communityId}`);
	},
};
