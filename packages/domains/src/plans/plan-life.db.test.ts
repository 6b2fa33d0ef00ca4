import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buyerOf, BUSINESS, endAllPlans, PRO } from '@kith/testing/test-buying';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { asStaff, createTestStaff } from '@kith/testing/test-staff';
import { platformCaller } from '../index.ts';

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

/** Somebody else of the organization. */
async function staffWith(role: string) {
	const { staffId } = await createTestStaff(installation);
	const row = { ...ours(), staffId, role };
	await installation.services.platform.insertInto('organizationStaff').values(row).execute();
	return platformCaller(await asStaff(installation, staffId)).plans;
}

test('a card that fails at the renewal is told, takes nothing away, and a new one recovers it', async () => {
	await buyer.buy();
	await buyer.spoilCard();
	await buyer.pass(32);
	expect(await current()).toMatchObject({ plan: 'pro', status: 'past_due' });
	const customer = await buyer.customer();
	const good = await stripe().paymentMethods.attach('pm_card_visa', { customer });
	const [one] = await buyer.running();
	await stripe().subscriptions.update(one?.id ?? '', { default_payment_method: good.id });
	await buyer.pass(4);
	expect(await current()).toMatchObject({ plan: 'pro', status: 'active' });
});

test('without a card that works, days later, it is Free; nothing else changed', async () => {
	await buyer.buy();
	await buyer.spoilCard();
	await buyer.pass(31 + 17);
	expect(await current()).toMatchObject({ plan: 'free', status: 'canceled' });
	expect((await here.as(await here.member('member', 'mia'))).community.id).toBe(here.id);
});

test('an organization that is deleted is charged no more', async () => {
	await buyer.buy();
	const [one] = await buyer.running();
	const { staffId } = here;
	const { platform } = installation.services;
	const ctx = await asStaff(installation, staffId);
	const { organizations } = platformCaller(ctx);
	expect(await outcomeOf(organizations.delete(ours()))).toBe('organizations.has_communities');
	expect((await buyer.running()).length).toBe(1);
	await platform.deleteFrom('communities').where('id', '=', here.id).execute();
	await organizations.delete(ours());
	expect((await stripe().subscriptions.retrieve(one?.id ?? '')).status).toBe('canceled');
});

test('only owners and who looks after money may; an admin sees, an analyst and strangers do not', async () => {
	await buyer.buy();
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
	await buyer.buy();
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
		const { snapshot } = await here.as(await here.member('member', 'mia'));
		expect(snapshot.spaces.length).toBeGreaterThan(0);
	});

	test('a larger plan takes the warning back', async () => {
		await use('mails', 5_100);
		await buyer.buy();
		installation.clock.advance(16 * 60);
		const mails = (await current()).meters.find(({ meter }) => meter === 'mails');
		expect(mails).toMatchObject({ limit: 100_000, state: 'ok', graceUntil: null });
	});
});
