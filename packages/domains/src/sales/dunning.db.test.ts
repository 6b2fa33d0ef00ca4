import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { dunningIn } from '@kith/testing/test-dunning';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { mailBounces } from '@kith/testing/test-bounces';
import {
	makePrice,
	makeTier,
	openTestSales,
	salesOf,
	type TestSales,
} from '@kith/testing/test-sales';
import { communityCaller } from '../index.ts';
import { reconcileCommunity, settleLater } from './reconcile-sales.ts';

let installation: TestInstallation;
let shop: TestSales;
let dunning: ReturnType<typeof dunningIn>;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());
beforeEach(async () => {
	(await installation.stripe()).setFaults(null);
	shop = await openTestSales(installation);
	dunning = dunningIn(installation, shop);
});

const failed = 'The payment for Supporter did not work';
const reminder = 'Reminder: the payment for Supporter did not work';
const last = /^Last reminder: Supporter becomes read-only on /;

test('who owes hears of it at once, after three and after seven days, each time once', async () => {
	const { here, ada, tierWith, bought, membership } = shop;
	const { priceId } = await tierWith(1_000);
	await bought(priceId);
	await dunning.runMails();
	expect(await dunning.subjects(ada.email)).toEqual(['Receipt: €10.00 for Supporter']);
	await dunning.spoilCard();
	(await installation.stripe()).setFaults({
		seed: 7,
		webhooks: { duplicate: 0.9, drop: 0, delay: 0.4, shuffle: true },
	});
	await dunning.pass(32);
	await dunning.runMails();
	expect(await membership()).toMatchObject({ status: 'past_due' });
	expect((await dunning.subjects(ada.email)).slice(1)).toEqual([failed]);
	for (let day = 1; day <= 9; day++) {
		await dunning.pass(1);
		await dunning.runMails();
	}
	expect((await dunning.subjects(ada.email)).slice(1)).toEqual([
		...[failed, reminder, expect.stringMatching(last)],
	]);
	const [newest] = await installation.mailbox.list({ limit: 1, to: ada.email });
	expect(newest?.text).toContain('€10.00 for Supporter');
	expect(newest?.text).toContain(`${here.community.origin}/settings/membership`);
	expect(newest?.text).toContain('Everything stays open to you until');
});

test('who paid hears no more, and of the next failure from the beginning', async () => {
	const { ada, tierWith, bought, membership } = shop;
	const { priceId } = await tierWith(1_000);
	await bought(priceId);
	await dunning.spoilCard();
	await dunning.pass(32);
	await dunning.runMails();
	await dunning.payUp();
	expect(await membership()).toMatchObject({ status: 'active' });
	await dunning.pass(8);
	await dunning.runMails();
	const told = async () =>
		(await dunning.subjects(ada.email)).filter((subject) => !subject.startsWith('Receipt'));
	expect(await told()).toEqual([failed]);
	await dunning.spoilCard();
	await dunning.pass(31);
	await dunning.runMails();
	expect(await told()).toEqual([failed, failed]);
});

test('another card pays at once what is owed, once; one that is refused changes nothing', async () => {
	const { tierWith, bought, membership, on } = shop;
	const { priceId } = await tierWith(1_000);
	await bought(priceId);
	await dunning.spoilCard();
	await dunning.pass(32);
	expect(await membership()).toMatchObject({ status: 'past_due' });
	/** How it went each time a card was charged, the first sale left out. */
	const tries = async () => {
		const customer = (await membership()).externalCustomerId ?? '';
		const { data } = await installation.services.payments.charges.list({ customer }, on());
		return data
			.map(({ status }) => status)
			.toReversed()
			.slice(1);
	};
	expect(await tries()).toEqual(['failed']);
	(await installation.stripe()).setFaults({
		seed: 5,
		webhooks: { duplicate: 0.9, drop: 0, delay: 0.4, shuffle: true },
	});
	await dunning.changeCard('pm_card_chargeCustomerFail');
	expect(await membership()).toMatchObject({ status: 'past_due' });
	expect(await tries()).toEqual(['failed', 'failed']);
	await dunning.changeCard();
	expect(await membership()).toMatchObject({ status: 'active' });
	expect(await tries()).toEqual(['failed', 'failed', 'succeeded']);
});

test('a payment whose webhook was lost asks nobody for money again', async () => {
	const { ada, tierWith, bought } = shop;
	const { priceId } = await tierWith(1_000);
	await bought(priceId);
	await dunning.spoilCard();
	await dunning.pass(32);
	await dunning.runMails();
	(await installation.stripe()).setFaults({
		seed: 1,
		webhooks: { duplicate: 0, drop: 1, delay: 0, shuffle: false },
	});
	await dunning.payUp();
	await dunning.pass(3);
	await dunning.runMails();
	expect(await dunning.subjects(ada.email)).not.toContain(reminder);
});

