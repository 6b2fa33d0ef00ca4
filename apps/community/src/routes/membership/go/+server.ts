import { redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { parseMoney } from '@kith/ui/money';
import { textIn } from '#lib/identity/server/form-text.ts';
import { countryOf } from '#lib/membership/server/tax-place.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { RequestHandler } from './$types';

/** Sends the browser to Stripe: to pay for a tier, or to change the card it is paid with. */
export const POST: RequestHandler = async ({ request, locals, cookies }) => {
	const form = await request.formData();
	const membershipId = textIn(form, 'membershipId');
	const code = textIn(form, 'code');
	const isOutside = locals.request.viewer?.standing === 'pending';
	const shop = isOutside ? '/join' : '/membership';
	const page = membershipId === '' || isOutside ? shop : '/settings/membership';
	const back = (search: Record<string, string>) =>
		`${page}?${new URLSearchParams({ ...(code !== '' && { offer: code }), ...search })}`;
	const { url } = await (
		membershipId === '' ? buy(form) : locals.api.sales.portal({ membershipId })
	).catch((cause: unknown) => {
		const { status, code: problem } = failureOf(cause);
		if (status === 0 || problem === 'internal') throw cause;
		if (status === 401) redirect(303, `/join?next=${encodeURIComponent(back({}))}`);
		redirect(303, back({ problem }));
	});
	// Not a redirect: `form-action 'self'` also holds for where a submitted form is redirected to.
	return new Response(null, { headers: { refresh: `0;url=${url}`, 'cache-control': 'no-store' } });

	async function buy(data: FormData) {
		const currency = textIn(data, 'currency');
		const amount = parseMoney(textIn(data, 'amount'), currency || 'eur', getLocale());
		const priceId = textIn(data, 'priceId');
		const country = countryOf({ cookies, request });
		return locals.api.sales.buy({
			priceId,
			...(currency !== '' && { currency }),
			...(amount !== null && { amount }),
			...(country !== null && { country }),
			...(code !== '' && { code }),
		});
	}
};
