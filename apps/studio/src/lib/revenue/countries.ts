import { getLocale } from '#lib/paraglide/runtime.js';
import { countryName } from './payment-words.ts';

/** All that have two letters. */
const CODES =
	`AD AE AF AG AI AL AM AO AR AT AU AW AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CD CF CG
CH CI CL CM CN CO CR CU CV CW CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FO FR GA GB GD GE GG GH GI GL GM GN GQ
GR GT GW GY HK HN HR HT HU ID IE IL IM IN IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KR KW KY KZ LA LB LC LI LK LR LS LT
LU LV LY MA MC MD ME MG MH MK ML MM MN MO MR MS MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PS
PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TC TD TG TH TJ TL TM TN TO TR TT TV TW TZ
UA UG US UY UZ VA VC VE VG VN VU WS XK YE ZA ZM ZW`.split(/\s+/);

/** Countries by their names in the reader's language, after `first`. */
export const countryOptions = (first: string): { value: string; label: string }[] => [
	{ value: '', label: first },
	...CODES.map((value) => ({ value, label: countryName(value) })).toSorted((one, other) =>
		one.label.localeCompare(other.label, getLocale()),
	),
];
