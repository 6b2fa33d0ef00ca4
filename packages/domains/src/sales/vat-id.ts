/** Those of who is in the European Union begin with the country. */
const OF_EUROPE =
	/^(?:AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI)/;
const EUROPEAN = /^[A-Z]{2}[0-9A-Z+*]{2,12}$/;
const OTHER = /^[0-9A-Z./-]{4,30}$/;

const plainOf = (typed: string): string => typed.replaceAll(/\s/g, '').toUpperCase();

/** Whether a tax number of who sells can be one; those of the European Union are looked at more closely. */
export function isVatId(typed: string): boolean {
	const plain = plainOf(typed);
	return (OF_EUROPE.test(plain) ? EUROPEAN : OTHER).test(plain);
}

/** What Stripe calls this kind of number, with the number; null where Stripe is told nothing of it. */
export function vatIdAtStripe(
	typed: string,
): { type: 'eu_vat' | 'gb_vat' | 'ch_vat'; value: string } | null {
	const value = plainOf(typed);
	if (OF_EUROPE.test(value)) return { type: 'eu_vat', value };
	if (/^GB(?:\d{9}|\d{12})$/.test(value)) return { type: 'gb_vat', value };
	if (/^CHE-?\d{3}\.?\d{3}\.?\d{3}(?:MWST|TVA|IVA)?$/.test(value)) return { type: 'ch_vat', value };
	return null;
}
