import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buyerOf, BUSINESS, endAllPlans, PRO } from '@kith/testing/test-buying';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';

let installation: TestInstallation;
let here: TestCommunity;
let buyer: ReturnType<typeof buyerOf>;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());
beforeEach(async () => {
	await endAllPlans(installation);
	here = await createTestCommunity(installation);
	buyer = buyerOf(installation, here);
});

const stripe = () => installation.services.payments;
const ours = () => buyer.ours();
const owner = () => buyer.owner();
const current = () => buyer.current();

describe('buying', () => {
	test('everybody begins on Free, and prices are brought to Stripe once', async () => {
		expect(await current()).toMatchObject({ plan: 'free', status: 'none', hasCustomer: false });
		const plans = await owner();
		const asked = { ...ours(), ...PRO };
		const previews = await Promise.all(Array.from({ length: 5 }, () => plans.preview(asked)));
		expect(previews[0]).toEqual({ kind: 'checkout', amount: 4_900 });
		const { data } = await stripe().prices.list({ lookup_keys: ['kith_pro_month'] });
		expect(data).toHaveLength(1);
	});

	test('is done on the hosted page, and the plan is there with the event', async () => {
		await buyer.buy();
		expect(await current()).toMatchObject({
			...{ plan: 'pro', interval: 'month', status: 'active', amount: 4_900, cancelAt: null },
			hasCustomer: true,
		});
		expect(await (await owner()).invoices(ours())).toMatchObject([
			{ total: 4_900, status: 'paid', currency: 'eur' },
		]);
	});

	test('in two tabs it is bought once: what was paid twice is paid back', async () => {
		const plans = await owner();
		const first = await plans.checkOut({ ...ours(), ...PRO });
		const second = await plans.checkOut({ ...ours(), ...PRO });
		expect(await buyer.pay(first.url)).not.toBe(303);
		expect(await buyer.pay(second.url)).toBe(303);
		await installation.hearStripe();
		expect(await buyer.running()).toHaveLength(1);
		// A page that was closed too late: bought behind our back.
		const [known] = await buyer.running();
		const { data } = await stripe().prices.list({ lookup_keys: ['kith_business_month'] });
		const price = data[0] ?? known?.items.data[0]?.price;
		const twice = await stripe().subscriptions.create({
			...{ customer: await buyer.customer(), items: [{ price: price?.id ?? '' }] },
			default_payment_method: known?.default_payment_method as string,
		});
		await installation.hearStripe();
		expect((await buyer.running()).map(({ id }) => id)).toEqual([known?.id]);
		expect(await current()).toMatchObject({ plan: 'pro' });
		const { data: charges } = await stripe().charges.list({ customer: await buyer.customer() });
		const left = charges.reduce((sum, one) => sum + one.amount - one.amount_refunded, 0);
		expect([twice.status, left]).toEqual(['active', 4_900]);
	});

	test('a plan that runs is changed, not bought again; a card that is refused buys nothing', async () => {
		const plans = await owner();
		const { url } = await plans.checkOut({ ...ours(), ...PRO });
		expect(await buyer.pay(url, '4000000000000002')).toBe(402);
		await installation.hearStripe();
		expect(await current()).toMatchObject({ plan: 'free' });
		await buyer.buy();
		expect(await outcomeOf(plans.checkOut({ ...ours(), ...BUSINESS }))).toBe('plans.has_one');
	});
});

describe('changing', () => {
	test('to a larger plan is at once, and costs what was previewed to the cent', async () => {
		await buyer.buy();
		await buyer.pass(11);
		installation.clock.advance(12_345);
		const preview = await buyer.change(BUSINESS);
		expect(await current()).toMatchObject({ plan: 'business', amount: 19_900, next: null });
		const [last] = await buyer.invoices();
		if (preview.kind !== 'now') throw new Error('was to be at once');
		expect([last?.amount_paid, last?.status]).toEqual([preview.dueNow, 'paid']);
		expect(preview.dueNow).toBeGreaterThan(5_000);
		expect(preview.dueNow).toBeLessThan(15_000);
	});

	test('to years is at once, to months and to a smaller plan with the next period', async () => {
		await buyer.buy(BUSINESS);
		expect((await buyer.change({ plan: 'business', interval: 'year' })).kind).toBe('now');
		expect(await current()).toMatchObject({ plan: 'business', interval: 'year' });
		const before = (await buyer.invoices()).length;
		const later = await buyer.change(PRO);
		expect(later).toMatchObject({ kind: 'later', amount: 4_900 });
		const { next, plan, periodEnd } = await current();
		expect([plan, next]).toEqual(['business', { plan: 'pro', interval: 'month', at: periodEnd }]);
		expect(await buyer.invoices()).toHaveLength(before);
		installation.clock.advance(366 * 86_400);
		await installation.hearStripe();
		expect(await current()).toMatchObject({ plan: 'pro', interval: 'month', next: null });
	});

	test('a card that fails changes nothing, and what is too old is previewed again', async () => {
		await buyer.buy();
		const plans = await owner();
		await buyer.spoilCard();
		const preview = await plans.preview({ ...ours(), ...BUSINESS });
		const at = preview.kind === 'now' ? preview.at : 0;
		expect(await outcomeOf(plans.change({ ...ours(), ...BUSINESS, at }))).toBe(
			'plans.card_refused',
		);
		await installation.hearStripe();
		expect(await current()).toMatchObject({ plan: 'pro', status: 'active' });
		expect(await outcomeOf(plans.change({ ...ours(), ...BUSINESS, at: at - 3_600 }))).toBe(
			'plans.preview_again',
		);
		expect(await outcomeOf(plans.change({ ...ours(), ...PRO, at }))).toBe('plans.same');
	});

	test('pressed five times at once it is charged once', async () => {
		await buyer.buy();
		await buyer.pass(3);
		const plans = await owner();
		const preview = await plans.preview({ ...ours(), ...BUSINESS });
		const wish = { ...ours(), ...BUSINESS, at: preview.kind === 'now' ? preview.at : 0 };
		await Promise.all(Array.from({ length: 5 }, () => outcomeOf(plans.change(wish))));
		await installation.hearStripe();
		expect(await current()).toMatchObject({ plan: 'business' });
		expect(await buyer.invoices()).toHaveLength(2);
	});
});

describe('ending', () => {
	test('is with what was paid for, with a reason, and can be taken back', async () => {
		await buyer.buy();
		const plans = await owner();
		await plans.cancel({ ...ours(), reason: 'too_expensive', comment: 'Too dear for us' });
		const { periodEnd, cancelAt, plan } = await current();
		expect([plan, cancelAt]).toEqual(['pro', periodEnd]);
		expect((await buyer.running())[0]?.cancellation_details).toMatchObject({
			...{ feedback: 'too_expensive', comment: 'Too dear for us' },
		});
		await plans.keep(ours());
		expect(await current()).toMatchObject({ plan: 'pro', cancelAt: null });
		await plans.cancel({ ...ours(), reason: null, comment: '' });
		await buyer.pass(32);
		expect(await current()).toMatchObject({ plan: 'free', status: 'canceled', interval: null });
		expect(await outcomeOf(plans.keep(ours()))).toBe('plans.none');
	});

	test('takes back what was agreed on for later, and both are undone by one press', async () => {
		await buyer.buy(BUSINESS);
		await buyer.change(PRO);
		const plans = await owner();
		await plans.cancel({ ...ours(), reason: null, comment: '' });
		expect(await current()).toMatchObject({ plan: 'business', next: null });
		await plans.keep(ours());
		expect(await current()).toMatchObject({ plan: 'business', next: null, cancelAt: null });
	});
});
