import { getLocale } from '#lib/paraglide/runtime.js';

/** What cards are charged in. */
const CODES =
	`aed afn all amd ang aoa ars aud awg azn bam bbd bdt bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp cny cop
	crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr isk jmd jod
	jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn
	nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sos srd szl thb tjs tnd
	top try ttd twd tzs uah ugx usd uyu uzs vnd vuv wst xaf xcd xof xpf yer zar zmw`.split(/\s+/);
const COMMON = ['eur', 'usd', 'gbp', 'jpy', 'chf', 'cad', 'aud'];

/** By their names in the studio's language, those that are common first. */
export function currencyOptions(): { value: string; label: string }[] {
	const names = new Intl.DisplayNames(getLocale(), { type: 'currency' });
	const option = (code: string) => {
		const shown = code.toUpperCase();
		return { value: code, label: `${shown} · ${names.of(shown) ?? shown}` };
	};
	const rest = CODES.filter((code) => !COMMON.includes(code));
	return [...COMMON, ...rest].map(option);
}

const OF_REGION: Readonly<Record<string, string>> = {
	...{ US: 'usd', GB: 'gbp', JP: 'jpy', CH: 'chf', CA: 'cad', AU: 'aud', MX: 'mxn', BR: 'brl' },
	...{ EG: 'egp', SA: 'sar', AE: 'aed', MA: 'mad', AR: 'ars', CO: 'cop', CL: 'clp', SE: 'sek' },
	...{ NO: 'nok', DK: 'dkk', PL: 'pln', CZ: 'czk' },
};

/** The one that is likely where a language is spoken most. */
export const currencyOf = (locale: string): string =>
	OF_REGION[new Intl.Locale(locale).maximize().region ?? ''] ?? 'eur';
