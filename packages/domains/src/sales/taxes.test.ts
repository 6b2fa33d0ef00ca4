import fc from 'fast-check';
import type { Stripe } from 'stripe';
import { expect, test } from 'vitest';
import { nextWithTax, withTax } from './tax-of-payment.ts';
import { DEFAULT_TAXES, rateAt, Taxes, taxOf, type TaxRate } from './taxes.schema.ts';
import { isVatId, vatIdAtStripe } from './vat-id.ts';

const amount = fc.integer({ min: 0, max: 99_999_999 });
/** With four digits after the point. */
const percent = fc.integer({ min: 0, max: 1_000_000 }).map((points) => points / 10_000);

test('net and tax are the total to the cent, and tax is the share of it that is nearest', () => {
	expect(taxOf(1_000, 19, false)).toBe(190);
	expect(taxOf(1_000, 19, true)).toBe(160);
	expect(taxOf(50, 1, false)).toBe(1);
	expect(taxOf(-50, 1, false)).toBe(-1);
	fc.assert(
		fc.property(amount, percent, (of, part) => {
			const points = BigInt(Math.round(part * 10_000));
			const upon = BigInt(taxOf(of, part, false));
			// Not further from the exact share than half of the smallest unit.
			const off = upon * 1_000_000n - BigInt(of) * points;
			expect(off <= 500_000n && off > -500_000n).toBe(true);
			const inside = taxOf(of, part, true);
			const net = of - inside;
			expect(net + inside).toBe(of);
			// The tax on what is left is what was in it, give or take the rounding of both.
			expect(Math.abs(taxOf(net, part, false) - inside)).toBeLessThanOrEqual(1);
		}),
	);
});

test('what is given back in parts has all of the tax, and none is left when all is given back', () => {
	const parts = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 12 });
	fc.assert(
		fc.property(parts, percent, fc.boolean(), (given, part, isInside) => {
			const paid = given.reduce((sum, one) => sum + one, 0);
			const net = isInside ? paid : Math.max(0, paid - taxOf(paid, part, true));
			const tax = isInside ? taxOf(paid, part, true) : paid - net;
			const entries = [
				{ kind: 'payment', amount: paid, externalId: 'ch' },
				...given.map((back, index) => ({
					...{ kind: 'refund', amount: -back, externalId: `re_${index}` },
				})),
			];
			const told = withTax(entries, { total: paid, total_taxes: [{ amount: tax }] as never });
			expect(told[0]?.tax).toBe(tax);
			expect(told.reduce((sum, one) => sum + one.tax, 0)).toBe(0);
			for (const one of told.slice(1)) {
				expect(one.tax).toBeLessThanOrEqual(0);
				expect(Math.abs(one.tax)).toBeLessThanOrEqual(Math.abs(one.amount));
			}
		}),
	);
});

test('a refund that came back takes its tax back with it, and counts for none after it', () => {
	const told = withTax(
		[
			{ kind: 'payment', amount: 1_190, externalId: 'ch' },
			{ kind: 'refund', amount: -595, externalId: 're_1' },
			{ kind: 'refund_failed', amount: 595, externalId: 're_1 failed' },
			{ kind: 'refund', amount: -1_190, externalId: 're_2' },
			{ kind: 'dispute', amount: -1_190, externalId: 'du' },
		],
		{ total: 1_190, total_taxes: [{ amount: 190 }] as never },
	);
	expect(told.map(({ tax }) => tax)).toEqual([190, -95, 95, -190, -190]);
	expect(withTax([{ kind: 'payment', amount: 5, externalId: 'ch' }], null)[0]?.tax).toBe(0);
});

test('what goes back in parts as it may leaves no tax, and what the ledger knows stays as it is', () => {
	const bill = { total: 10, total_taxes: [{ amount: 5 }] as never };
	const paid = { kind: 'payment', amount: 10, externalId: 'ch' };
	const refund = { kind: 'refund', amount: -5, externalId: 're' };
	const dispute = { kind: 'dispute', amount: -5, externalId: 'du' };
	const told = withTax([paid, refund, dispute], bill);
	expect(told.map(({ tax }) => tax)).toEqual([5, -3, -2]);
	// Told one after the other, and the first of them comes back.
	const failed = { kind: 'refund_failed', amount: 5, externalId: 're failed' };
	const again = { kind: 'refund', amount: -5, externalId: 're_2' };
	const known = new Map([
		['ch', 5],
		['re', -3],
		['du', -2],
	]);
	const late = withTax([paid, refund, failed, again, dispute], bill, known);
	expect(late.map(({ tax }) => tax)).toEqual([5, -3, 3, -3, -2]);
	// Paid before there was any tax to write down: nothing of it is given back.
	const old = withTax([paid, refund], bill, new Map([['ch', 0]]));
	expect(old.map(({ tax }) => tax)).toEqual([0, 0]);
	const won = { kind: 'dispute_won', amount: 10, externalId: 'du_2 won' };
	const twice = { kind: 'dispute', amount: -10, externalId: 'du_2' };
	expect(withTax([paid, refund, twice, won], bill).map(({ tax }) => tax)).toEqual([5, -3, -5, 5]);
});

