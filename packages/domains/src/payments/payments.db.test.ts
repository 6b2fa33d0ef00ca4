import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { paymentsIn, paymentsOf } from '@kith/testing/test-payments';
import { communityCaller } from '../index.ts';
import { payeeOf } from './index.ts';
import { reconcileAccounts } from './wind-down.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());
beforeEach(async () => {
	(await installation.stripe()).setFaults(null);
	here = await createTestCommunity(installation);
});

const stripe = () => installation.services.payments;
const connect = (community = here) => paymentsIn(installation).connect(community);
const ownerOf = (community = here) => paymentsOf(community);
const tell = (url: string, standing: string) => paymentsIn(installation).tell(url, standing);

const told = async (type: string) =>
	(
		await installation.owner.query<{ payload: object }>(
			'select payload from streams.outbox where community_id = $1 and type = $2 order by occurred_at',
			[here.id, type],
		)
	).rows.map(({ payload }) => payload);

describe('connecting', () => {
	test('before it the fee is named, and nothing is connected', async () => {
		expect(await (await ownerOf()).get()).toEqual({
			...{ account: null, past: null, feePercent: 5, plan: 'free' },
			...{ takesRealMoney: false, mayManage: true },
		});
	});

	test('pressed twenty times at once there is one account, and twenty ways to go on', async () => {
		const owner = await ownerOf();
		const before = (await stripe().accounts.list({ limit: 100 })).data.length;
		const ways = await Promise.all(
			Array.from({ length: 20 }, () => owner.connect({ country: 'DE' })),
		);
		expect(ways.every(({ url }) => url.includes('/dev/stripe/onboard/'))).toBe(true);
		expect((await stripe().accounts.list({ limit: 100 })).data.length).toBe(before + 1);
		const account = await stripe().accounts.retrieve((await owner.get()).account?.accountId ?? '');
		expect(account).toMatchObject({
			...{ country: 'DE', metadata: { kith_community: here.id } },
			controller: {
				...{ fees: { payer: 'account' }, losses: { payments: 'stripe' } },
				stripe_dashboard: { type: 'full' },
			},
		});
		expect(await told('payments.connected')).toHaveLength(1);
	});

	test('every state is told within the event, with what is due in words', async () => {
		const { owner, url } = await connect();
		const state = async () => (await owner.get()).account;
		expect(await state()).toMatchObject({ state: 'onboarding', takesPayments: false });
		expect((await state())?.due).toContainEqual({
			...{ thing: 'bank_account', of: null, isLate: true, problem: null },
		});
		expect(await tell(url, 'verifying')).toContain(`/c/${here.id}/revenue/payments/back`);
		expect(await state()).toMatchObject({ state: 'checking', due: [] });
		await tell(url, 'due');
		const due = await state();
		expect(due).toMatchObject({
			...{ state: 'due', takesPayments: true, paysOut: true },
			due: [{ thing: 'document', of: 'person', isLate: false, problem: null }],
		});
		expect(due?.deadline?.getTime()).toBeGreaterThan(installation.clock.now().getTime());
		await tell(url, 'restricted');
		expect(await state()).toMatchObject({
			...{ state: 'restricted', takesPayments: false },
			due: [{ thing: 'tax_number', of: 'business', isLate: true, problem: null }],
		});
		await tell(url, 'refused');
		expect(await state()).toMatchObject({ state: 'rejected' });
		await tell(url, 'active');
		expect(await state()).toMatchObject({ state: 'active', currency: 'eur', due: [] });
		expect(
			(await told('payments.switched')).map((one) => Reflect.get(one, 'takesPayments')),
		).toEqual([true, false, true]);
	});

	test('events in any order, twice, and late end as Stripe has it', async () => {
		const { owner, url } = await connect();
		const standIn = await installation.stripe();
		for (let seed = 1; seed <= 8; seed++) {
			standIn.setFaults({
				seed,
				webhooks: { duplicate: 0.5, drop: 0.3, delay: 0.5, shuffle: true },
			});
			for (const standing of ['due', 'restricted', 'active', 'verifying', 'due'])
				await tell(url, standing);
			standIn.setFaults(null);
			installation.clock.advance(2 * 3600);
			await installation.hearStripe();
			expect(await owner.get()).toMatchObject({ account: { state: 'due' } });
		}
	});

	test('an answer to an earlier question never replaces that to a later one', async () => {
		const { owner, url, accountId } = await connect();
		await tell(url, 'active');
		await installation.owner.query(
			'update platform.connected_accounts set heard = asked + 1 where account_id = $1',
			[accountId],
		);
		await tell(url, 'restricted');
		expect(await owner.get()).toMatchObject({ account: { state: 'active' } });
	});

	test('what no event told is found in the night', async () => {
		const { owner, url } = await connect();
		const standIn = await installation.stripe();
		standIn.setFaults({ seed: 1, webhooks: { drop: 1 } });
		await tell(url, 'active');
		standIn.setFaults(null);
		expect(await owner.get()).toMatchObject({ account: { state: 'onboarding' } });
		await reconcileAccounts(installation.services);
		expect(await owner.get()).toMatchObject({ account: { state: 'active' } });
	});

	test('of an account nobody connected here, and of no account, nothing is kept', async () => {
		await stripe().accounts.create({ country: 'DE' });
		await installation.hearStripe();
		expect((await (await ownerOf()).get()).account).toBeNull();
	});
});

