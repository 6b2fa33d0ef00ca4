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

/** What of a payment an entry took, by its name: as far as it was not taken before, and its tax. */
type Taken = { part: number; tax: number };

/** What came back says whose it was: `re_1 failed`, `du_1 won`. */
const takenBy = (externalId = ''): string => externalId.replace(/ (?:failed|won)$/, '');

/**
 * How much tax is in each entry of one payment: in the payment what is on its bill, as far as it paid the bill; in what was
 * given or taken back what is left of it by its part, so that a payment of which nothing is left has none, however it went.
 * What the ledger knows by its name stays as it is there. Oldest refund first.
 */
export function withTax<E extends Entry>(
	entries: readonly E[],
	invoice: Pick<Stripe.Invoice, 'total' | 'total_taxes'> | null,
	known: ReadonlyMap<string, number> = new Map(),
): (E & { tax: number })[] {
	const payment = entries.find(({ kind }) => kind === 'payment');
	const paid = payment?.amount ?? 0;
	const billed = invoice === null ? 0 : partOf(Math.max(0, taxOn(invoice)), paid, invoice.total);
	const whole = known.get(payment?.externalId ?? '') ?? billed;
	const isKnown = ({ externalId = '' }: E) => known.has(externalId);
	const taken = new Map<string, Taken>();
	const gone = { part: 0, tax: 0 };
	const taxes = new Map<E, number>([...(payment ? [[payment, whole] as const] : [])]);
	for (const entry of [...entries.filter(isKnown), ...entries.filter((one) => !isKnown(one))]) {
		const { kind, amount = 0, externalId = '' } = entry;
		if (kind === 'payment') continue;
		if (amount >= 0) {
			const back = taken.get(takenBy(externalId)) ?? { part: 0, tax: 0 };
			// What went twice was not counted twice.
			gone.part -= back.part;
			if (back.part > 0) gone.tax -= back.tax;
			taxes.set(entry, known.get(externalId) ?? back.tax);
			continue;
		}
		const isLeft = gone.part - amount <= paid;
		const tax = isLeft
			? partOf(whole, gone.part - amount, paid) - gone.tax
			: partOf(whole, Math.min(paid, -amount), paid);
		const one = { part: isLeft ? -amount : 0, tax: 0 - (known.get(externalId) ?? 0 - tax) };
		taken.set(externalId, one);
		gone.part += one.part;
		if (isLeft) gone.tax += one.tax;
		taxes.set(entry, 0 - one.tax);
	}
	return entries.map((entry) => ({ ...entry, tax: taxes.get(entry) ?? 0 }));
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
