import { redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { communityFor } from '#lib/studio/server/community.ts';
import type { RequestHandler } from './$types';

/** Where Stripe lets people go, finished or not: it is asked again, since its event may still be on its way. */
export const GET: RequestHandler = async (event) => {
	const { api } = await communityFor(event);
	await api.payments.readAgain().catch((cause: unknown) => {
		if (failureOf(cause).code === 'internal') throw cause;
	});
	redirect(303, `/c/${event.params.id}/revenue/payments?back`);
};
