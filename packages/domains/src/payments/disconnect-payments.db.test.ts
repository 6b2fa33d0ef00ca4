import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { paymentsIn } from '@kith/testing/test-payments';
import { eraseCommunity } from '../archives/index.ts';
import { reconcileAccounts, windDown } from './wind-down.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());
beforeEach(async () => {
	here = await createTestCommunity(installation);
});

const DAY = 86_400;
const stripe = () => installation.services.payments;
const connect = () => paymentsIn(installation).connect(here);
const tell = (url: string, standing: string) => paymentsIn(installation).tell(url, standing);
const told = async (type: string) =>
	(
		await installation.owner.query<{ payload: object }>(
			'select payload from streams.outbox where community_id = $1 and type = $2 order by occurred_at',
			[here.id, type],
		)
	).rows.map(({ payload }) => payload);

test('says what it does: running memberships end with what was paid, and are not charged again', async () => {
	const { owner, url, accountId } = await connect();
	await tell(url, 'active');
	const made = await paymentsIn(installation).subscribe(accountId);
	const end = made.items.data[0]?.current_period_end ?? 0;
	expect(await owner.planDisconnect()).toEqual({
		...{ running: 1, isMore: false, lastEnd: new Date(end * 1000) },
	});
	await owner.disconnect();
	const { account, past } = await owner.get();
	expect([account, past]).toEqual([
		null,
		expect.objectContaining({ accountId, isLost: false, isEnding: true }),
	]);
	const { rows } = await installation.owner.query<{ id: string }>(
		'select id from platform.connected_accounts where account_id = $1',
		[accountId],
	);
	const job = { connectionId: rows[0]?.id };
	for (let round = 0; round < 3; round++) await windDown(installation.services, job);
	const on = { stripeAccount: accountId };
	expect(await stripe().subscriptions.retrieve(made.id, {}, on)).toMatchObject({
		...{ status: 'active', cancel_at_period_end: true },
	});
	installation.clock.advance(32 * DAY);
	await installation.hearStripe();
	await reconcileAccounts(installation.services);
	expect((await owner.get()).past).toMatchObject({ isEnding: false });
	expect((await stripe().invoices.list({}, on)).data).toHaveLength(1);
});

test('what its owner sells there by other ways is left alone', async () => {
	const { owner, url, accountId } = await connect();
	await tell(url, 'active');
	const made = await paymentsIn(installation).subscribe(accountId);
	const shop = (await installation.stripe()).books(accountId);
	const own = shop.need('subscription', made.id);
	shop.put('subscription', { ...own, application: null });
	expect(await owner.planDisconnect()).toMatchObject({ running: 0 });
});

test('connected again, the same account takes payments again; elsewhere it is a new one', async () => {
	const { owner, url, accountId } = await connect();
	await tell(url, 'active');
	await owner.disconnect();
	await owner.connect({ country: 'DE' });
	expect(await owner.get()).toMatchObject({
		account: { accountId, state: 'active', takesPayments: true },
	});
	await owner.disconnect();
	await owner.connect({ country: 'AT' });
	const { account } = await owner.get();
	expect(account?.accountId).not.toBe(accountId);
	expect(account?.country).toBe('AT');
});

test('at Stripe itself: it is known at once, and the next one is new', async () => {
	const { owner, url, accountId } = await connect();
	await tell(url, 'active');
	await paymentsIn(installation).act(accountId, 'disconnect');
	expect(await owner.get()).toMatchObject({
		account: null,
		past: { accountId, isLost: true, isEnding: false, disconnectedBy: null },
	});
	expect(await told('payments.disconnected')).toHaveLength(1);
	await owner.connect({ country: 'DE' });
	expect((await owner.get()).account?.accountId).not.toBe(accountId);
});

test('a community that is deleted charges nobody any more', async () => {
	const { url, accountId } = await connect();
	await tell(url, 'active');
	const made = await paymentsIn(installation).subscribe(accountId);
	await eraseCommunity(installation.services, here.id);
	const on = { stripeAccount: accountId };
	expect((await stripe().subscriptions.retrieve(made.id, {}, on)).status).toBe('canceled');
});
