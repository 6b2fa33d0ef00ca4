/** Where one pays in which currency, of those that communities are likely to sell in. */
const REGIONS: Readonly<Record<string, string>> = {
	eur: 'AD AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MC ME MT NL PT SI SK SM VA XK',
	usd: 'AS EC GU MP PR SV TL US VI',
	...{ aed: 'AE', ars: 'AR', aud: 'AU', bhd: 'BH', brl: 'BR', cad: 'CA', chf: 'CH LI', clp: 'CL' },
	...{ cny: 'CN', cop: 'CO', czk: 'CZ', dkk: 'DK FO GL', dzd: 'DZ', egp: 'EG', gbp: 'GB GG IM JE' },
	...{ hkd: 'HK', huf: 'HU', idr: 'ID', ils: 'IL', inr: 'IN', isk: 'IS', jod: 'JO', jpy: 'JP' },
	...{ kes: 'KE', krw: 'KR', kwd: 'KW', lbp: 'LB', mad: 'MA', mxn: 'MX', myr: 'MY', ngn: 'NG' },
	...{ nok: 'NO SJ', nzd: 'NZ', omr: 'OM', pen: 'PE', php: 'PH', pln: 'PL', qar: 'QA', ron: 'RO' },
	...{ rsd: 'RS', sar: 'SA', sek: 'SE', sgd: 'SG', thb: 'TH', tnd: 'TN', try: 'TR', twd: 'TW' },
	...{ uah: 'UA', uyu: 'UY', vnd: 'VN', zar: 'ZA' },
};

const BY_REGION = new Map(
	Object.entries(REGIONS).flatMap(([currency, regions]) =>
		regions.split(' ').map((region) => [region, currency] as const),
	),
);

/**
 * The currency of the region that a browser asks for first, by its `Accept-Language`: "de-CH" names Switzerland, "de" names
 * none and says nothing, whatever stands behind it.
 */
export const regionCurrency = (acceptLanguage: string): string | null =>
	BY_REGION.get(regionOf(acceptLanguage) ?? '') ?? null;

/** The region that a browser asks for first, as two letters; null where it names no country. */
export function regionOf(acceptLanguage: string): string | null {
	const [first = ''] = acceptLanguage.slice(0, 200).split(',');
	const [tag = ''] = first.split(';');
	try {
		const { region = '' } = new Intl.Locale(tag.trim());
		return /^[A-Z]{2}$/.test(region) ? region : null;
	} catch {
		return null;
	}
}
