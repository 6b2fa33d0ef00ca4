import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { GOOD_CARD, press } from '@kith/testing/test-purchases';
import {
	makePrice,
	makeTier,
	openTestSales,
	salesOf,
	type TestSales,
} from '@kith/testing/test-sales';
import { communityCaller } from '../index.ts';
import { reconcileCommunity } from './reconcile-sales.ts';
import { DEFAULT_TAXES, type Taxes } from './taxes.schema.ts';

let installation: TestInstallation;
let shop: TestSales;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());
beforeEach(async () => {
	(await installation.stripe()).setFaults(null);
	shop = await openTestSales(installation);
});

const DAY = 86_400;
const stripe = () => installation.services.payments;
const pass = async (days: number) => {
	installation.clock.advance(days * DAY);
	await installation.hearStripe();
};
const german = { id: newId(), name: 'USt.', country: 'DE', region: null, percent: 19 };
const french = { id: newId(), name: 'TVA', country: 'FR', region: null, percent: 20 };
const RATES = { mode: 'rates', rates: [german, french], defaultRateId: german.id } as const;
const LEGAL = {
	...{ name: 'Chor e. V.', address: 'Gasse 1\n10115 Berlin', vatId: 'DE123456789' },
	...{ footer: 'Sitz: Berlin', field: { name: 'Register', value: 'VR 1' } },
};

async function told(change: Partial<Taxes>): Promise<void> {
	const sales = await salesOf(shop.here, shop.founder);
	const { taxes } = await sales.taxes();
	await sales.saveTaxes({ ...taxes, ...change } as Parameters<typeof sales.saveTaxes>[0]);
}

/** Pays on Stripe's page, living there. */
async function paid(url: string, more: Record<string, string> = {}): Promise<void> {
	const card = { number: GOOD_CARD, expiry: '12/34', cvc: '123', name: 'Ada' };
	await press(installation, `${url}/pay`, { email: 'ada@example.com', ...card, ...more });
}

async function bought(
	priceId: string,
	{ country, ...form }: { country?: string; tax_id?: string } = {},
) {
	const sales = await salesOf(shop.here, shop.ada);
	const { url, membershipId } = await sales.buy({ priceId, ...(country && { country }) });
	await paid(url, { ...(country && { country }), ...form });
	return { sales, membershipId };
}

const money = () =>
	shop.here.db
		.selectFrom('ledger')
		.select(['kind', 'amount', 'tax', 'mrrDelta'])
		.orderBy('at')
		.orderBy('id')
		.execute();
