import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { outcomeOf } from '@kith/testing/test-content';
import { dunningIn } from '@kith/testing/test-dunning';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { disputeCharge, press } from '@kith/testing/test-purchases';
import {
	makePrice,
	makeTier,
	openSales,
	openTestSales,
	salesOf,
	type TestSales,
} from '@kith/testing/test-sales';
import { communityCaller } from '../index.ts';

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

const reason = 'They asked for it';
const founderCalls = async () => communityCaller(await shop.here.as(shop.founder));
const stripe = () => installation.services.payments;

async function sold() {
	const { tierWith, bought } = shop;
	const { tierId, priceId } = await tierWith(1_000);
	const { membershipId } = await bought(priceId);
	const [entry] = await shop.here.db
		.selectFrom('ledger')
		.select(['id', 'externalId'])
		.where('kind', '=', 'payment')
		.where('membershipId', '=', membershipId)
		.execute();
	return { tierId, priceId, membershipId, entryId: entry?.id ?? '', charge: entry?.externalId };
}

test('who looks after memberships ends one at once or with its period, with the reason in its log', async () => {
	const { membership } = shop;
	const { membershipId } = await sold();
	const { sales } = await founderCalls();
	await sales.endFor({ membershipId, when: 'period_end', reason });
	expect(await membership()).toMatchObject({ status: 'active' });
	expect((await membership()).cancelAt).not.toBeNull();
	expect(await outcomeOf(sales.endFor({ membershipId, when: 'period_end', reason }))).toBe(
		'sales.ends_already',
	);
	await sales.endFor({ membershipId, when: 'now', reason });
	expect(await membership()).toMatchObject({ status: 'canceled' });
	expect(await outcomeOf(sales.endFor({ membershipId, when: 'now', reason }))).toBe(
		'sales.not_running',
	);
	const { log } = await sales.care({ membershipId });
	expect(log).toMatchObject([
		{ action: 'sales.ended', reason, after: { when: 'now' } },
		{ action: 'sales.ended', reason, after: { when: 'period_end' } },
	]);
});

test('another tier for a member costs what was shown, to the cent', async () => {
	const { here, membership, ledger } = shop;
	const { membershipId } = await sold();
	const patron = await makeTier(here, { name: 'Patron' });
	const better = await makePrice(here, patron, { amount: 3_000 });
	installation.clock.advance(10 * 86_400);
	const { sales } = await founderCalls();
	const { at, due } = await sales.previewFor({ membershipId, priceId: better });
	await sales.changeFor({ membershipId, priceId: better, at, reason });
	await installation.hearStripe();
	expect(await membership()).toMatchObject({ tierId: patron, priceId: better });
	const paid = (await ledger()).filter(({ kind }) => kind === 'payment');
	expect(paid.map(({ amount }) => amount)).toEqual([1_000, due]);
	const { log } = await sales.care({ membershipId });
	expect(log).toMatchObject([{ action: 'sales.changed', reason, after: { tier: 'Patron' } }]);
});

test('a receipt is sent again once for each wish, and only of a payment of this membership', async () => {
	const { ada, here } = shop;
	const { membershipId, entryId } = await sold();
	const { sales } = await founderCalls();
	const dunning = dunningIn(installation, shop);
	await dunning.runMails();
	const wish = { id: newId(), membershipId, entryId, reason };
	await sales.resendReceipt(wish);
	await sales.resendReceipt(wish);
	await dunning.runMails();
	const receipt = 'Receipt: €10.00 for Supporter';
	expect(await dunning.subjects(ada.email)).toEqual([receipt, receipt]);
	const other = await here.member('member', 'Bo');
	const { priceId } = await shop.tierWith(500);
	const { membershipId: theirs } = await shop.bought(priceId, { who: other });
	expect(await outcomeOf(sales.resendReceipt({ ...wish, membershipId: theirs }))).toBe(
		'sales.not_found',
	);
});

