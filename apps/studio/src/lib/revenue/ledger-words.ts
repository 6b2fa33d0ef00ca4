import type { EntryKind, LedgerEntry } from '@kith/domains/sales/schema';
import { m } from '#lib/paraglide/messages.js';
import { money } from './price-words.ts';

type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

const KINDS: Readonly<Record<EntryKind, { label: () => string; tone: Tone }>> = {
	payment: { label: m.ledger_payment, tone: 'success' },
	refund: { label: m.ledger_refund, tone: 'warning' },
	refund_failed: { label: m.ledger_refund_failed, tone: 'neutral' },
	dispute: { label: m.ledger_dispute, tone: 'danger' },
	dispute_won: { label: m.ledger_dispute_won, tone: 'success' },
	new: { label: m.ledger_new, tone: 'neutral' },
	expansion: { label: m.ledger_expansion, tone: 'neutral' },
	contraction: { label: m.ledger_contraction, tone: 'neutral' },
	churn: { label: m.ledger_churn, tone: 'neutral' },
	reactivation: { label: m.ledger_reactivation, tone: 'neutral' },
};

export const kindOf = (kind: EntryKind) => KINDS[kind];

/** What moved: money, or what comes in each month. */
export function shownAmount({
	amount,
	mrrDelta,
	currency,
}: Pick<LedgerEntry, 'amount' | 'mrrDelta' | 'currency'>): string {
	if (amount !== 0 || mrrDelta === 0) return money(amount, currency);
	const sign = mrrDelta > 0 ? '+' : '';
	return m.ledger_each_month({ amount: sign + money(mrrDelta, currency) });
}

/** The kinds that a list can be narrowed to, by what one looks for. */
export const GROUPS = {
	money: ['payment', 'refund', 'refund_failed', 'dispute', 'dispute_won'],
	payments: ['payment'],
	refunds: ['refund', 'refund_failed'],
	disputes: ['dispute', 'dispute_won'],
	movements: ['new', 'expansion', 'contraction', 'churn', 'reactivation'],
} as const satisfies Readonly<Record<string, readonly EntryKind[]>>;
export type LedgerGroup = keyof typeof GROUPS;

export const GROUP_LABELS: Readonly<Record<LedgerGroup, () => string>> = {
	money: m.ledger_group_money,
	payments: m.ledger_group_payments,
	refunds: m.ledger_group_refunds,
	disputes: m.ledger_group_disputes,
	movements: m.ledger_group_movements,
};
