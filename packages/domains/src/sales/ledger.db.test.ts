import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { outcomeOf } from '@kith/testing/test-content';
import { dunningIn } from '@kith/testing/test-dunning';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { press } from '@kith/testing/test-purchases';
import { openSales, openTestSales, salesOf, type TestSales } from '@kith/testing/test-sales';
import { communityCaller } from '../index.ts';
import { reconcileSales } from './reconcile-sales.ts';
import { replaySales } from './replay-sales.ts';

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

test('the ledger is read page by page without a gap, and narrowed to kinds, a tier and a time', async () => {
	const { here, founder, ada, tierWith, bought } = shop;
	const one = await tierWith(1_000);
	const other = await tierWith(500);
	const { membershipId } = await bought(one.priceId);
	await bought(other.priceId, { who: await here.member('member', 'Bo') });
	installation.clock.advance(32 * 86_400);
	await installation.hearStripe();
	const sales = await salesOf(here, founder);
	const all = await sales.ledger({ limit: 100 });
	expect(all.items).toHaveLength(6);
	expect(all.items.at(-1)?.member?.name).toBe('Ada');
	const read: string[] = [];
	for (let cursor: string | null = null; ;) {
		const page: typeof all = await sales.ledger({ limit: 2, cursor });
		read.push(...page.items.map(({ id }) => id));
		cursor = page.nextCursor;
		if (cursor === null) break;
	}
	expect(read).toEqual(all.items.map(({ id }) => id));
	const payments = await sales.ledger({ kinds: ['payment'], tierId: one.tierId });
	expect(payments.items.map(({ amount }) => amount)).toEqual([1_000, 1_000]);
	expect(payments.items[0]).toMatchObject({ membershipId, member: { id: ada.memberId } });
	const month = payments.items[0]?.at ?? new Date();
	expect((await sales.ledger({ kinds: ['payment'], from: month })).items).toHaveLength(2);
	expect((await sales.ledger({ kinds: ['payment'], to: month })).items).toHaveLength(2);
	await sales.exportLedger({ kinds: ['payment'], tierId: one.tierId });
	const [entry] = (await communityCaller(await here.as(founder)).audit.list({})).items;
	expect(entry).toMatchObject({
		...{ action: 'ledger.exported', actor: { memberId: founder.memberId } },
		details: { after: { count: 2, kinds: ['payment'], tierId: one.tierId } },
	});
	expect(JSON.stringify(entry)).not.toContain('Ada');
	expect(await outcomeOf((await salesOf(here, ada)).exportLedger({}))).toBe('permissions.denied');
	expect(await outcomeOf((await salesOf(here, ada)).ledger({}))).toBe('permissions.denied');
	const next = await openSales(installation);
	expect((await (await salesOf(next.here, next.founder)).ledger({})).items).toEqual([]);
});

test('what was paid out and what lies at Stripe is shown to who may see payments', async () => {
	const { here, founder, ada, account, tierWith, bought } = shop;
	const { priceId } = await tierWith(1_000);
	await bought(priceId);
	const { payments } = communityCaller(await here.as(founder));
	const before = await payments.payouts();
	expect(before.payouts).toEqual([]);
	expect(before.balances).toMatchObject([{ currency: 'eur', available: 0 }]);
	const { platformOrigin } = installation.services;
	await press(installation, `${platformOrigin}/dev/stripe/account/${account}/payout`, {
		currency: 'eur',
	});
	const { payouts } = await payments.payouts();
	expect(payouts).toMatchObject([{ state: 'paid', currency: 'eur' }]);
	expect(payouts[0]?.amount).toBe(before.balances[0]?.pending);
	const theirs = communityCaller(await here.as(ada)).payments;
	expect(await outcomeOf(theirs.payouts())).toBe('permissions.denied');
});

test('an operator compares one community or all, and takes in what was never heard', async () => {
	const { here, tierWith, bought, membership } = shop;
	const { priceId } = await tierWith(1_000);
	await bought(priceId);
	const only = { communityId: here.id };
	expect(await reconcileSales(installation.services, only)).toEqual({
		...{ communities: 1, checked: 1, differed: [] },
	});
	const dunning = dunningIn(installation, shop);
	await dunning.spoilCard();
	await installation.hearStripe();
	(await installation.stripe()).setFaults({
		seed: 3,
		webhooks: { duplicate: 0, drop: 1, delay: 0, shuffle: false },
	});
	const since = installation.clock.now();
	await dunning.pass(32);
	expect(await membership()).toMatchObject({ status: 'active' });
	expect(await replaySales(installation.services, { ...only, since })).toBeGreaterThan(0);
	expect(await replaySales(installation.services, { ...only, since })).toBe(0);
	const report = await reconcileSales(installation.services, only);
	expect(report.differed).toMatchObject([
		{ communityId: here.id, fields: { status: { here: 'active', there: 'past_due' } } },
	]);
	expect(await reconcileSales(installation.services, only)).toMatchObject({ differed: [] });
});