test('a dispute is told to staff once, shown with its day, answered once with what is known, and won', async () => {
	const { here, founder, account, ledger } = shop;
	const { membershipId, charge } = await sold();
	const dunning = dunningIn(installation, shop);
	const { sales } = await founderCalls();
	expect(await sales.disputes({ membershipId })).toEqual([]);
	const disputeId = await disputeCharge(installation, { account, charge: charge ?? '' });
	await installation.hearStripe();
	await dunning.runMails();
	const owner = await here.db
		.selectFrom('members')
		.innerJoin('authUsers', 'authUsers.id', 'members.userId')
		.select('authUsers.email')
		.where('members.id', '=', founder.memberId)
		.executeTakeFirstOrThrow();
	const told = (await dunning.subjects(owner.email)).filter((one) => one.includes('bank'));
	expect(told).toEqual(['A bank takes €10.00 back']);
	const [shown] = await sales.disputes({ membershipId });
	expect(shown).toMatchObject({
		...{ id: disputeId, state: 'due', amount: 1_000, isAnswered: false },
		dueAt: expect.any(Date),
		evidence: { name: 'Ada', payments: expect.stringContaining('payment of €10.00') },
	});
	expect(shown?.evidence?.activity).toContain('Joined the community');
	expect(await sales.openDisputes()).toMatchObject([{ id: disputeId, membershipId }]);
	const answer = { membershipId, disputeId, note: 'Ada was here every day.' };
	await sales.answerDispute(answer);
	expect(await outcomeOf(sales.answerDispute(answer))).toBe('sales.dispute_over');
	const sent = await stripe().disputes.retrieve(disputeId, {}, { stripeAccount: account });
	expect(sent.evidence).toMatchObject({
		...{ customer_name: 'Ada', uncategorized_text: expect.stringContaining('every day') },
	});
	expect(await sales.disputes({ membershipId })).toMatchObject([
		{ state: 'waiting', isAnswered: true, evidence: null },
	]);
	const { platformOrigin } = installation.services;
	await press(installation, `${platformOrigin}/dev/stripe/account/${account}/decide`, {
		...{ dispute: disputeId, as: 'won' },
	});
	expect(await sales.disputes({ membershipId })).toMatchObject([{ state: 'won' }]);
	expect(await sales.openDisputes()).toEqual([]);
	expect((await ledger()).map(({ kind }) => kind)).toContain('dispute_won');
});

test('nothing of it is done by members, nor from another community', async () => {
	const { here, ada } = shop;
	const { membershipId, entryId, priceId } = await sold();
	const tries = (sales: Awaited<ReturnType<typeof salesOf>>) => [
		sales.endFor({ membershipId, when: 'now', reason }),
		sales.previewFor({ membershipId, priceId }),
		sales.changeFor({ membershipId, priceId, at: 1, reason }),
		sales.resendReceipt({ id: newId(), membershipId, entryId, reason }),
		sales.refund({ membershipId, entryId, reason }),
		sales.answerDispute({ membershipId, disputeId: 'dp_1', note: reason }),
		sales.disputes({ membershipId }),
	];
	for (const outcome of await Promise.all(tries(await salesOf(here, ada)).map(outcomeOf)))
		expect(outcome).toBe('permissions.denied');
	const next = await openSales(installation);
	const theirs = await salesOf(next.here, next.founder);
	for (const outcome of await Promise.all(tries(theirs).map(outcomeOf)))
		expect(outcome).toBe('sales.not_found');
	expect(await outcomeOf(theirs.care({ membershipId }))).toBe('sales.not_found');
});

test('memberships are found by name and, for who may see addresses, by address', async () => {
	const { ada } = shop;
	const { membershipId } = await sold();
	const { memberships } = await founderCalls();
	expect((await memberships.list({ search: 'ada' })).items).toMatchObject([{ id: membershipId }]);
	const search = ada.email.slice(0, 14).toUpperCase();
	expect((await memberships.list({ search })).items).toMatchObject([{ id: membershipId }]);
	expect((await memberships.list({ search: '%' })).items).toEqual([]);
	expect(await memberships.get({ membershipId })).toMatchObject({ member: { name: 'Ada' } });
	expect(await outcomeOf(memberships.get({ membershipId: newId() }))).toBe('memberships.not_found');
});
