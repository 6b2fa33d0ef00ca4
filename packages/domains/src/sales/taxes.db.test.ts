import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openTestSales, salesOf } from '@kith/testing/test-sales';
import { reconcileCommunity } from './reconcile-sales.ts';
import { german, LEGAL, openTaxes, RATES, type TaxedShop } from './taxes-fixture.ts';
import { DEFAULT_TAXES } from './taxes.schema.ts';

let installation: TestInstallation;
let shop: TaxedShop;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());
beforeEach(async () => {
	shop = await openTaxes(installation);
});

describe('taxes as they are told', () => {
	test('are none at first, are kept upon the version that was seen, and are written down', async () => {
		const sales = await salesOf(shop.here, shop.founder);
		expect(await sales.taxes()).toEqual({
			...{ taxes: { ...DEFAULT_TAXES, version: 0 }, automatic: 'pending', mayManage: true },
		});
		const saved = { ...DEFAULT_TAXES, ...RATES, rates: [...RATES.rates], legal: LEGAL };
		expect(await sales.saveTaxes({ ...saved, version: 0 })).toEqual({ version: 1 });
		expect((await sales.taxes()).taxes).toEqual({ ...saved, version: 1 });
		const late = sales.saveTaxes({ ...saved, isIncluded: false, version: 0 });
		expect(await outcomeOf(late)).toBe('sales.taxes_changed');
		const again = await Promise.all(
			[true, false].map((isIncluded) =>
				outcomeOf(sales.saveTaxes({ ...saved, isIncluded, version: 1 })),
			),
		);
		expect(again.toSorted()).toEqual(['done', 'sales.taxes_changed']);
	});

	test('are refused where they are nonsense, each with its word', async () => {
		const sales = await salesOf(shop.here, shop.founder);
		const save = (change: object) =>
			outcomeOf(sales.saveTaxes({ ...DEFAULT_TAXES, version: 0, ...change }));
		expect(await save({ mode: 'rates' })).toBe('sales.tax_no_rates');
		const twice = [german, { ...german, id: newId() }];
		expect(await save({ mode: 'rates', rates: twice })).toBe('sales.tax_rate_twice');
		expect(await save({ ...RATES, rates: [german], defaultRateId: newId() })).toBe(
			'sales.tax_rate_not_found',
		);
		expect(await save({ legal: { ...LEGAL, vatId: 'DE-1' } })).toBe('sales.tax_id_refused');
		expect(await save({ mode: 'automatic' })).toBe('sales.automatic_not_active');
		expect((await sales.taxes()).taxes.version).toBe(0);
	});

	test('are nobody’s but of who decides what is sold, and another community has its own', async () => {
		const member = await salesOf(shop.here, shop.ada);
		expect(await outcomeOf(member.taxes())).toBe('permissions.denied');
		expect(await outcomeOf(member.saveTaxes({ ...DEFAULT_TAXES, version: 0 }))).toBe(
			'permissions.denied',
		);
		await shop.told(RATES);
		const other = await openTestSales(installation);
		expect((await (await salesOf(other.here, other.founder)).taxes()).taxes.version).toBe(0);
		expect(await (await salesOf(other.here, other.ada)).taxTerms()).toEqual({
			...{ mode: 'none', isIncluded: true, rates: [] },
		});
		expect(await member.taxTerms()).toEqual({
			...{ mode: 'rates', isIncluded: true },
			rates: [
				{ name: 'USt.', percent: 19, country: null },
				{ name: 'USt.', percent: 19, country: 'DE' },
				{ name: 'TVA', percent: 20, country: 'FR' },
			],
		});
	});
});

