import { fail, redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { mayTake } from '#lib/membership/server/may-take.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	// The address is what it is worth: nobody keeps it, and no other site hears of it.
	setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
	return {
		gift: await orErrorPage(locals.api.gifts.find({ code: params.code.slice(0, 100) })),
		isMember: mayTake(locals.request),
	};
};

export const actions: Actions = {
	default: async ({ locals, params, url }) => {
		try {
			await locals.api.gifts.redeem({ code: params.code.slice(0, 100) });
		} catch (cause) {
			const { status, code } = failureOf(cause);
			if (status === 401) redirect(303, `/join?next=${encodeURIComponent(url.pathname)}`);
			if (status >= 500 || status === 0) throw cause;
			return fail(status, { problem: code });
		}
		redirect(303, url.pathname);
	},
};
