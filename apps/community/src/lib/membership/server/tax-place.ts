import type { RequestEvent } from '@sveltejs/kit';
import type { TaxTerms } from '@kith/domains/sales/taxes';
import { regionOf } from './region-currency.ts';

const COOKIE = 'country';
const YEAR_SECONDS = 31_536_000;
/** No country's: who lives in none of those that are named. */
export const ELSEWHERE = 'ZZ';

type Asking = Pick<RequestEvent, 'cookies' | 'request'>;

const isCountry = (text: string | null | undefined): text is string =>
	/^[A-Z]{2}$/.test(text ?? '');

/** Where a buyer says that they live, or their browser's first language does; null where neither says so. */
export function countryOf({ cookies, request }: Asking): string | null {
	const said = cookies.get(COOKIE);
	return isCountry(said) ? said : regionOf(request.headers.get('accept-language') ?? '');
}

type TaxPlace = {
	terms: TaxTerms;
	country: string | null;
	/** Countries between which it makes a difference, and everywhere else; none where it makes none. */
	choices: string[];
};

/** What tax is shown to who looks at prices, by the country that they choose, which is remembered for this host. */
export function taxPlace(
	{ url, cookies, request }: Asking & Pick<RequestEvent, 'url'>,
	terms: TaxTerms,
): TaxPlace {
	const countries = terms.rates.flatMap(({ country }) => (country === null ? [] : [country]));
	const asked = url.searchParams.get('country')?.toUpperCase();
	const choices = isOne(terms) ? [] : [...new Set(countries), ELSEWHERE];
	if (isCountry(asked) && choices.includes(asked))
		cookies.set(COOKIE, asked, {
			...{ path: '/', httpOnly: true, sameSite: 'lax', maxAge: YEAR_SECONDS },
			secure: url.protocol === 'https:',
		});
	const country =
		isCountry(asked) && choices.includes(asked) ? asked : countryOf({ cookies, request });
	const shown = choices.length === 0 || choices.includes(country ?? '') ? country : ELSEWHERE;
	return { terms, country: shown, choices };
}

/** Whether everybody is charged alike. */
function isOne({ mode, rates }: TaxTerms): boolean {
	const fallback = rates.find(({ country }) => country === null);
	return (
		mode !== 'rates' ||
		rates.every(({ percent, name }) => percent === fallback?.percent && name === fallback.name)
	);
}