describe('the number of a buyer’s business', () => {
	test('is asked for on Stripe’s page, and shown with what its register says', async () => {
		await shop.told({ taxIds: 'may' });
		const { priceId } = await shop.tierWith(1_000);
		const { membershipId } = await shop.bought(priceId, { country: 'DE', tax_id: 'DE123456785' });
		const care = async () =>
			(await (await salesOf(shop.here, shop.founder)).care({ membershipId })).taxId;
		await installation.hearStripe();
		expect(await care()).toEqual({ type: 'eu_vat', value: 'DE123456785', status: 'pending' });
		const customer = (await shop.membership()).externalCustomerId ?? '';
		const [number] = (await shop.stripe().customers.listTaxIds(customer, {}, shop.on())).data;
		const answer = { number: number?.id ?? '', as: 'verified' };
		await shop.onAccount('number', answer);
		await installation.hearStripe();
		expect((await care())?.status).toBe('verified');
		(await installation.stripe()).setFaults({ seed: 3, webhooks: { lose: 1 } });
		await shop
			.stripe()
			.customers.deleteTaxId(...([customer, number?.id ?? '', {}, shop.on()] as const));
		(await installation.stripe()).setFaults(null);
		await reconcileCommunity(installation.services, shop.here.community, shop.account);
		expect(await care()).toBeNull();
	});
});

describe('what is given back', () => {
	test('stands in a credit note of its own, once, with its tax, for member and staff', async () => {
		await shop.told({ ...RATES, isIncluded: false });
		const { priceId } = await shop.tierWith(1_000);
		const { sales, membershipId } = await shop.bought(priceId, { country: 'DE' });
		const founder = await salesOf(shop.here, shop.founder);
		const paid = (await founder.entries({ membershipId })).find(({ kind }) => kind === 'payment');
		const entryId = paid?.id ?? '';
		await founder.refund({ membershipId, entryId, amount: 100, reason: 'Asked' });
		await founder.refund({ membershipId, entryId, reason: 'Asked again' });
		await reconcileCommunity(installation.services, shop.here.community, shop.account);
		const refunds = (await shop.money()).filter(({ kind }) => kind === 'refund');
		expect(
			refunds.toSorted((a, b) => b.amount - a.amount).map(({ amount, tax }) => [amount, tax]),
		).toEqual([
			[-100, -16],
			[-1_090, -174],
		]);
		const notes = await founder.creditNotes({ membershipId });
		expect(notes.map(({ amount, tax }) => [amount, tax])).toEqual([
			[1_090, 174],
			[100, 16],
		]);
		const entries = await founder.entries({ membershipId });
		for (const note of notes)
			expect(entries.find(({ id }) => id === note.entryId)).toMatchObject({ amount: -note.amount });
		const [bill] = await sales.invoices({ membershipId });
		expect(bill?.creditNotes.map(({ pdfUrl }) => pdfUrl)).toEqual(
			notes.map(({ pdfUrl }) => pdfUrl),
		);
		const other = await openTestSales(installation);
		const elsewhere = await salesOf(other.here, other.founder);
		expect(await elsewhere.creditNotes({ membershipId })).toEqual([]);
		expect(await outcomeOf(sales.creditNotes({ membershipId }))).toBe('permissions.denied');
	});

	test('by somebody at Stripe is noted as well, and one that was noted there is left alone', async () => {
		const { priceId } = await shop.tierWith(1_000);
		const { membershipId } = await shop.bought(priceId);
		const [charge] = (await shop.stripe().charges.list({ limit: 1 }, shop.on())).data;
		await shop.stripe().refunds.create({ charge: charge?.id ?? '', amount: 300 }, shop.on());
		const invoice = (await shop.subscription()).latest_invoice as string;
		await shop.stripe().creditNotes.create({ invoice, amount: 200, refund_amount: 200 }, shop.on());
		await installation.hearStripe();
		await installation.hearStripe();
		const founder = await salesOf(shop.here, shop.founder);
		const notes = await founder.creditNotes({ membershipId });
		expect(notes.map(({ amount }) => amount).toSorted((a, b) => a - b)).toEqual([200, 300]);
	});
});
