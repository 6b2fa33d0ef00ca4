import type { LedgerRow } from '@kith/domains/sales/ledger';
import { decimalsOf } from '@kith/ui/money';
import { csvLine } from '#lib/studio/csv.ts';
import { m } from '#lib/paraglide/messages.js';

/** What stands above the columns of the ledger as a file. */
export const ledgerHeadings = (): string[] => [
	...[m.ledger_day(), m.ledger_kind(), m.members_column_member(), m.memberships_tier()],
	...[m.ledger_amount(), m.ledger_tax(), m.ledger_fee(), m.ledger_moved(), m.revenue_currency()],
	...[m.ledger_reference(), m.ledger_membership()],
];

/**
 * One entry as a line of a table. Amounts are numbers with a point, in the currency's whole unit: nothing that a
 * spreadsheet would run, so what is less than nothing stays a number.
 */
export function ledgerLine(row: LedgerRow): string {
	const { at, kind, member, tier, currency, externalId, membershipId } = row;
	const plain = (amount: number) =>
		(amount / 10 ** decimalsOf(currency)).toFixed(decimalsOf(currency));
	const before = csvLine([at.toISOString(), kind, member?.name ?? '', tier ?? '']).slice(0, -2);
	const numbers = [row.amount, row.tax, row.fee, row.mrrDelta].map(plain).join(',');
	const after = csvLine([currency.toUpperCase(), externalId ?? '', membershipId ?? '']);
	return `${before},${numbers},${after}`;
}
