import { failureOf } from '@kith/client/failure';
import type { LockedSpace } from '@kith/domains/spaces/schema';
import { inChosenCurrency } from '#lib/membership/server/chosen-currency.ts';
import { dealOf } from '#lib/membership/server/deal-of.ts';
import { ELSEWHERE, taxPlace } from '#lib/membership/server/tax-place.ts';
import { mayTake } from '#lib/membership/server/may-take.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, cookies, request }) => {
	const opens = url.searchParams.get('opens');
	const [all, terms, door] = await Promise.all([
		orErrorPage(locals.api.tiers.offers()),
		orErrorPage(locals.api.sales.taxTerms()),
		opens ? knock(locals, opens) : null,
	]);
	const code = (url.searchParams.get('offer') ?? '').trim().slice(0, 40);
	const { offers, currencies } = inChosenCurrency({ url, cookies, request }, all);
	const known = offers.length === 0 ? '' : code;
	const { deal, refusal } = await dealOf(locals, known, currencies.shown);
	return {
		...{ offers, currencies },
		tax: { ...taxPlace({ url, cookies, request }, terms), elsewhere: ELSEWHERE },
		/** The locked space that somebody came from. */
		door,
		every: url.searchParams.get('every') === 'year' ? ('year' as const) : ('month' as const),
		...{ code, deal, refusal },
		problem: url.searchParams.get('problem'),
		isMember: mayTake(locals.request),
	};
};

/** Nothing where there is no such door (any more), or it stands open for who asks. */
async function knock({ api }: App.Locals, slug: string): Promise<LockedSpace | null> {
	try {
		return await api.spaces.locked({ slug });
	} catch (cause) {
		if (failureOf(cause).status >= 500) throw cause;
		return null;
	}
}
