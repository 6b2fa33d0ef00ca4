import { fail } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

const PAGE = 20;

export const load: PageServerLoad = async ({ locals, url, parent }) => {
	await parent();
	const { affiliates } = locals.api;
	const none = { terms: null, mayJoin: false, affiliate: null };
	const own = await orErrorPage(
		affiliates.own().catch((cause: unknown) => {
			if (failureOf(cause).code === 'module.off') return none;
			throw cause;
		}),
	);
	const cursor = url.searchParams.get('cursor');
	const commissions = own.affiliate
		? await orErrorPage(affiliates.ownCommissions({ cursor, limit: PAGE }))
		: { items: [], nextCursor: null };
	return { own, commissions };
};

export const actions: Actions = {
	join: async (event) => {
		onlyMembers(event);
		try {
			await event.locals.api.affiliates.join();
		} catch (error) {
			const { status, code } = failureOf(error);
			if (status >= 500 || status === 0) throw error;
			return fail(status, { problem: code });
		}
		return { done: true };
	},
};
