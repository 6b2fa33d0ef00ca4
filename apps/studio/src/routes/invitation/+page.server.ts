import { redirect } from '@sveltejs/kit';
import { orErrorPage } from '#lib/shell/loading.ts';
import { refused } from '#lib/shell/server/refused.ts';
import type { Actions, PageServerLoad } from './$types';

const tokenIn = (url: URL) => (url.searchParams.get('token') ?? '').slice(0, 100) || '-';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	// The address is a key: it goes to no other site.
	setHeaders({ 'referrer-policy': 'no-referrer' });
	const asked = locals.api.organizations.invitation({ token: tokenIn(url) });
	const { staff } = locals.request;
	return { invitation: await orErrorPage(asked), email: staff?.email ?? null };
};

export const actions: Actions = {
	default: async ({ locals, url }) => {
		try {
			await locals.api.organizations.acceptInvitation({ token: tokenIn(url) });
		} catch (cause) {
			return refused(cause, {}, url.pathname + url.search);
		}
		redirect(303, '/home');
	},
};
