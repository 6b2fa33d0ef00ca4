import type { Stripe } from 'stripe';
import { taxOf } from './taxes.schema.ts';

/** A part of a whole, rounded to the nearest, halves up; nothing of nothing. */
function partOf(amount: number, part: number, whole: number): number {
	if (whole <= 0) return 0;
	return Number((BigInt(amount) * BigInt(part) * 2n + BigInt(whole)) / (BigInt(whole) * 2n));
}

/** All tax on a bill or a note about one, within its prices and upon them. */
export const taxOn = ({
	total_taxes,
}: {
	total_taxes: readonly { amount: number }[] | null;
}): number => (total_taxes ?? []).reduce((sum, { amount }) => sum + amount, 0);

type Entry = { kind: string; amount?: number; externalId?: string };

/**
 * How much tax is in each entry of one payment: in the payment what is on its bill, as far as it paid the bill; in what was
 * given or taken back as much as its part, so that a payment that was given back whole has none. Oldest refund first.
 */
export function withTax<E extends Entry>(
	entries: readonly E[],
	invoice: Pick<Stripe.Invoice, 'total' | 'total_taxes'> | null,
): (E & { tax: number })[] {
	const paid = entries.find(({ kind }) => kind === 'payment')?.amount ?? 0;
	const tax = invoice === null ? 0 : partOf(Math.max(0, taxOn(invoice)), paid, invoice.total);
	const failed = new Set(
		entries.flatMap(({ kind, externalId = '' }) =>
			kind === 'refund_failed' ? [externalId.replace(/ failed$/, '')] : [],
		),
	);
	let given = 0;
	let last = 0;
	return entries.map((entry) => {
		const { amount = 0 } = entry;
		switch (entry.kind) {
			case 'payment':
				return { ...entry, tax };
			case 'refund': {
				const until = Math.min(paid, given - amount);
				last = partOf(tax, until, paid) - partOf(tax, given, paid);
				if (!failed.has(entry.externalId ?? '')) given = until;
				return { ...entry, tax: 0 - last };
			}
			case 'refund_failed':
				return { ...entry, tax: last };
			default: {
				const part = partOf(tax, Math.min(paid, Math.abs(amount)), paid);
				return { ...entry, tax: amount < 0 ? 0 - part : part };
			}
		}
	});
}

type Taxed = Pick<Stripe.Subscription, 'automatic_tax' | 'default_tax_rates'>;

/**
 * A later payment of a subscription with its tax, and what of it is tax: by its rates, or, where Stripe works it out, as on
 * the lines of a bill that asks for something.
 */
export function nextWithTax(
	amount: number,
	{ automatic_tax, default_tax_rates }: Taxed,
	{ lines }: Pick<Stripe.Invoice, 'lines'>,
): { amount: number; tax: number } {
	if (automatic_tax.enabled) {
		const asked = lines.data.filter((line) => line.amount > 0);
		const whole = asked.reduce((sum, line) => sum + line.amount, 0);
		const taxes = asked.flatMap((line) => line.taxes ?? []);
		const of = (isUpon: boolean) =>
			taxes
				.filter(({ tax_behavior }) => (tax_behavior === 'exclusive') === isUpon)
				.reduce((sum, one) => sum + one.amount, 0);
		const upon = partOf(amount, Math.max(0, of(true)), whole);
		return { amount: amount + upon, tax: upon + partOf(amount, Math.max(0, of(false)), whole) };
	}
	let [upon, tax] = [0, 0];
	for (const { inclusive, percentage } of default_tax_rates ?? []) {
		const part = taxOf(amount, percentage, inclusive);
		tax += part;
		if (!inclusive) upon += part;
	}
	return { amount: amount + upon, tax };
}
