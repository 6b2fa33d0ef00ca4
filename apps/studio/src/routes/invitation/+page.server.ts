import { redirect } from '@sveltejs/kit';
import { orErrorPage } from '#lib/shell/loading.ts';
import { refused } from '#lib/shell/server/refused.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const tokenIn = (url: URL) => (url.searchParams.get('token') ?? '').slice(0, 100) || '-';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	// The address is a key: it goes to no other site.
	setHeaders({ 'referrer-policy': 'same-origin' });
	const asked = locals.api.organizations.invitation({ token: tokenIn(url) });
	const { staff } = locals.request;
	return { invitation: await orErrorPage(asked), email: staff?.email ?? null };
};

type Api = App.Locals['api']['organizations'];

export const actions: Actions = {
	accept: (event) => answer(event, (api, token) => api.acceptInvitation(token)),
	own: (event) => answer(event, (api, token) => api.acceptOwnership(token)),
	decline: async (event) =>
		answer(event, (api, token) => api.declineInvitation(token), { declined: true as const }),
};

async function answer<Done>(
	{ locals, url }: RequestEvent,
	say: (api: Api, token: { token: string }) => Promise<unknown>,
	done?: Done,
) {
	const token = tokenIn(url);
	try {
		await say(locals.api.organizations, { token });
	} catch (cause) {
		return refused(cause, {}, `${url.pathname}?token=${encodeURIComponent(token)}`);
	}
	if (done) return done;
	redirect(303, '/home');
}
