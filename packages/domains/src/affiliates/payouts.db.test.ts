import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { seededChance } from '@kith/kernel/chance';
import { newId } from '@kith/kernel/ids';
import { openAffiliates, type TestAffiliates } from '@kith/testing/test-affiliates';
import { atOnce, outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { disputeCharge } from '@kith/testing/test-purchases';
import { platformCaller } from '../index.ts';
import { asStaff } from '@kith/testing/test-staff';
import { shareOf } from './programme.schema.ts';

vi.setConfig({ testTimeout: 120_000 });

let installation: TestInstallation;
let club: TestAffiliates;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());
beforeEach(async () => {
	(await installation.stripe()).setFaults(null);
	club = await openAffiliates(installation, { payableDays: 0 });
});

const eur = (amount: number, affiliateIds: string[]) => ({
	...{ id: newId(), currency: 'eur', affiliateIds, amount, note: 'By transfer' },
});

test('what can be paid is paid once, however often and by however many it is sent', async () => {
	const { staff, link, brought, tierWith, sums } = club;
	const { priceId } = await tierWith(1_000);
	await brought(priceId);
	await brought(priceId, { card: '5555 5555 5555 4444' });
	const desk = await staff();
	expect(await desk.owed()).toMatchObject([
		{
			...{ affiliateId: link.affiliateId, code: link.code, name: 'Bo', currency: 'eur' },
			...{ amount: 500, commissions: 2, isEnough: true },
		},
	]);
	expect(await outcomeOf(desk.payOut(eur(400, [link.affiliateId])))).toBe(
		'affiliates.owed_changed',
	);
	const batch = eur(500, [link.affiliateId]);
	await desk.payOut(batch);
	await desk.payOut(batch);
	expect(await sums()).toEqual([{ currency: 'eur', waiting: 0, held: 0, payable: 0, paid: 500 }]);
	expect(await desk.owed()).toEqual([]);
	expect(await outcomeOf(desk.payOut(eur(500, [link.affiliateId])))).toBe(
		'affiliates.owed_changed',
	);
	expect((await desk.payouts({})).items).toMatchObject([
		{ id: batch.id, amount: 500, affiliates: 1, undoneAt: null, mayUndo: true },
	]);
});

test('twenty who pay the same at once pay it once', async () => {
	const { staff, link, brought, tierWith, sums } = club;
	const { priceId } = await tierWith(1_000);
	await brought(priceId);
	const desk = await staff();
	const outcomes = await atOnce(20, () => desk.payOut(eur(250, [link.affiliateId])));
	expect(outcomes).toEqual({ done: 1, 'affiliates.owed_changed': 19 });
	expect(await sums()).toMatchObject([{ payable: 0, paid: 250 }]);
});

test('a payout is undone while it is the last one, and what it paid is owed again', async () => {
	const { staff, link, brought, tierWith, sums, as, bo } = club;
	const { priceId } = await tierWith(1_000);
	await brought(priceId);
	const desk = await staff();
	const first = eur(250, [link.affiliateId]);
	await desk.payOut(first);
	installation.clock.advance(60);
	await brought(priceId, { card: '5555 5555 5555 4444' });
	const second = eur(250, [link.affiliateId]);
	await desk.payOut(second);
	const undo = (payoutId: string) => ({ payoutId, reason: 'Sent back by the bank' });
	expect(await outcomeOf(desk.undoPayout(undo(first.id)))).toBe('affiliates.payout_built_upon');
	expect(await outcomeOf((await as(bo)).undoPayout(undo(second.id)))).toBe('permissions.denied');
	await desk.undoPayout(undo(second.id));
	await desk.undoPayout(undo(second.id));
	expect(await sums()).toMatchObject([{ payable: 250, paid: 250 }]);
	await desk.undoPayout(undo(first.id));
	expect(await sums()).toMatchObject([{ payable: 500, paid: 0 }]);
	expect(await outcomeOf(desk.undoPayout(undo(newId())))).toBe('affiliates.payout_not_found');
});

test('what is given back after it was paid out is taken off the next payout', async () => {
	const { staff, link, brought, refund, tierWith, sums } = club;
	const { priceId } = await tierWith(1_000);
	const { membershipId } = await brought(priceId);
	const desk = await staff();
	await desk.payOut(eur(250, [link.affiliateId]));
	await refund(membershipId);
	expect(await sums()).toMatchObject([{ payable: -250, paid: 250 }]);
	expect(await desk.owed()).toEqual([]);
	const large = await tierWith(3_000);
	await brought(large.priceId, { card: '5555 5555 5555 4444' });
	expect(await sums()).toMatchObject([{ payable: 500, paid: 250 }]);
	await desk.payOut(eur(500, [link.affiliateId]));
	expect(await sums()).toEqual([{ currency: 'eur', waiting: 0, held: 0, payable: 0, paid: 750 }]);
});

