import { redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { communityFor } from '#lib/studio/server/community.ts';
import type { RequestHandler } from './$types';

/** Where Stripe sends people whose link is too old or was used: on to a new one. */
export const GET: RequestHandler = async (event) => {
	const { api } = await communityFor(event);
	const here = `/c/${event.params.id}/revenue/payments`;
	const way = await api.payments.continue().catch((cause: unknown) => {
		const { code } = failureOf(cause);
		if (code === 'internal') throw cause;
		return { url: `${here}?problem=${encodeURIComponent(code)}` };
	});
	redirect(303, way.url);
};
