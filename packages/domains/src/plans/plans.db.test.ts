import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Stripe } from 'stripe';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { asStaff, createTestStaff } from '@kith/testing/test-staff';
import { platformCaller } from '../index.ts';
import { reconcilePlans, replayEvents } from './index.ts';
import type { ChangePlan } from './plans.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());
/** What ran until now renews no more: time belongs to the next. */
async function endAll(): Promise<void> {
	const standIn = await installation.stripe();
	standIn.setFaults(null);
	for (const { id, status } of standIn.books().all('subscription'))
		if (status !== 'canceled' && status !== 'incomplete_expired')
			await installation.services.payments.subscriptions.cancel(id);
	await installation.hearStripe();
}
beforeEach(async () => {
	await endAll();
	here = await createTestCommunity(installation);
});

const DAY = 86_400;
const GOOD = '4242424242424242';
const stripe = () => installation.services.payments;
const ours = () => ({ organizationId: here.community.organizationId });
const owner = async () => platformCaller(await asStaff(installation, here.staffId)).plans;
const current = async () => (await owner()).current(ours());

/** Somebody else of the organization. */
async function staffWith(role: string) {
	const { staffId } = await createTestStaff(installation);
	const row = { ...ours(), staffId, role };
	await installation.services.platform.insertInto('organizationStaff').values(row).execute();
	return platformCaller(await asStaff(installation, staffId)).plans;
}

async function post(url: string, form: Record<string, string>): Promise<Response> {
	const body = new URLSearchParams(form);
	const standIn = await installation.stripe();
	return (await standIn.pages(new Request(url, { method: 'POST', body }))) ?? new Response();
}

const pay = (url: string, number = GOOD) =>
	post(`${url}/pay`, {
		...{ number, expiry: '12/34', cvc: '123', name: 'Ada', email: 'ada@example.com' },
		...{ line1: 'Way 1', city: 'Ghent', postal_code: '9000', country: 'BE' },
	});

type Choice = Pick<ChangePlan, 'plan' | 'interval'>;
const PRO: Choice = { plan: 'pro', interval: 'month' };
const BUSINESS: Choice = { plan: 'business', interval: 'month' };

async function buy(choice = PRO, number = GOOD) {
	const { url } = await (await owner()).checkOut({ ...ours(), ...choice });
	const paid = await pay(url, number);
	expect(paid.status).toBe(303);
	await installation.hearStripe();
	return url;
}

async function change(choice: Choice) {
	const plans = await owner();
	const preview = await plans.preview({ ...ours(), ...choice });
	const at = preview.kind === 'now' ? preview.at : null;
	await plans.change({ ...ours(), ...choice, at });
	await installation.hearStripe();
	return preview;
}

/** Days go by, and Stripe does what is due at each. */
async function pass(days: number) {
	for (let day = 0; day < days; day++) {
		installation.clock.advance(DAY);
		await installation.hearStripe();
	}
}

const customerOf = async () => {
	const row = installation.services.platform.selectFrom('planSubscriptions').select('customerId');
	const { organizationId } = ours();
	const found = await row.where('organizationId', '=', organizationId).executeTakeFirst();
	return found?.customerId ?? '';
};
const invoices = async () =>
	(await stripe().invoices.list({ customer: await customerOf(), limit: 100 })).data;
