import { error, fail, redirect } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { REASONS } from '@kith/domains/sales/schema';
import { textIn } from '#lib/identity/server/form-text.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, parent }) => {
	await parent();
	const all = await orErrorPage(locals.api.memberships.mine());
	const membership = all.find(({ id }) => id === params.id);
	if (!membership) error(404, 'sales.not_found');
	const offers = await orErrorPage(locals.api.tiers.offers());
	const spaces = offers.find(({ id }) => id === membership.tier.id)?.spaces ?? [];
	const isBought = membership.source === 'purchase' && !membership.cancelAt;
	const deal = isBought
		? await orErrorPage(locals.api.sales.retention({ membershipId: params.id }))
		: null;
	return { membership, spaces, deal };
};

export const actions: Actions = {
	accept: async ({ request, locals, params }) => {
		const offerId = textIn(await request.formData(), 'offerId');
		try {
			await locals.api.sales.acceptOffer({ membershipId: params.id, offerId });
		} catch (cause) {
			const { status, code } = failureOf(cause);
			if (status >= 500 || status === 0) throw cause;
			return fail(status, { problem: code });
		}
		redirect(303, '/settings/membership?changed');
	},
	end: async ({ request, locals, params }) => {
		const data = await request.formData();
		const said = textIn(data, 'reason');
		const reason = REASONS.find((one) => one === said) ?? null;
		try {
			const comment = textIn(data, 'comment', 500);
			await locals.api.sales.cancel({ membershipId: params.id, reason, comment });
		} catch (cause) {
			const { status, code } = failureOf(cause);
			if (status >= 500 || status === 0) throw cause;
			return fail(status, { problem: code });
		}
		redirect(303, '/settings/membership?changed');
	},
};
