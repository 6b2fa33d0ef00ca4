import { fail, redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { mayTake } from '#lib/membership/server/may-take.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	// The address is what it is worth: nobody keeps it, and no other site hears of it.
	setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
	const isMember = mayTake(locals.request);
	const asked = locals.api.seats.find({ token: params.token.slice(0, 100) });
	const group = await orErrorPage(
		asked.catch((cause: unknown) => {
			if (failureOf(cause).code === 'seats.link_unknown') return null;
			throw cause;
		}),
	);
	return { group, isMember };
};

export const actions: Actions = {
	default: async ({ locals, params, url }) => {
		try {
			await locals.api.seats.take({ token: params.token.slice(0, 100) });
		} catch (cause) {
			const { status, code } = failureOf(cause);
			if (status === 401) redirect(303, `/join?next=${encodeURIComponent(url.pathname)}`);
			if (status >= 500 || status === 0) throw cause;
			return fail(status, { problem: code });
		}
		// An invitation is used now, so that this page knows it no more.
		redirect(303, '/settings/membership?changed');
	},
};