const running = async (): Promise<Stripe.Subscription[]> =>
	(await stripe().subscriptions.list({ customer: await customerOf() })).data;

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
		await buy();
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
		expect((await pay(first.url)).status).not.toBe(303);
		expect((await pay(second.url)).status).toBe(303);
		await installation.hearStripe();
		expect(await running()).toHaveLength(1);
		// A page that was closed too late: bought behind our back.
		const [known] = await running();
		const { data } = await stripe().prices.list({ lookup_keys: ['kith_business_month'] });
		const price = data[0] ?? known?.items.data[0]?.price;
		const twice = await stripe().subscriptions.create({
			...{ customer: await customerOf(), items: [{ price: price?.id ?? '' }] },
			default_payment_method: known?.default_payment_method as string,
		});
		await installation.hearStripe();
		expect((await running()).map(({ id }) => id)).toEqual([known?.id]);
		expect(await current()).toMatchObject({ plan: 'pro' });
		const { data: charges } = await stripe().charges.list({ customer: await customerOf() });
		const left = charges.reduce((sum, one) => sum + one.amount - one.amount_refunded, 0);
		expect([twice.status, left]).toEqual(['active', 4_900]);
	});

	test('a plan that runs is changed, not bought again; a card that is refused buys nothing', async () => {
		const plans = await owner();
		const { url } = await plans.checkOut({ ...ours(), ...PRO });
		expect((await pay(url, '4000000000000002')).status).toBe(402);
		await installation.hearStripe();
		expect(await current()).toMatchObject({ plan: 'free' });
		await buy();
		expect(await outcomeOf(plans.checkOut({ ...ours(), ...BUSINESS }))).toBe('plans.has_one');
	});
});

describe('changing', () => {
	test('to a larger plan is at once, and costs what was previewed to the cent', async () => {
		await buy();
		await pass(11);
		installation.clock.advance(12_345);
		const preview = await change(BUSINESS);
		expect(await current()).toMatchObject({ plan: 'business', amount: 19_900, next: null });
		const [last] = await invoices();
		if (preview.kind !== 'now') throw new Error('was to be at once');
		expect([last?.amount_paid, last?.status]).toEqual([preview.dueNow, 'paid']);
		expect(preview.dueNow).toBeGreaterThan(5_000);
		expect(preview.dueNow).toBeLessThan(15_000);
	});

	test('to years is at once, to months and to a smaller plan with the next period', async () => {
		await buy(BUSINESS);
		expect((await change({ plan: 'business', interval: 'year' })).kind).toBe('now');
		expect(await current()).toMatchObject({ plan: 'business', interval: 'year' });
		const before = (await invoices()).length;
		const later = await change(PRO);
		expect(later).toMatchObject({ kind: 'later', amount: 4_900 });
		const { next, plan, periodEnd } = await current();
		expect([plan, next]).toEqual(['business', { plan: 'pro', interval: 'month', at: periodEnd }]);
		expect(await invoices()).toHaveLength(before);
		installation.clock.advance(366 * DAY);
		await installation.hearStripe();
		expect(await current()).toMatchObject({ plan: 'pro', interval: 'month', next: null });
	});

	test('a card that fails changes nothing, and what is too old is previewed again', async () => {
		await buy();
		const plans = await owner();
		const customer = await customerOf();
		const bad = await stripe().paymentMethods.attach('pm_card_chargeCustomerFail', { customer });
		const [one] = await running();
		await stripe().subscriptions.update(one?.id ?? '', { default_payment_method: bad.id });
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
		await buy();
		await pass(3);
		const plans = await owner();
		const preview = await plans.preview({ ...ours(), ...BUSINESS });
		const wish = { ...ours(), ...BUSINESS, at: preview.kind === 'now' ? preview.at : 0 };
		await Promise.all(Array.from({ length: 5 }, () => outcomeOf(plans.change(wish))));
		await installation.hearStripe();
		expect(await current()).toMatchObject({ plan: 'business' });
		expect(await invoices()).toHaveLength(2);
	});
});

describe('ending', () => {
	test('is with what was paid for, with a reason, and can be taken back', async () => {
		await buy();
		const plans = await owner();
		await plans.cancel({ ...ours(), reason: 'too_expensive', comment: 'Too dear for us' });
		const { periodEnd, cancelAt, plan } = await current();
		expect([plan, cancelAt]).toEqual(['pro', periodEnd]);
		expect((await running())[0]?.cancellation_details).toMatchObject({
			...{ feedback: 'too_expensive', comment: 'Too dear for us' },
		});
		await plans.keep(ours());
		expect(await current()).toMatchObject({ plan: 'pro', cancelAt: null });
		await plans.cancel({ ...ours(), reason: null, comment: '' });
		await pass(32);
		expect(await current()).toMatchObject({ plan: 'free', status: 'canceled', interval: null });
		expect(await outcomeOf(plans.keep(ours()))).toBe('plans.none');
	});

	test('takes back what was agreed on for later, and both are undone by one press', async () => {
		await buy(BUSINESS);
		await change(PRO);
		const plans = await owner();
		await plans.cancel({ ...ours(), reason: null, comment: '' });
		expect(await current()).toMatchObject({ plan: 'business', next: null });
		await plans.keep(ours());
		expect(await current()).toMatchObject({ plan: 'business', next: null, cancelAt: null });
	});
});

