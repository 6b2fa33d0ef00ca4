import { error, fail } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { newId } from '@kith/kernel/ids';
import { orSignIn } from '#lib/identity/server/signed-in.ts';
import { textIn } from '#lib/identity/server/form-text.ts';
import { inChosenCurrency } from '#lib/membership/server/chosen-currency.ts';
import { countryOf, taxPlace } from '#lib/membership/server/tax-place.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, cookies, request }) => {
	const [all, terms] = await orErrorPage(
		Promise.all([locals.api.tiers.offers(), locals.api.sales.taxTerms()]),
	);
	const { offers, currencies } = inChosenCurrency({ url, cookies, request }, all);
	const offer = offers.find(({ id }) => id === params.tierId);
	if (!offer || offer.gifts.length === 0) error(404, 'tiers.not_found');
	await orSignIn(locals.api.gifts.given(), { url });
	const tax = taxPlace({ url, cookies, request }, terms);
	return { offer, currencies, tax, giftId: newId(), sender: locals.request.viewer?.name ?? '' };
};

export const actions: Actions = {
	default: async ({ request, locals, cookies, setHeaders }) => {
		const data = await request.formData();
		const country = countryOf({ cookies, request });
		const typed = {
			...{ giftId: textIn(data, 'giftId'), priceId: textIn(data, 'priceId') },
			currency: textIn(data, 'currency'),
			...{ sender: textIn(data, 'sender'), message: textIn(data, 'message') },
			...{ email: textIn(data, 'email'), sendOn: textIn(data, 'sendOn') },
			how: textIn(data, 'how') === 'link' ? 'link' : 'mail',
		};
		const isMailed = typed.how === 'mail';
		if (isMailed && typed.email === '') return fail(422, { typed, problem: 'gifts.email_missing' });
		try {
			const { url } = await locals.api.gifts.buy({
				...{ id: typed.giftId, priceId: typed.priceId },
				...(typed.currency !== '' && { currency: typed.currency }),
				...(country !== null && { country }),
				...{ sender: typed.sender, message: typed.message },
				email: isMailed ? typed.email : null,
				sendOn: isMailed && typed.sendOn !== '' ? typed.sendOn : null,
			});
			// Not a redirect: `form-action 'self'` also holds for where a submitted form is redirected to.
			setHeaders({ refresh: `0;url=${url}`, 'cache-control': 'no-store' });
			return { typed, going: url };
		} catch (cause) {
			const { status, code } = failureOf(cause);
			if (status >= 500 || status === 0) throw cause;
			return fail(status, { typed, problem: code });
		}
	},
};
