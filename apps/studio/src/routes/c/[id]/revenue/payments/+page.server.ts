import { failureOf } from '@kith/client/failure';
import { orErrorPage } from '#lib/shell/loading.ts';
import { act } from '#lib/studio/server/act.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { api } = await communityFor(event);
	const payments = await orErrorPage(api.payments.get());
	const asks = event.url.searchParams.has('disconnect');
	return {
		payments,
		/** Asked of Stripe, after the page; null where it does not answer. */
		payouts: payments.account ? api.payments.payouts().catch(() => null) : null,
		cameBack: event.url.searchParams.has('back'),
		problem: event.url.searchParams.get('problem'),
		/** Only who is about to disconnect waits for Stripe to count. */
		ending: asks && payments.account && payments.mayManage ? await planOf(api) : null,
	};
};

type Api = Awaited<ReturnType<typeof communityFor>>['api'];

async function planOf(api: Api) {
	try {
		return { plan: await api.payments.planDisconnect(), problem: null };
	} catch (cause) {
		return { plan: null, problem: failureOf(cause).code };
	}
}

export const actions: Actions = {
	read: async (event) => {
		const { api } = await communityFor(event);
		return act({}, event.url.pathname, () => api.payments.readAgain());
	},
	disconnect: async (event) => {
		const { api } = await communityFor(event);
		return act({}, event.url.pathname, () => api.payments.disconnect());
	},
};