test('an organization that is deleted is charged no more', async () => {
	await buy();
	const [one] = await running();
	const { staffId } = here;
	const { platform } = installation.services;
	const ctx = await asStaff(installation, staffId);
	const { organizations } = platformCaller(ctx);
	expect(await outcomeOf(organizations.delete(ours()))).toBe('organizations.has_communities');
	expect((await running()).length).toBe(1);
	await platform.deleteFrom('communities').where('id', '=', here.id).execute();
	await organizations.delete(ours());
	expect((await stripe().subscriptions.retrieve(one?.id ?? '')).status).toBe('canceled');
});

test('a card that fails at the renewal is told, takes nothing away, and a new one recovers it', async () => {
	await buy();
	const customer = await customerOf();
	const [one] = await running();
	const bad = await stripe().paymentMethods.attach('pm_card_chargeCustomerFail', { customer });
	await stripe().subscriptions.update(one?.id ?? '', { default_payment_method: bad.id });
	await pass(32);
	expect(await current()).toMatchObject({ plan: 'pro', status: 'past_due' });
	const good = await stripe().paymentMethods.attach('pm_card_visa', { customer });
	await stripe().subscriptions.update(one?.id ?? '', { default_payment_method: good.id });
	await pass(4);
	expect(await current()).toMatchObject({ plan: 'pro', status: 'active' });
});

test('without a card that works, days later, it is Free; nothing else changed', async () => {
	await buy();
	const customer = await customerOf();
	const [one] = await running();
	const bad = await stripe().paymentMethods.attach('pm_card_chargeCustomerFail', { customer });
	await stripe().subscriptions.update(one?.id ?? '', { default_payment_method: bad.id });
	await pass(31 + 17);
	expect(await current()).toMatchObject({ plan: 'free', status: 'canceled' });
	expect((await here.as(await here.member('member', 'mia'))).community.id).toBe(here.id);
});

test('only owners and who looks after money may; an admin sees, an analyst and strangers do not', async () => {
	await buy();
	const [admin, analyst, billing] = [
		...[await staffWith('admin'), await staffWith('analyst'), await staffWith('billing')],
	];
	const there = await createTestCommunity(installation);
	const stranger = platformCaller(await asStaff(installation, there.staffId)).plans;
	expect(await admin?.current(ours())).toMatchObject({ plan: 'pro', mayBuy: false });
	expect(await billing?.current(ours())).toMatchObject({ plan: 'pro', mayBuy: true });
	for (const plans of [analyst, stranger])
		expect(await outcomeOf(plans?.current(ours()) ?? Promise.resolve())).toBe('permissions.denied');
	for (const plans of [admin, analyst, stranger])
		for (const call of [
			() => plans?.checkOut({ ...ours(), ...PRO }),
			() => plans?.preview({ ...ours(), ...BUSINESS }),
			() => plans?.change({ ...ours(), ...BUSINESS, at: null }),
			() => plans?.cancel({ ...ours(), reason: null, comment: '' }),
			() => plans?.keep(ours()),
			() => plans?.invoices(ours()),
			() => plans?.openPortal(ours()),
			() => plans?.readAgain(ours()),
		])
			expect(await outcomeOf(call() ?? Promise.resolve())).toBe('permissions.denied');
});