const payments = async () => (await money()).filter(({ kind }) => kind === 'payment');
const mrr = async () => (await money()).reduce((sum, { mrrDelta }) => sum + mrrDelta, 0);
const subscription = async () =>
	stripe().subscriptions.retrieve(
		...([(await shop.membership()).externalSubscriptionId ?? '', {}, shop.on()] as const),
	);

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
		const twice = [german, { ...french, country: 'DE' }];
		expect(await save({ mode: 'rates', rates: twice })).toBe('sales.tax_rate_twice');
		expect(await save({ ...RATES, rates: [german], defaultRateId: newId() })).toBe(
			'sales.tax_default_gone',
		);
		expect(await save({ legal: { ...LEGAL, vatId: 'DE-1' } })).toBe('sales.tax_id_refused');
		expect(await save({ mode: 'automatic' })).toBe('sales.automatic_not_active');
		expect((await sales.taxes()).taxes.version).toBe(0);
	});

	test('are nobody’s but of who decides what is sold, and another community has its own', async () => {
		const member = await salesOf(shop.here, shop.ada);
		expect(await outcomeOf(member.taxes())).toBe('auth.forbidden');
		expect(await outcomeOf(member.saveTaxes({ ...DEFAULT_TAXES, version: 0 }))).toBe(
			'auth.forbidden',
		);
		await told(RATES as never);
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

describe('what is bought with tax', () => {
	test('within the price: paid is the price, the ledger has the tax apart, and each month comes without it', async () => {
		await told(RATES as never);
		const { priceId } = await shop.tierWith(1_190);
		const { sales, membershipId } = await bought(priceId, { country: 'DE' });
		expect(await payments()).toMatchObject([{ amount: 1_190, tax: 190 }]);
		expect(await mrr()).toBe(1_000);
		expect(await sales.invoices({ membershipId })).toMatchObject([{ amount: 1_190, tax: 190 }]);
		await pass(32);
		expect(await payments()).toMatchObject([
			{ amount: 1_190, tax: 190 },
			{ amount: 1_190, tax: 190 },
		]);
		const founder = await salesOf(shop.here, shop.founder);
		const { items } = await founder.ledger({ kinds: ['payment'] });
		expect(items.map(({ tax }) => tax)).toEqual([190, 190]);
	});

	test('upon the price: paid is more, and of where its buyer lives', async () => {
		await told({ ...(RATES as never as Taxes), isIncluded: false });
		const { priceId } = await shop.tierWith(1_000);
		await bought(priceId, { country: 'FR' });
		expect(await payments()).toMatchObject([{ amount: 1_200, tax: 200 }]);
		expect(await mrr()).toBe(1_000);
		const [fee] = await shop.here.db
			.selectFrom('ledger')
			.select('fee')
			.where('kind', '=', 'payment')
			.execute();
		const sale = await subscription();
		expect(fee?.fee).toBe(Math.round(1_200 * (sale.application_fee_percent ?? 0)) / 100);
	});

	test('who says one country and lives in another is billed for that from the next bill on', async () => {
		await told({ ...(RATES as never as Taxes), isIncluded: false });
		const { priceId } = await shop.tierWith(1_000);
		const sales = await salesOf(shop.here, shop.ada);
		const { url } = await sales.buy({ priceId, country: 'DE' });
		await paid(url, { country: 'FR' });
		await installation.hearStripe();
		await pass(32);
		expect((await payments()).map(({ amount, tax }) => [amount, tax])).toEqual([
			[1_190, 190],
			[1_200, 200],
		]);
	});

	test('another country before it is paid is another page, and the same country the same', async () => {
		await told({ ...(RATES as never as Taxes), isIncluded: false });
		const { priceId } = await shop.tierWith(1_000);
		const sales = await salesOf(shop.here, shop.ada);
		const first = await sales.buy({ priceId, country: 'DE' });
		expect((await sales.buy({ priceId, country: 'DE' })).url).toBe(first.url);
		const second = await sales.buy({ priceId, country: 'FR' });
		expect(second.membershipId).toBe(first.membershipId);
		expect(second.url).not.toBe(first.url);
	});

	test('who bought before there was any pays no more when it comes, nor when it is said to come upon prices', async () => {
		const { priceId } = await shop.tierWith(1_190);
		await bought(priceId);
		expect(await mrr()).toBe(1_190);
		await told({ ...(RATES as never as Taxes), isIncluded: false, legal: LEGAL });
		await reconcileCommunity(installation.services, shop.here.community, shop.account);
		await installation.hearStripe();
		expect(await subscription()).toMatchObject({
			default_tax_rates: [{ inclusive: true, percentage: 19 }],
			invoice_settings: {
				footer: 'Chor e. V., Gasse 1, 10115 Berlin\nDE123456789\nSitz: Berlin',
				custom_fields: [{ name: 'Register', value: 'VR 1' }],
				account_tax_ids: [expect.stringMatching(/^txi_/)],
			},
		});
		expect(await mrr()).toBe(1_000);
		await pass(32);
		expect((await payments()).at(-1)).toMatchObject({ amount: 1_190, tax: 190 });
		const other = { ...german, percent: 21 };
		await told({ rates: [other], defaultRateId: other.id });
		await reconcileCommunity(installation.services, shop.here.community, shop.account);
		await pass(32);
		expect((await payments()).at(-1)).toMatchObject({ amount: 1_190, tax: 207 });
		await told({ mode: 'none' });
		await reconcileCommunity(installation.services, shop.here.community, shop.account);
		await pass(32);
		expect((await payments()).at(-1)).toMatchObject({ amount: 1_190, tax: 0 });
	});

	test('a change of plan is previewed with its tax, and is paid as it was shown', async () => {
		await told({ ...(RATES as never as Taxes), isIncluded: false });
		const { tierId, priceId } = await shop.tierWith(1_000);
		const dear = await makePrice(shop.here, tierId, { amount: 3_000 });
		const { sales, membershipId } = await bought(priceId, { country: 'DE' });
		const shown = await sales.previewChange({ membershipId, priceId: dear });
		expect(shown).toMatchObject({ next: { amount: 3_570, tax: 570 } });
		expect(shown.due).toBe(2_380);
		expect(shown.tax).toBe(380);
		await sales.change({ membershipId, priceId: dear, at: shown.at });
		await installation.hearStripe();
		expect((await payments()).at(-1)).toMatchObject({ amount: 2_380, tax: 380 });
		expect(await mrr()).toBe(3_000);
		const founder = await salesOf(shop.here, shop.founder);
		expect(await founder.previewExtension({ membershipId, days: 30 })).toMatchObject({
			...{ amount: 3_570, tax: 570 },
		});
	});

	test('what is paid once, given, or for a group bears it too, and has a bill that says who sells', async () => {
		await told({ ...(RATES as never as Taxes), isIncluded: false, legal: LEGAL });
		const tierId = await makeTier(shop.here, { name: 'Course' });
		const once = await makePrice(shop.here, tierId, { amount: 5_000, kind: 'lifetime' });
		const { sales, membershipId } = await bought(once, { country: 'DE' });
		await installation.hearStripe();
		expect(await payments()).toMatchObject([{ amount: 5_950, tax: 950 }]);
		const [bill] = await sales.invoices({ membershipId });
		expect(bill).toMatchObject({ amount: 5_950, tax: 950, status: 'paid' });
		const told1 = await stripe().invoices.retrieve(bill?.id ?? '', {}, shop.on());
		expect(told1.footer).toContain('Chor e. V., Gasse 1');
		expect(told1.custom_fields).toEqual([{ name: 'Register', value: 'VR 1' }]);
		const gift = await makePrice(shop.here, tierId, { amount: 2_000, kind: 'gift', months: 3 });
		const { gifts, seats } = communityCaller(await shop.here.as(shop.ada));
		const given = await gifts.buy({
			...{ id: newId(), priceId: gift, sender: 'Ada', email: null, message: '', sendOn: null },
		});
		await paid(given.url, { country: 'DE' });
		await installation.hearStripe();
		expect((await payments()).at(-1)).toMatchObject({ amount: 2_380, tax: 380 });
		const group = await makePrice(shop.here, tierId, {
			...{ amount: 1_000, kind: 'group', leastSeats: 2, mostSeats: 9 },
		});
		const many = await seats.buy({
			...{ id: newId(), priceId: group, seats: 3, name: 'Choir', takesSeat: false },
			country: 'FR',
		});
		await paid(many.url, { country: 'FR' });
		await installation.hearStripe();
		expect((await payments()).at(-1)).toMatchObject({ amount: 3_600, tax: 600 });
		const wish = { membershipId: many.membershipId, seats: 4 };
		expect(await seats.previewChange(wish)).toMatchObject({
			...{ due: 1_200, tax: 200, next: { amount: 4_800, tax: 800 } },
		});
	});

	test('Stripe works it out where the account has it do so', async () => {
		const { platformOrigin } = installation.services;
		await press(installation, `${platformOrigin}/dev/stripe/account/${shop.account}/tax`, {});
		await told({ mode: 'automatic', isIncluded: false });
		const { priceId } = await shop.tierWith(1_000);
		await bought(priceId, { country: 'FR' });
		expect(await payments()).toMatchObject([{ amount: 1_200, tax: 200 }]);
		expect(await mrr()).toBe(1_000);
		// Once a price says that tax comes upon it, it says so for good: within it is another.
		await told({ isIncluded: true });
		const bob = await shop.here.member('member', 'Bob');
		const sales = await salesOf(shop.here, bob);
		const { url } = await sales.buy({ priceId });
		await paid(url, { country: 'DE' });
		await installation.hearStripe();
		expect((await payments()).at(-1)).toMatchObject({ amount: 1_000, tax: 160 });
		expect(await mrr()).toBe(1_840);
	});
});

describe('the number of a buyer’s business', () => {
	test('is asked for on Stripe’s page, and shown with what its register says', async () => {
		await told({ taxIds: 'may' });
		const { priceId } = await shop.tierWith(1_000);
		const { membershipId } = await bought(priceId, { country: 'DE', tax_id: 'DE123456785' });
		const care = async () =>
			(await (await salesOf(shop.here, shop.founder)).care({ membershipId })).taxId;
		await installation.hearStripe();
		expect(await care()).toEqual({ type: 'eu_vat', value: 'DE123456785', status: 'pending' });
		const customer = (await shop.membership()).externalCustomerId ?? '';
		const [number] = (await stripe().customers.listTaxIds(customer, {}, shop.on())).data;
		const answer = { number: number?.id ?? '', as: 'verified' };
		const { platformOrigin } = installation.services;
		await press(
			installation,
			`${platformOrigin}/dev/stripe/account/${shop.account}/number`,
			answer,
		);
		await installation.hearStripe();
		expect((await care())?.status).toBe('verified');
		(await installation.stripe()).setFaults({ seed: 3, webhooks: { lose: 1 } });
		await stripe().customers.deleteTaxId(...([customer, number?.id ?? '', {}, shop.on()] as const));
		(await installation.stripe()).setFaults(null);
		await reconcileCommunity(installation.services, shop.here.community, shop.account);
		expect(await care()).toBeNull();
	});
});

describe('what is given back', () => {
	test('stands in a credit note of its own, once, with its tax, for member and staff', async () => {
		await told({ ...(RATES as never as Taxes), isIncluded: false });
		const { priceId } = await shop.tierWith(1_000);
		const { sales, membershipId } = await bought(priceId, { country: 'DE' });
		const founder = await salesOf(shop.here, shop.founder);
		const [payment] = await founder.entries({ membershipId });
		const entryId = payment?.id ?? '';
		await founder.refund({ membershipId, entryId, amount: 100, reason: 'Asked' });
		await founder.refund({ membershipId, entryId, reason: 'Asked again' });
		await reconcileCommunity(installation.services, shop.here.community, shop.account);
		const refunds = (await money()).filter(({ kind }) => kind === 'refund');
		expect(refunds.map(({ amount, tax }) => [amount, tax]).toSorted()).toEqual([
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
		expect(await outcomeOf(sales.creditNotes({ membershipId }))).toBe('auth.forbidden');
	});

	test('by somebody at Stripe is noted as well, and one that was noted there is left alone', async () => {
		const { priceId } = await shop.tierWith(1_000);
		const { membershipId } = await bought(priceId);
		const [charge] = (await stripe().charges.list({ limit: 1 }, shop.on())).data;
		await stripe().refunds.create({ charge: charge?.id ?? '', amount: 300 }, shop.on());
		const invoice = (await subscription()).latest_invoice as string;
		await stripe().creditNotes.create({ invoice, amount: 200, refund_amount: 200 }, shop.on());
		await installation.hearStripe();
		await installation.hearStripe();
		const founder = await salesOf(shop.here, shop.founder);
		const notes = await founder.creditNotes({ membershipId });
		expect(notes.map(({ amount }) => amount).toSorted()).toEqual([200, 300]);
	});
});

test('all bills together are what the ledger says, whatever was bought and given back', async () => {
	const eighth = { ...german, percent: 8.875, country: null };
	await told({ mode: 'rates', rates: [eighth], defaultRateId: eighth.id, isIncluded: false });
	const tierId = await makeTier(shop.here, { name: 'Odd' });
	for (const [index, amount] of [333, 999, 1_234, 77_777].entries()) {
		const priceId = await makePrice(shop.here, tierId, { amount });
		const who = await shop.here.member('member', `Buyer ${index}`);
		const sales = await salesOf(shop.here, who);
		const { url } = await sales.buy({ priceId });
		await paid(url);
	}
	await pass(65);
	const { data } = await stripe().invoices.list({ limit: 100 }, shop.on());
	const taxes = data.flatMap(({ total_taxes }) => total_taxes ?? []);
	const sum = (all: readonly { amount: number }[]) =>
		all.reduce((one, { amount }) => one + amount, 0);
	const told1 = await payments();
	expect(sum(told1)).toBe(data.reduce((one, { total }) => one + total, 0));
	expect(told1.reduce((one, { tax }) => one + tax, 0)).toBe(sum(taxes));
});