test('while Stripe is away everything says so, and is done once when it is back', async () => {
	const standIn = await installation.stripe();
	const owner = await ownerOf();
	standIn.setFaults({ seed: 3, api: { error: 1 } });
	expect(await outcomeOf(owner.connect({ country: 'DE' }))).toBe('payments.unavailable');
	standIn.setFaults(null);
	const before = (await stripe().accounts.list({ limit: 100 })).data.length;
	await owner.connect({ country: 'DE' });
	expect((await owner.get()).account?.currency).toBe('eur');
	standIn.setFaults({ seed: 3, api: { error: 1 } });
	for (const call of [owner.readAgain, owner.continue, owner.openDashboard, owner.planDisconnect])
		expect(await outcomeOf(call())).toBe('payments.unavailable');
	standIn.setFaults(null);
	expect((await stripe().accounts.list({ limit: 100 })).data.length).toBe(before + 1);
});

test('nothing is there to go on with, to open or to end before it is connected', async () => {
	const owner = await ownerOf();
	for (const call of [
		...[owner.continue, owner.openDashboard, owner.disconnect],
		...[owner.planDisconnect, owner.readAgain],
	])
		expect(await outcomeOf(call())).toBe('payments.not_connected');
});

test('members can pay while the account works, and what stays with the platform is said', async () => {
	const payee = () => payeeOf(installation.services, here.community);
	expect(await payee()).toBeNull();
	const { owner, url, accountId } = await connect();
	expect(await payee()).toBeNull();
	await tell(url, 'due');
	expect(await payee()).toEqual({ accountId, currency: 'eur', feePercent: 5 });
	await tell(url, 'restricted');
	expect(await payee()).toBeNull();
	await tell(url, 'active');
	await owner.disconnect();
	expect(await payee()).toBeNull();
});

test('an admin reads how it stands and changes nothing; a moderator does not even read', async () => {
	await connect();
	const of = async (role: string) =>
		communityCaller(await here.as(await here.member(role, role))).payments;
	const admin = await of('admin');
	expect(await admin.get()).toMatchObject({ mayManage: false, account: { state: 'onboarding' } });
	for (const call of [
		...[() => admin.connect({ country: 'DE' }), admin.continue, admin.openDashboard],
		...[admin.planDisconnect, admin.disconnect, (await of('moderator')).get],
	])
		expect(await outcomeOf(call())).toBe('permissions.denied');
});

test('another community has an account of its own', async () => {
	const there = await createTestCommunity(installation);
	const [mine, theirs] = [await connect(), await connect(there)];
	expect(mine.accountId).not.toBe(theirs.accountId);
	await mine.owner.disconnect();
	expect((await theirs.owner.get()).account).not.toBeNull();
});

test("Stripe's own pages open, and what was opened is written down", async () => {
	const { owner, accountId } = await connect();
	expect((await owner.openDashboard()).url).toContain(accountId);
	const { url } = await owner.continue();
	expect(url).toContain('/dev/stripe/onboard/');
	const entries = here.db.selectFrom('auditEntries').select('action').orderBy('number');
	expect((await entries.execute()).map(({ action }) => action).slice(-3)).toEqual([
		...['payments.connected', 'payments.opened', 'payments.opened'],
	]);
});