test('card, tax number and invoices are on the hosted page, which changes no plan', async () => {
	const plans = await owner();
	expect(await outcomeOf(plans.openPortal(ours()))).toBe('plans.no_customer');
	await buy();
	const { url } = await plans.openPortal(ours());
	const page = await (await installation.stripe()).pages(new Request(url));
	const text = await page?.text();
	expect(text).toContain('4242');
	await plans.openPortal(ours());
	const { data } = await stripe().billingPortal.configurations.list({ limit: 100 });
	expect(data.filter(({ metadata }) => metadata?.['kith'] === 'plans')).toHaveLength(1);
});

describe('how much is used', () => {
	const use = async (meter: string, used: number) => {
		const { organizationId } = ours();
		await installation.owner.query(
			`insert into platform.mails (id, key, scope, kind, request_id, requested_at, in_batch, is_trial, state, state_at, created_at)
				select gen_random_uuid(), $2 || n, $1, 'welcome', gen_random_uuid(), $3, false, false, 'sent', $3, $3
				from generate_series(1, $4::int) n`,
			[here.id, `${organizationId}${meter}${used}`, installation.clock.now(), used],
		);
		installation.clock.advance(16 * 60);
		return (await current()).meters.find((one) => one.meter === meter);
	};

	test('is counted, warned of at four fifths and at the whole, and ends nothing', async () => {
		const meters = (await current()).meters.map(({ meter, state }) => [meter, state]);
		expect(meters).toEqual([
			...[
				['members', 'ok'],
				['storage', 'ok'],
				['mails', 'ok'],
				['calls', 'ok'],
			],
		]);
		expect(await use('mails', 3_900)).toMatchObject({ used: 3_900, limit: 5_000, state: 'ok' });
		expect(await use('mails', 200)).toMatchObject({ used: 4_100, state: 'near' });
		expect(await use('mails', 1_000)).toMatchObject({ used: 5_100, state: 'over' });
		const { rows } = await installation.owner.query<{ percent: number }>(
			`select (payload->'payload'->>'percent')::int as percent from streams.outbox
				where payload->>'name' = 'mail-usage' and payload->'payload'->>'organizationId' = $1
				order by occurred_at`,
			[ours().organizationId],
		);
		expect(rows.map(({ percent }) => percent)).toEqual([80, 100]);
		const listed = await (await here.as(await here.member('member', 'mia'))).snapshot.spaces;
		expect(listed.length).toBeGreaterThan(0);
	});

	test('a larger plan takes the warning back', async () => {
		await use('mails', 5_100);
		await buy();
		installation.clock.advance(16 * 60);
		const mails = (await current()).meters.find(({ meter }) => meter === 'mails');
		expect(mails).toMatchObject({ limit: 100_000, state: 'ok', graceUntil: null });
	});
});

describe('what never came', () => {
	test('is found in the night, repaired, and written down', async () => {
		await buy();
		const { organizationId } = ours();
		await installation.owner.query(
			`update platform.plan_subscriptions set plan = 'free', status = 'canceled' where organization_id = $1`,
			[organizationId],
		);
		const { drifts } = await reconcilePlans(installation.services);
		expect(drifts.filter((one) => one.organizationId === organizationId)).toEqual([
			expect.objectContaining({
				fields: {
					plan: { here: 'free', there: 'pro' },
					status: { here: 'canceled', there: 'active' },
				},
			}),
		]);
		expect(await current()).toMatchObject({ plan: 'pro' });
		const again = await reconcilePlans(installation.services);
		expect(again.drifts.filter((one) => one.organizationId === organizationId)).toEqual([]);
		const { rows } = await installation.owner.query('select drifts from platform.billing_reports');
		expect(rows.length).toBeGreaterThanOrEqual(2);
	});

	test('comes by a replay of what Stripe told, once', async () => {
		const since = installation.clock.now();
		(await installation.stripe()).setFaults({ seed: 1, webhooks: { drop: 1 } });
		await buy();
		expect(await current()).toMatchObject({ plan: 'free' });
		(await installation.stripe()).setFaults(null);
		expect(await replayEvents(installation.services, since)).toBeGreaterThan(0);
		await installation.hearStripe();
		expect(await current()).toMatchObject({ plan: 'pro' });
		expect(await replayEvents(installation.services, since)).toBe(0);
	});

	test('a subscription whose customer is nobody here is named', async () => {
		await buy();
		const [known] = await running();
		const customer = await stripe().customers.create({ email: 'x@example.com' });
		const method = await stripe().paymentMethods.attach('pm_card_visa', { customer: customer.id });
		const made = await stripe().subscriptions.create({
			...{ customer: customer.id, default_payment_method: method.id },
			items: [{ price: known?.items.data[0]?.price.id ?? '' }],
		});
		const { drifts } = await reconcilePlans(installation.services);
		expect(drifts).toContainEqual({
			...{ organizationId: null, subscriptionId: made.id, fields: {} },
		});
		await stripe().subscriptions.cancel(made.id);
	});
});

