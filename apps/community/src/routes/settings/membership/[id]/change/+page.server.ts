import { fail, redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { shownIn } from '@kith/domains/tiers/currencies';
import { textIn } from '#lib/identity/server/form-text.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, parent }) => {
	await parent();
	const priceId = url.searchParams.get('to') ?? '';
	const offers = await orErrorPage(locals.api.tiers.offers());
	const offer = offers.find(({ prices }) => prices.some(({ id }) => id === priceId));
	const price = offer?.prices.find(({ id }) => id === priceId);
	const preview = await locals.api.sales
		.previewChange({ membershipId: params.id, priceId })
		.catch((cause: unknown) => {
			const { status, code } = failureOf(cause);
			if (status >= 500 || status === 0) throw cause;
			redirect(303, `/settings/membership?problem=${encodeURIComponent(code)}`);
		});
	return {
		...{ preview, tier: offer?.name ?? '' },
		price: price ? shownIn(price, preview.currency) : null,
	};
};

export const actions: Actions = {
	default: async ({ request, locals, params, url }) => {
		const data = await request.formData();
		const priceId = url.searchParams.get('to') ?? '';
		const at = Number(textIn(data, 'at'));
		try {
			await locals.api.sales.change({ membershipId: params.id, priceId, at });
		} catch (cause) {
			const { status, code } = failureOf(cause);
			if (status >= 500 || status === 0) throw cause;
			return fail(status, { problem: code });
		}
		redirect(303, '/settings/membership?changed');
	},
};