test('the member reads it in their language and zone; an address that bounces gets none', async () => {
	const { here, ada, tierWith, bought } = shop;
	const { priceId } = await tierWith(1_000);
	await here.db
		.updateTable('members')
		.set({ locale: 'de', timeZone: 'Pacific/Auckland' })
		.where('id', '=', ada.memberId)
		.execute();
	await here.db
		.insertInto('settings')
		.values({
			...{ key: 'localization', updatedAt: installation.clock.now() },
			value: JSON.stringify({ languages: ['en', 'de'], timeZone: null, hourCycle: 'auto' }),
		})
		.onConflict((conflict) =>
			conflict.column('key').doUpdateSet({
				value: JSON.stringify({ languages: ['en', 'de'], timeZone: null, hourCycle: 'auto' }),
			}),
		)
		.execute();
	installation.services.snapshots.drop(here.id);
	await bought(priceId);
	await dunning.spoilCard();
	await dunning.pass(32);
	await dunning.runMails();
	expect(await dunning.subjects(ada.email)).toContain(
		'Die Zahlung für Supporter hat nicht geklappt',
	);
	const { until } = (await (await salesOf(here, ada)).owed()) ?? {};
	const day = new Intl.DateTimeFormat('de', {
		...{ dateStyle: 'long', timeZone: 'Pacific/Auckland' },
	}).format(until ?? new Date(0));
	const [newest] = await installation.mailbox.list({ limit: 1, to: ada.email });
	expect(newest?.text).toContain(`Bis ${day} bleibt dir alles offen`);
	await mailBounces(here, ada.memberId);
	const before = (await dunning.subjects(ada.email)).length;
	await dunning.pass(3);
	await dunning.runMails();
	expect(await dunning.subjects(ada.email)).toHaveLength(before);
});

test('what one owes is told to oneself alone, until it is paid', async () => {
	const { here, ada, tierWith, bought } = shop;
	const { priceId } = await tierWith(1_000);
	const { sales, membershipId } = await bought(priceId);
	expect(await sales.owed()).toBeNull();
	await dunning.spoilCard();
	await dunning.pass(32);
	const owed = await sales.owed();
	expect(owed).toMatchObject({ membershipId, tier: 'Supporter', state: 'past_due' });
	const { memberships } = communityCaller(await here.as(ada));
	expect(await memberships.mine()).toMatchObject([{ owedUntil: owed?.until }]);
	expect(await (await salesOf(here, await here.member('member', 'Bo'))).owed()).toBeNull();
	expect(await communityCaller(await here.as(null)).sales.owed()).toBeNull();
	await dunning.pass(10);
	await settleLater(installation.services, { communityId: here.id, membershipId });
	expect(await sales.owed()).toMatchObject({ state: 'suspended', until: null });
	await dunning.payUp();
	expect(await sales.owed()).toBeNull();
});

test('ending is confirmed with its day, once, unless it was taken back; a trial is told three days before', async () => {
	const { ada, tierWith, bought, membership } = shop;
	const { priceId } = await tierWith(900, { trialDays: 14 });
	const { sales, membershipId } = await bought(priceId);
	await dunning.runMails();
	expect(await dunning.subjects(ada.email)).toEqual([]);
	await dunning.pass(12);
	await dunning.runMails();
	expect(await dunning.subjects(ada.email)).toEqual([
		expect.stringMatching(/^Your trial of Supporter ends on /),
	]);
	const [notice] = await installation.mailbox.list({ limit: 1, to: ada.email });
	expect(notice?.text).toContain('€9.00');
	await dunning.pass(3);
	await dunning.runMails();
	expect((await dunning.subjects(ada.email)).slice(1)).toEqual(['Receipt: €9.00 for Supporter']);
	await sales.cancel({ membershipId, reason: null, comment: '' });
	await sales.keep({ membershipId });
	await dunning.runMails();
	expect((await dunning.subjects(ada.email)).slice(2)).toEqual([]);
	await sales.cancel({ membershipId, reason: null, comment: '' });
	await installation.hearStripe();
	await dunning.runMails();
	expect((await dunning.subjects(ada.email)).slice(2)).toEqual([
		expect.stringMatching(/^Supporter ends on /),
	]);
	await dunning.pass(40);
	await dunning.runMails();
	expect(await membership()).toMatchObject({ status: 'canceled' });
	expect((await dunning.subjects(ada.email)).slice(3)).toEqual([]);
});

test('who ends a trial before it is over is not told that it ends', async () => {
	const { ada, tierWith, bought } = shop;
	const { priceId } = await tierWith(900, { trialDays: 14 });
	const { sales, membershipId } = await bought(priceId);
	await sales.cancel({ membershipId, reason: null, comment: '' });
	await dunning.pass(12);
	await dunning.runMails();
	expect(await dunning.subjects(ada.email)).toEqual([expect.stringMatching(/^Supporter ends on /)]);
});

test('each payment has its receipt once, with what it is for and its invoice', async () => {
	const { ada, tierWith, bought, here, account } = shop;
	const { priceId } = await tierWith(1_000);
	await bought(priceId);
	await dunning.runMails();
	await dunning.pass(32);
	await dunning.runMails();
	await reconcileCommunity(installation.services, here.community, account);
	await dunning.runMails();
	const receipt = 'Receipt: €10.00 for Supporter';
	expect(await dunning.subjects(ada.email)).toEqual([receipt, receipt]);
	const [newest] = await installation.mailbox.list({ limit: 1, to: ada.email });
	expect(newest?.text).toMatch(/It is for .+ to .+\./);
	expect(newest?.text).toContain('/dev/stripe/');
});

test('the receipt of a payment in parts says which of how many it is', async () => {
	const { here, ada, bought } = shop;
	const tierId = await makeTier(here, { name: 'Course' });
	const terms = { amount: 4_000, kind: 'instalments', payments: 3, every: 'month' } as const;
	await bought(await makePrice(here, tierId, terms));
	await dunning.runMails();
	await dunning.pass(32);
	await dunning.runMails();
	const mails = await installation.mailbox.list({ limit: 2, to: ada.email });
	expect(mails.map(({ text }) => /Payment \d of \d\./.exec(text ?? '')?.[0])).toEqual([
		...['Payment 2 of 3.', 'Payment 1 of 3.'],
	]);
});