test('twenty lives under twenty plans of what goes wrong: here is what Stripe has, and nothing is double', async () => {
	const standIn = await installation.stripe();
	const kinds = ['up', 'down', 'year', 'cancel', 'keep', 'time'] as const;
	const ends = new Map<string, number>();
	for (let seed = 1; seed <= 20; seed++) {
		await endAll();
		here = await createTestCommunity(installation);
		let state = seed * 7_919;
		const draw = (most: number) => (state = (state * 48_271) % 2_147_483_647) % most;
		standIn.setFaults({
			seed,
			webhooks: {
				...{ duplicate: 0.3, drop: 0.3, unheard: 0.2, delay: 0.4, early: 0.2, stranger: 0.1 },
				...{ old: 0.2, shuffle: true },
			},
			api: { lost: 0.03, error: 0.04 },
		});
		const plans = await owner();
		const patiently = async <T>(call: () => Promise<T>): Promise<T | null> => {
			for (let tries = 0; tries < 8; tries++) {
				const outcome = await call().catch((error: unknown) => String(error));
				if (typeof outcome !== 'string' || !/unavailable/.test(outcome)) return outcome as T;
			}
			return null;
		};
		const bought = await patiently(() => plans.checkOut({ ...ours(), ...PRO }));
		if (bought?.url) await pay(bought.url);
		for (let step = 0; step < 6; step++) {
			const kind = kinds[draw(kinds.length)];
			const to: Choice | null =
				kind === 'up'
					? BUSINESS
					: kind === 'down'
						? PRO
						: kind === 'year'
							? { plan: 'pro', interval: 'year' }
							: null;
			if (to)
				await patiently(async () => {
					const preview = await plans.preview({ ...ours(), ...to });
					const at = preview.kind === 'now' ? preview.at : null;
					return plans.change({ ...ours(), ...to, at });
				});
			if (kind === 'cancel')
				await patiently(() => plans.cancel({ ...ours(), reason: null, comment: '' }));
			if (kind === 'keep') await patiently(() => plans.keep(ours()));
			if (kind === 'time') installation.clock.advance((1 + draw(40)) * DAY);
			await installation.hearStripe();
		}
		standIn.setFaults(null);
		installation.clock.advance(3 * 3_600);
		await installation.hearStripe();
		await reconcilePlans(installation.services);
		const shop = standIn.books();
		const customer = await customerOf();
		const theirs = shop.all('subscription').filter((one) => one.customer === customer);
		const giving = theirs.filter(({ status }) =>
			['active', 'trialing', 'past_due'].includes(status),
		);
		expect(giving.length, `seed ${seed}`).toBeLessThanOrEqual(1);
		const now = await current();
		const price = giving[0]?.items.data[0]?.price;
		expect([now.plan, now.amount], `seed ${seed}`).toEqual([
			...[price?.metadata['plan'] ?? 'free', price?.unit_amount ?? null],
		]);
		ends.set(now.plan, (ends.get(now.plan) ?? 0) + 1);
		const { drifts } = await reconcilePlans(installation.services);
		expect(drifts.filter(({ organizationId }) => organizationId === ours().organizationId)).toEqual(
			[],
		);
	}
	// They did not all come to nothing.
	expect((ends.get('pro') ?? 0) + (ends.get('business') ?? 0)).toBeGreaterThan(8);
}, 240_000);
