import type { RequestEvent } from '@sveltejs/kit';
import { currenciesOf, offersIn } from '@kith/domains/tiers/currencies';
import type { Offer } from '@kith/domains/tiers/schema';
import { regionCurrency } from './region-currency.ts';

const COOKIE = 'currency';
const YEAR_SECONDS = 31_536_000;

export type Currencies = {
	/** What prices are shown in that are sold in it; null where each is shown in its own, and those differ. */
	shown: string | null;
	/** What one can choose; nothing where there is no choice. */
	choices: string[];
	/** What the reader's memberships are paid in, where that leaves no choice. */
	paysIn: string | null;
};

/**
 * What is on offer, in the reader's currency: the one that they pay memberships in already; else the one that they chose,
 * which is remembered for this host; else that of the region their browser names first, where it is sold in; else each
 * price's own.
 */
export function inChosenCurrency(
	{ url, cookies, request }: Pick<RequestEvent, 'url' | 'cookies' | 'request'>,
	offers: readonly Offer[],
): { offers: Offer[]; currencies: Currencies } {
	const all = currenciesOf(offers);
	const paysIn = offers.find((offer) => offer.paysIn !== null)?.paysIn ?? null;
	const isSold = (currency: string | null | undefined): currency is string =>
		typeof currency === 'string' && all.includes(currency);
	const asked = url.searchParams.get('currency')?.toLowerCase();
	if (isSold(asked))
		cookies.set(COOKIE, asked, {
			...{ path: '/', httpOnly: true, sameSite: 'lax', maxAge: YEAR_SECONDS },
			secure: url.protocol === 'https:',
		});
	const wished = [
		...[paysIn, asked, cookies.get(COOKIE)],
		regionCurrency(request.headers.get('accept-language') ?? ''),
	].find(isSold);
	return {
		offers: offersIn(offers, wished ?? null),
		currencies: {
			shown: wished ?? onlyOne(offers),
			choices: paysIn === null ? all : [],
			paysIn: all.length > 0 ? paysIn : null,
		},
	};
}

function onlyOne(offers: readonly Offer[]): string | null {
	const own = offers.flatMap(({ prices, gifts, groups }) =>
		[...prices, ...gifts, ...groups].map(({ currency }) => currency),
	);
	const [first = null, ...others] = new Set(own);
	return others.length === 0 ? first : null;
}
