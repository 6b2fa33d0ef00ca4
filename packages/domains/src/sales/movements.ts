import type { RevenueMonth } from './revenue.schema.ts';

type Row = {
	month: string;
	kind: string;
	currency: string;
	amount: string;
	fee: string;
	tax: string;
	mrrDelta: string;
};
type Told = {
	/** The months to tell of, oldest first. */
	names: readonly string[];
	rows: readonly Row[];
	before: readonly { currency: string; mrr: string }[];
	/** The one that is told of even where nothing was sold. */
	currency: string;
};

const MOVES = ['new', 'expansion', 'reactivation', 'contraction', 'churn'] as const;

/** The ledger's sums, month by month without a gap, for each currency. */
export function movements({ names, rows, before, currency }: Told) {
	const first = names[0] ?? '';
	const all = new Set([currency, ...rows.map((row) => row.currency)]);
	for (const row of before) if (Number(row.mrr) !== 0) all.add(row.currency);
	return [...all]
		.map((one) => {
			const mine = rows.filter((row) => row.currency === one);
			const early = mine.filter(({ month }) => month < first);
			let mrr =
				Number(before.find((row) => row.currency === one)?.mrr ?? 0) + sum(early, 'mrrDelta');
			const months = names.map((month): RevenueMonth => {
				const here = mine.filter((row) => row.month === month);
				const of = (...kinds: readonly string[]) => here.filter(({ kind }) => kinds.includes(kind));
				mrr += sum(here, 'mrrDelta');
				const moved = Object.fromEntries(MOVES.map((kind) => [kind, sum(of(kind), 'mrrDelta')]));
				return {
					...{ month, mrr, ...(moved as Record<(typeof MOVES)[number], number>) },
					gross: sum(of('payment'), 'amount'),
					returned: sum(of('refund', 'refund_failed', 'dispute', 'dispute_won'), 'amount'),
					fees: sum(here, 'fee'),
					taxes: sum(here, 'tax'),
				};
			});
			return { currency: one, months };
		})
		.toSorted((a, b) => weight(b.months) - weight(a.months));
}

const sum = (rows: readonly Row[], field: 'amount' | 'fee' | 'tax' | 'mrrDelta'): number =>
	rows.reduce((total, row) => total + Number(row[field]), 0);

const weight = (months: readonly RevenueMonth[]): number =>
	months.reduce((total, { gross }) => total + gross, months.at(-1)?.mrr ?? 0);
