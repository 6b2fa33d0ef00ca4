import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { buyerOf, BUSINESS, endAllPlans, PRO, type Choice } from '@kith/testing/test-buying';
import { createTestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { TRIAL_DAYS } from './plans.schema.ts';

let installation: TestInstallation;
let buyer: ReturnType<typeof buyerOf>;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());
beforeEach(async () => {
	await endAllPlans(installation);
	buyer = buyerOf(installation, await createTestCommunity(installation));
});

const current = () => buyer.current();
const checkOut = async (choice: Choice, isTrial = true) =>
	(await buyer.owner()).checkOut({ ...buyer.ours(), ...choice, isTrial });

async function tryOut(choice: Choice = PRO): Promise<void> {
	const { url } = await checkOut(choice);
	expect(await buyer.pay(url)).toBe(303);
	await installation.hearStripe();
}

/** What was charged so far, in cents. */
async function charged(): Promise<number> {
	const customer = await buyer.customer();
	const { data } = await installation.services.payments.charges.list({ customer, limit: 100 });
	return data.reduce((sum, { amount, status }) => sum + (status === 'succeeded' ? amount : 0), 0);
}

async function lettersOf(news: string): Promise<number> {
	const { rows } = await installation.owner.query<{ count: number }>(
		`select count(*)::int as count from streams.outbox where payload->>'name' = 'mail-plan'
			and payload->'payload'->>'organizationId' = $1 and payload->'payload'->>'news' = $2`,
		[buyer.ours().organizationId, news],
	);
	return rows[0]?.count ?? 0;
}

test('a plan is tried for its days, told of before they are over, and charged with the next one', async () => {
	expect(await current()).toMatchObject({ plan: 'free', mayTry: true });
	await tryOut();
	const { trialEnd, ...tried } = await current();
	expect(tried).toMatchObject({ plan: 'pro', status: 'trialing', amount: 4_900, mayTry: false });
	const days = ((trialEnd?.getTime() ?? 0) - installation.clock.now().getTime()) / 86_400_000;
	expect(Math.round(days)).toBe(TRIAL_DAYS);
	await buyer.pass(TRIAL_DAYS - 4);
	expect([await charged(), await lettersOf('trial')]).toEqual([0, 0]);
	await buyer.pass(2);
	expect([await charged(), await lettersOf('trial')]).toEqual([0, 1]);
	await buyer.pass(3);
	expect(await current()).toMatchObject({ plan: 'pro', status: 'active' });
	expect([await charged(), await lettersOf('trial')]).toEqual([4_900, 1]);
});

test('ended within its days it costs nothing, and is bought the next time', async () => {
	await tryOut();
	const plans = await buyer.owner();
	await plans.cancel({ ...buyer.ours(), reason: null, comment: '' });
	const { cancelAt, trialEnd, plan } = await current();
	expect([plan, cancelAt]).toEqual(['pro', trialEnd]);
	await buyer.pass(TRIAL_DAYS + 1);
	expect(await current()).toMatchObject({ plan: 'free', status: 'canceled', mayTry: false });
	expect(await charged()).toBe(0);
	expect(await outcomeOf(checkOut(BUSINESS))).toBe('plans.trial_used');
	await buyer.buy();
	expect([await charged(), (await current()).status]).toEqual([4_900, 'active']);
});

test('who bought a plan before tries none afterwards', async () => {
	await buyer.buy();
	const plans = await buyer.owner();
	expect(await outcomeOf(checkOut(BUSINESS))).toBe('plans.has_one');
	await plans.cancel({ ...buyer.ours(), reason: null, comment: '' });
	await buyer.pass(32);
	expect(await outcomeOf(checkOut(PRO))).toBe('plans.trial_used');
});

test('a larger plan is tried on until the same day, and then charged', async () => {
	await tryOut();
	const { trialEnd } = await current();
	await buyer.pass(2);
	expect(await buyer.change(BUSINESS)).toMatchObject({ kind: 'now', dueNow: 0 });
	expect(await current()).toMatchObject({ plan: 'business', status: 'trialing', trialEnd });
	expect(await charged()).toBe(0);
	await buyer.pass(TRIAL_DAYS);
	expect([await charged(), (await current()).status]).toEqual([19_900, 'active']);
});

test('a card that fails when the days are over takes nothing away before the days of grace', async () => {
	await tryOut();
	await buyer.spoilCard();
	await buyer.pass(TRIAL_DAYS + 1);
	expect(await current()).toMatchObject({ plan: 'pro', status: 'past_due' });
	await buyer.pass(20);
	expect(await current()).toMatchObject({ plan: 'free', status: 'canceled' });
	expect(await charged()).toBe(0);
});
