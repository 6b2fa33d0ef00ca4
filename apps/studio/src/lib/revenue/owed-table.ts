import type { Owed } from '@kith/domains/affiliates/payouts';
import { decimalsOf } from '@kith/ui/money';
import { csvLine } from '#lib/studio/csv.ts';
import { m } from '#lib/paraglide/messages.js';

/** What stands above the columns of what is owed, as a file. */
export const owedHeadings = (): string[] => [
	...[m.members_column_member(), m.aff_handle(), m.aff_email(), m.aff_code()],
	...[m.aff_owed(), m.revenue_currency(), m.aff_commissions()],
];

/** Who is owed what, as a line of a table. The amount is a number with a point, in the currency's whole unit. */
export function owedLine({ name, handle, email, code, amount, currency, ...rest }: Owed): string {
	const digits = decimalsOf(currency);
	return csvLine([
		...[name, handle, email, code, (amount / 10 ** digits).toFixed(digits)],
		...[currency.toUpperCase(), `${rest.commissions}`],
	]);
}
