import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { makePrice, makeTier, salesOf } from '@kith/testing/test-sales';
import { communityCaller } from '../index.ts';
import { reconcileCommunity } from './reconcile-sales.ts';
import { german, LEGAL, openTaxes, RATES, type TaxedShop } from './taxes-fixture.ts';

let installation: TestInstallation;
let shop: TaxedShop;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());
beforeEach(async () => {
	shop = await openTaxes(installation);
});

describe('what is bought with tax', () => {
	test('within the price: paid is the price, the ledger has the tax apart, and each month comes without it', async () => {
		await shop.told(RATES);
		const { priceId } = await shop.tierWith(1_190);
		const { sales, membershipId } = await shop.bought(priceId, { country: 'DE' });
		expect(await shop.payments()).toMatchObject([{ amount: 1_190, tax: 190 }]);
		expect(await shop.mrr()).toBe(1_000);
		expect(await sales.invoices({ membershipId })).toMatchObject([{ amount: 1_190, tax: 190 }]);
		await shop.pass(32);
		expect(await shop.payments()).toMatchObject([
			{ amount: 1_190, tax: 190 },
			{ amount: 1_190, tax: 190 },
		]);
		const founder = await salesOf(shop.here, shop.founder);
		const { items } = await founder.ledger({ kinds: ['payment'] });
		expect(items.map(({ tax }) => tax)).toEqual([190, 190]);
	});

	test('upon the price: paid is more, and of where its buyer lives', async () => {
		await shop.told({ ...RATES, isIncluded: false });
		const { priceId } = await shop.tierWith(1_000);
		await shop.bought(priceId, { country: 'FR' });
		expect(await shop.payments()).toMatchObject([{ amount: 1_200, tax: 200 }]);
		expect(await shop.mrr()).toBe(1_000);
		const [payment] = await shop.payments();
		const sale = await shop.subscription();
		expect(payment?.fee).toBe(Math.round(1_200 * (sale.application_fee_percent ?? 0)) / 100);
		const { memberships } = communityCaller(await shop.here.as(shop.ada));
		expect((await memberships.mine()).map(({ tax }) => tax)).toEqual([
			{ name: 'TVA', percent: 20, isIncluded: false },
		]);
	});

	test('who says one country and lives in another is billed for that from the next bill on', async () => {
		await shop.told({ ...RATES, isIncluded: false });
		const { priceId } = await shop.tierWith(1_000);
		const sales = await salesOf(shop.here, shop.ada);
		const { url } = await sales.buy({ priceId, country: 'DE' });
		await shop.paid(url, { country: 'FR' });
		await installation.hearStripe();
		await shop.pass(32);
		expect((await shop.payments()).map(({ amount, tax }) => [amount, tax])).toEqual([
			[1_190, 190],
			[1_200, 200],
		]);
	});

	test('another country before it is paid is another page, and the same country the same', async () => {
		await shop.told({ ...RATES, isIncluded: false });
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
		await shop.bought(priceId);
		expect(await shop.mrr()).toBe(1_190);
		await shop.told({ ...RATES, isIncluded: false, legal: LEGAL });
		await reconcileCommunity(installation.services, shop.here.community, shop.account);
		await installation.hearStripe();
		expect(await shop.subscription()).toMatchObject({
			default_tax_rates: [{ inclusive: true, percentage: 19 }],
			invoice_settings: {
				footer: 'Chor e. V., Gasse 1, 10115 Berlin\nDE123456789\nSitz: Berlin',
				custom_fields: [{ name: 'Register', value: 'VR 1' }],
				account_tax_ids: [expect.stringMatching(/^txi_/)],
			},
		});
		expect(await shop.mrr()).toBe(1_000);
		await shop.pass(32);
		expect((await shop.payments()).at(-1)).toMatchObject({ amount: 1_190, tax: 190 });
		const other = { ...german, percent: 21 };
		await shop.told({ rates: [other], defaultRateId: other.id });
		await reconcileCommunity(installation.services, shop.here.community, shop.account);
		await shop.pass(32);
		expect((await shop.payments()).at(-1)).toMatchObject({ amount: 1_190, tax: 207 });
		await shop.told({ mode: 'none' });
		await reconcileCommunity(installation.services, shop.here.community, shop.account);
		await shop.pass(32);
		expect((await shop.payments()).at(-1)).toMatchObject({ amount: 1_190, tax: 0 });
	});

	test('a change of plan is previewed with its tax, and is paid as it was shown', async () => {
		await shop.told({ ...RATES, isIncluded: false });
		const { tierId, priceId } = await shop.tierWith(1_000);
		const dear = await makePrice(shop.here, tierId, { amount: 3_000 });
		const { sales, membershipId } = await shop.bought(priceId, { country: 'DE' });
		const shown = await sales.previewChange({ membershipId, priceId: dear });
		expect(shown).toMatchObject({ next: { amount: 3_570, tax: 570 } });
		expect(shown.due).toBe(2_380);
		expect(shown.tax).toBe(380);
		await sales.change({ membershipId, priceId: dear, at: shown.at });
		await installation.hearStripe();
		expect((await shop.payments()).at(-1)).toMatchObject({ amount: 2_380, tax: 380 });
		expect(await shop.mrr()).toBe(3_000);
		const founder = await salesOf(shop.here, shop.founder);
		expect(await founder.previewExtension({ membershipId, days: 30 })).toMatchObject({
			...{ amount: 3_570, tax: 570 },
		});
	});

	test('what is paid once, given, or for a group bears it too, and has a bill that says who sells', async () => {
		await shop.told({ ...RATES, isIncluded: false, legal: LEGAL });
		const tierId = await makeTier(shop.here, { name: 'Course' });
		const once = await makePrice(shop.here, tierId, { amount: 5_000, kind: 'lifetime' });
		const { sales, membershipId } = await shop.bought(once, { country: 'DE' });
		await installation.hearStripe();
		expect(await shop.payments()).toMatchObject([{ amount: 5_950, tax: 950 }]);
		const [bill] = await sales.invoices({ membershipId });
		expect(bill).toMatchObject({ amount: 5_950, tax: 950, status: 'paid' });
		const told1 = await shop.stripe().invoices.retrieve(bill?.id ?? '', {}, shop.on());
		expect(told1.footer).toContain('Chor e. V., Gasse 1');
		expect(told1.custom_fields).toEqual([{ name: 'Register', value: 'VR 1' }]);
		const gift = await makePrice(shop.here, tierId, { amount: 2_000, kind: 'gift', months: 3 });
		const { gifts, seats } = communityCaller(await shop.here.as(shop.ada));
		const given = await gifts.buy({
			...{ id: newId(), priceId: gift, sender: 'Ada', email: null, message: '', sendOn: null },
		});
		await shop.paid(given.url, { country: 'DE' });
		await installation.hearStripe();
		expect((await shop.payments()).at(-1)).toMatchObject({ amount: 2_380, tax: 380 });
		const group = await makePrice(shop.here, tierId, {
			...{ amount: 1_000, kind: 'group', leastSeats: 2, mostSeats: 9 },
		});
		const many = await seats.buy({
			...{ id: newId(), priceId: group, seats: 3, name: 'Choir', takesSeat: false },
			country: 'FR',
		});
		await shop.paid(many.url, { country: 'FR' });
		await installation.hearStripe();
		expect((await shop.payments()).at(-1)).toMatchObject({ amount: 3_600, tax: 600 });
		const wish = { membershipId: many.membershipId, seats: 4 };
		expect(await seats.previewChange(wish)).toMatchObject({
			...{ due: 1_200, tax: 200, next: { amount: 4_800, tax: 800 } },
		});
	});

	test('who sells is told on bills for as long as the community tells it', async () => {
		const first = async (name: string, price: number) => {
			const tierId = await makeTier(shop.here, { name });
			const { membershipId, sales } = await shop.bought(
				await makePrice(shop.here, tierId, { amount: price }),
			);
			const [bill] = await sales.invoices({ membershipId });
			return shop.stripe().invoices.retrieve(bill?.id ?? '', {}, shop.on());
		};
		await shop.told({ legal: LEGAL });
		expect((await first('One', 1_000)).footer).toContain('Chor e. V., Gasse 1');
		await shop.told({ legal: { name: '', address: '', vatId: '', footer: '', field: null } });
		const { footer, custom_fields } = await first('Two', 2_000);
		expect([footer, custom_fields]).toEqual([null, null]);
		await reconcileCommunity(installation.services, shop.here.community, shop.account);
		await shop.pass(32);
		const { data } = await shop.stripe().invoices.list({ limit: 2 }, shop.on());
		// Stripe forgets no foot: it is given another.
		expect(data.map((bill) => bill.footer)).toEqual(
			expect.arrayContaining([null, shop.here.community.name]),
		);
		expect(data.map((bill) => bill.custom_fields)).toEqual([null, null]);
	});

	test('Stripe works it out where the account has it do so', async () => {
		await shop.onAccount('tax');
		await shop.told({ mode: 'automatic', isIncluded: false });
		const { priceId } = await shop.tierWith(1_000);
		await shop.bought(priceId, { country: 'FR' });
		expect(await shop.payments()).toMatchObject([{ amount: 1_200, tax: 200 }]);
		expect(await shop.mrr()).toBe(1_000);
		// Once a price says that tax comes upon it, it says so for good: within it is another.
		await shop.told({ isIncluded: true });
		const bob = await shop.here.member('member', 'Bob');
		const sales = await salesOf(shop.here, bob);
		const { url } = await sales.buy({ priceId });
		await shop.paid(url, { country: 'DE' });
		await installation.hearStripe();
		expect((await shop.payments()).at(-1)).toMatchObject({ amount: 1_000, tax: 160 });
		expect(await shop.mrr()).toBe(1_840);
	});
});

test('all bills together are what the ledger says, whatever was bought and given back', async () => {
	const eighth = { ...german, percent: 8.875, country: null };
	await shop.told({ mode: 'rates', rates: [eighth], defaultRateId: eighth.id, isIncluded: false });
	const tierId = await makeTier(shop.here, { name: 'Odd' });
	for (const [index, amount] of [333, 999, 1_234, 77_777].entries()) {
		const priceId = await makePrice(shop.here, tierId, { amount });
		const who = await shop.here.member('member', `Buyer ${index}`);
		const sales = await salesOf(shop.here, who);
		const { url } = await sales.buy({ priceId });
		await shop.paid(url);
	}
	await shop.pass(65);
	const { data } = await shop.stripe().invoices.list({ limit: 100 }, shop.on());
	const taxes = data.flatMap(({ total_taxes }) => total_taxes ?? []);
	const sum = (all: readonly { amount: number }[]) =>
		all.reduce((one, { amount }) => one + amount, 0);
	const told1 = await shop.payments();
	expect(sum(told1)).toBe(data.reduce((one, { total }) => one + total, 0));
	expect(told1.reduce((one, { tax }) => one + tax, 0)).toBe(sum(taxes));
});
