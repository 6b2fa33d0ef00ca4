import { redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { formText } from '@kith/client/forms';
import type { ConnectPayments } from '@kith/domains/payments/schema';
import { communityFor } from '#lib/studio/server/community.ts';
import type { RequestHandler } from './$types';

/** Sends the browser to Stripe: to connect, to go on, or to its dashboard. */
export const POST: RequestHandler = async (event) => {
	const { api } = await communityFor(event);
	const form = await event.request.formData();
	// The domain's schema refuses what is no country.
	const country = formText(form, 'country') as ConnectPayments['country'];
	const ways = {
		connect: () => api.payments.connect({ country }),
		continue: () => api.payments.continue(),
		dashboard: () => api.payments.openDashboard(),
	};
	const way = formText(form, 'to') as keyof typeof ways;
	const { url } = await (ways[way] ?? ways.continue)().catch((cause: unknown) => {
		const { status, code } = failureOf(cause);
		if (status === 0 || code === 'internal') throw cause;
		redirect(303, `/c/${event.params.id}/revenue/payments?problem=${encodeURIComponent(code)}`);
	});
	// Not a redirect: `form-action 'self'` also holds for where a submitted form is redirected to.
	return new Response(null, { headers: { refresh: `0;url=${url}`, 'cache-control': 'no-store' } });
};