test('less than is paid out at least stays owed', async () => {
	const { here, staff, link, brought, tierWith, setTerms, takesPart } = club;
	await setTerms({ least: { amount: 251, currency: 'eur' } });
	const { priceId } = await tierWith(1_000);
	await brought(priceId);
	const desk = await staff();
	expect(await desk.owed()).toMatchObject([{ amount: 250, isEnough: false }]);
	expect(await outcomeOf(desk.payOut(eur(250, [link.affiliateId])))).toBe('affiliates.not_owed');
	await setTerms({ least: { amount: 250, currency: 'eur' } });
	const idle = await takesPart(await here.member('member', 'Idle'));
	const stranger = eur(250, [link.affiliateId, idle.affiliateId]);
	expect(await outcomeOf(desk.payOut(stranger))).toBe('affiliates.not_owed');
	await desk.payOut(eur(250, [link.affiliateId]));
	const held = await desk.commissions({});
	const refuse = { commissionIds: held.items.map(({ id }) => id), decision: 'refuse' } as const;
	expect(await outcomeOf(desk.decideCommissions({ ...refuse, reason: 'Late' }))).toBe(
		'affiliates.already_paid',
	);
});

test('a bank that takes a payment back takes its commission back', async () => {
	const { here, account, brought, tierWith, commissions } = club;
	const { priceId } = await tierWith(1_000);
	await brought(priceId);
	const entry = here.db.selectFrom('ledger').select('externalId').where('kind', '=', 'payment');
	const { externalId } = await entry.executeTakeFirstOrThrow();
	await disputeCharge(installation, { account, charge: externalId ?? '' });
	expect(await commissions()).toMatchObject([{ amount: 250, reversed: 250 }]);
});

test('in any order of payments, refunds, payouts and undoings every cent is somewhere once', async () => {
	const { here, staff, link, brought, refund, tierWith, commissions, setTerms } = club;
	const random = seededChance(20_261_128);
	const pick = (below: number) => Math.floor(random() * below);
	const bought: string[] = [];
	for (let round = 0; round < 24; round++) {
		const desk = await staff();
		const deed = pick(4);
		if (deed === 0 || bought.length < 3) {
			await setTerms({ basisPoints: 1 + pick(9_999) });
			const { priceId } = await tierWith(100 + pick(9_900));
			const { membershipId } = await brought(priceId);
			bought.push(membershipId);
		} else if (deed === 1) {
			const membershipId = bought[pick(bought.length)] ?? '';
			const amount = 1 + pick(99);
			await outcomeOf(refund(membershipId, amount));
		} else if (deed === 2) {
			const [owed] = await desk.owed();
			if (owed) await desk.payOut(eur(owed.amount, [link.affiliateId]));
		} else {
			const { items } = await desk.payouts({});
			const last = items.find(({ mayUndo }) => mayUndo);
			if (last) await desk.undoPayout({ payoutId: last.id, reason: 'Sent back' });
		}
		const rows = await commissions();
		for (const row of rows) {
			expect(row.amount).toBe(shareOf(row.base, row.basisPoints));
			const entries = await here.db
				.selectFrom('ledger')
				.select('amount')
				.where('paymentId', '=', row.paymentId)
				.execute();
			const left = entries.reduce((sum, { amount }) => sum + amount, 0);
			expect(row.amount - row.reversed).toBe(shareOf(left, row.basisPoints));
			const lines = await here.db
				.selectFrom('affiliatePayoutLines')
				.innerJoin('affiliatePayouts', 'affiliatePayouts.id', 'affiliatePayoutLines.payoutId')
				.select('affiliatePayoutLines.amount')
				.where('commissionId', '=', row.id)
				.where('undoneAt', 'is', null)
				.execute();
			expect(row.paid).toBe(lines.reduce((sum, { amount }) => sum + amount, 0));
		}
		const standing = await here.db
			.selectFrom('affiliatePayouts')
			.select('amount')
			.where('undoneAt', 'is', null)
			.execute();
		const paidOut = standing.reduce((sum, { amount }) => sum + Number(amount), 0);
		expect(rows.reduce((sum, { paid }) => sum + paid, 0)).toBe(paidOut);
	}
	expect((await commissions()).length).toBeGreaterThan(2);
});

test('accounts that become one keep what both brought; whoever brought themselves has nothing of it', async () => {
	const { here, bo, link, takesPart, brought, tierWith, referral, followed, joins, sums, staff } =
		club;
	const { priceId } = await tierWith(1_000);
	const cy = await here.member('member', 'Cy');
	const other = await takesPart(cy);
	const byCy = await brought(priceId, { code: other.code });
	const alias = await brought(priceId, { card: '5555 5555 5555 4444' });
	expect(await sums()).toMatchObject([{ payable: 250 }]);
	const boss = await asStaff(installation, here.staffId);
	const merge = async (gone: { memberId: string }) => {
		const row = here.db.selectFrom('members').select('handle').where('id', '=', gone.memberId);
		const { handle } = await row.executeTakeFirstOrThrow();
		const pair = { memberId: gone.memberId, intoId: bo.memberId, handle: `@${handle}` };
		return outcomeOf(platformCaller(boss).merging.merge({ communityId: here.id, ...pair }));
	};
	expect(await merge(cy)).toBe('done');
	expect(await referral(byCy.who)).toMatchObject({ affiliateId: link.affiliateId });
	expect(await sums()).toMatchObject([{ payable: 500 }]);
	const later = await joins(await followed(other.code));
	expect(await referral(later)).toMatchObject({ affiliateId: link.affiliateId });
	expect((await (await staff()).list({})).items).toHaveLength(1);
	expect(await merge(alias.who)).toBe('done');
	expect(await sums()).toMatchObject([{ payable: 250 }]);
});