test('a later payment bears the tax of the rates that its subscription has', () => {
	const rate = (percentage: number, inclusive: boolean) => ({ percentage, inclusive });
	const bill = { lines: { data: [] } } as never;
	const of = (...rates: { percentage: number; inclusive: boolean }[]) =>
		nextWithTax(
			1_000,
			{ automatic_tax: { enabled: false }, default_tax_rates: rates } as never,
			bill,
		);
	expect(of()).toEqual({ amount: 1_000, tax: 0 });
	expect(of(rate(19, false))).toEqual({ amount: 1_190, tax: 190 });
	expect(of(rate(19, true))).toEqual({ amount: 1_000, tax: 160 });
	const line = (of: number, tax: number, tax_behavior: string) => ({
		...{ amount: of, taxes: [{ amount: tax, tax_behavior }] },
	});
	const lines = { data: [line(500, 100, 'exclusive'), line(-200, -40, 'exclusive')] };
	const automatic = { automatic_tax: { enabled: true }, default_tax_rates: [] } as never;
	expect(nextWithTax(1_000, automatic, { lines } as unknown as Stripe.Invoice)).toEqual({
		...{ amount: 1_200, tax: 200 },
	});
});

const rateOf = (id: number, more: Partial<TaxRate>): TaxRate => ({
	id: `00000000-0000-4000-8000-00000000000${id}`,
	...{ name: 'VAT', country: null, region: null, percent: 19, ...more },
});

test('the rate of the region counts before that of the country, and that before the one for all', () => {
	const rates = [
		rateOf(1, {}),
		rateOf(2, { country: 'CA', percent: 5 }),
		rateOf(3, { country: 'CA', region: 'QC', percent: 14.975 }),
	];
	const taxes = { mode: 'rates' as const, rates, defaultRateId: rates[0]?.id ?? null };
	const at = (country: string | null, region: string | null = null) =>
		rateAt(taxes, { country, region })?.percent ?? null;
	expect([at('CA', 'QC'), at('CA', 'ON'), at('CA'), at('DE'), at(null)]).toEqual([
		...[14.975, 5, 5, 19, 19],
	]);
	expect(rateAt({ ...taxes, defaultRateId: null }, { country: 'DE' })).toBeNull();
	expect(rateAt({ ...taxes, mode: 'none' }, { country: 'CA' })).toBeNull();
});

test.each([
	{ rates: [rateOf(1, { percent: 19.12345 })] },
	{ rates: [rateOf(1, { percent: 100.1 })] },
	{ rates: [rateOf(1, { percent: -1 })] },
	{ rates: [rateOf(1, { country: 'de' })] },
	{ rates: [rateOf(1, { region: 'BE' })] },
	{ rates: [rateOf(1, { name: '' })] },
	{ mode: 'guess' },
	{ legal: { ...DEFAULT_TAXES.legal, footer: 'x'.repeat(1001) } },
])('%o is no setting', (change) => {
	expect(Taxes.safeParse({ ...DEFAULT_TAXES, ...change }).success).toBe(false);
	const good = [rateOf(1, { percent: 19.1234, country: 'CH', region: 'BE' })];
	expect(Taxes.safeParse({ ...DEFAULT_TAXES, rates: good }).success).toBe(true);
});

test('numbers of the European Union are looked at, others are taken; Stripe is told what it knows', () => {
	expect(
		['DE123456789', 'de 123 456 789', '12-3456789', 'CHE-123.456.789 MWST'].map(isVatId),
	).toEqual([true, true, true, true]);
	expect(['DE-1', 'DE', 'x', '?!?!?!'].map(isVatId)).toEqual([false, false, false, false]);
	expect(vatIdAtStripe('de 123456789')).toEqual({ type: 'eu_vat', value: 'DE123456789' });
	expect(vatIdAtStripe('GB123456789')?.type).toBe('gb_vat');
	expect(vatIdAtStripe('12-3456789')).toBeNull();
});
