import { error, fail } from '@sveltejs/kit';
import { failureOf } from '@kith/client/failure';
import { newId } from '@kith/kernel/ids';
import { textIn } from '#lib/identity/server/form-text.ts';
import { onlyMembers } from '#lib/identity/server/signed-in.ts';
import { inChosenCurrency } from '#lib/membership/server/chosen-currency.ts';
import { countryOf, taxPlace } from '#lib/membership/server/tax-place.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, cookies, request }) => {
	onlyMembers({ locals, url });
	const [all, terms] = await orErrorPage(
		Promise.all([locals.api.tiers.offers(), locals.api.sales.taxTerms()]),
	);
	const { offers, currencies } = inChosenCurrency({ url, cookies, request }, all);
	const offer = offers.find(({ id }) => id === params.tierId);
	if (!offer || offer.groups.length === 0) error(404, 'tiers.not_found');
	const tax = taxPlace({ url, cookies, request }, terms);
	return { offer, currencies, tax, id: newId() };
};

export const actions: Actions = {
	default: async ({ request, locals, cookies, setHeaders }) => {
		const data = await request.formData();
		const country = countryOf({ cookies, request });
		const typed = {
			...{ id: textIn(data, 'id'), priceId: textIn(data, 'priceId') },
			...{ seats: textIn(data, 'seats'), name: textIn(data, 'name', 80).trim() },
			takesSeat: data.has('takesSeat'),
		};
		const currency = textIn(data, 'currency');
		const seats = Number(typed.seats);
		if (typed.name === '') return fail(422, { typed, problem: 'seats.name_missing' });
		if (!Number.isInteger(seats) || seats < 1 || seats > 1000)
			return fail(422, { typed, problem: 'seats.count_refused' });
		try {
			const { url } = await locals.api.seats.buy({
				...{ ...typed, seats },
				...(currency !== '' && { currency }),
				...(country !== null && { country }),
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
