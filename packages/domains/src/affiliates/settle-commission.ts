import { addMonths, addSeconds } from '@kith/kernel/clock';
import { newId } from '@kith/kernel/ids';
import { sign } from '@kith/kernel/seal';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { hasModule } from '../modules/index.ts';
import { affiliateRow, type Affiliate } from './affiliates.queries.ts';
import type { CommissionState, HoldReason } from './affiliates.schema.ts';
import { commissionOf, insertCommission, leftOf, payerOf, reverse } from './commissions.queries.ts';
import { programmeIn } from './programme.ts';
import { shareOf } from './programme.schema.ts';
import {
	changeReferral,
	noteCardOf,
	paidWithCard,
	referralOf,
	type ReferralFacts,
} from './referrals.queries.ts';

const DAY = 86_400;

type Settled = {
	membershipId: string;
	paymentId: string;
	/** Whether the ledger did not know the payment before. */
	isNew: boolean;
	/** The fingerprint of the card that paid. */
	fingerprint: string | null;
};

/**
 * What a payment brings who brought its payer, once per payment, in the transaction that adds it to the ledger; and, as far as
 * the payment was given back or taken back by a bank, less. Run again, it changes nothing.
 */
// authorize: what the ledger says decides.
export async function settleCommission(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	settled: Settled,
): Promise<void> {
	if (!hasModule(ctx, 'memberships')) return;
	const { paymentId, membershipId, fingerprint, isNew } = settled;
	if (isNew && fingerprint !== null)
		await noteCardOf(tx.db, membershipId, cardOf(ctx, fingerprint)).execute();
	if (isNew) await earn(ctx, tx, settled);
	// Whoever holds its row sees what others added to the ledger before they let go of it.
	const known = await commissionOf(tx.db, paymentId).forUpdate().executeTakeFirst();
	if (!known) return;
	const entries = await leftOf(tx.db, paymentId).execute();
	const left = entries.reduce((sum, { amount }) => sum + amount, 0);
	const kept = shareOf(Math.min(known.base, Math.max(0, left)), known.basisPoints);
	const reversed = known.amount - Math.min(kept, known.amount);
	if (reversed !== known.reversed) await reverse(tx.db, known.id, reversed).execute();
}

async function earn(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ paymentId, membershipId, fingerprint }: Settled,
): Promise<void> {
	const payment = (await leftOf(tx.db, paymentId).execute()).find(({ kind }) => kind === 'payment');
	const payer = await payerOf(tx.db, membershipId).executeTakeFirst();
	if (!payment || !payer) return;
	const referral = await referralOf(tx.db, payer.memberId).forUpdate().executeTakeFirst();
	const programme = await programmeIn(tx.db);
	if (!referral || !programme.isOn || isOver(referral, payment.at)) return;
	const affiliate = await affiliateRow(tx.db, referral.affiliateId).executeTakeFirst();
	const amount = shareOf(payment.amount, referral.basisPoints);
	if (!affiliate || amount === 0) return;
	const card = fingerprint === null ? null : cardOf(ctx, fingerprint);
	const verdict = await judge(tx, { affiliate, referral, card });
	if (verdict.reason === 'same_card')
		await changeReferral(tx.db, payer.memberId, {
			...{ status: 'refused', reason: 'same_card' },
		}).execute();
	if (referral.firstPaidAt === null)
		await changeReferral(tx.db, payer.memberId, { firstPaidAt: payment.at }).execute();
	await insertCommission(tx.db, {
		...{
			id: newId(),
			affiliateId: affiliate.id,
			memberId: payer.memberId,
			membershipId,
			paymentId,
		},
		...{ at: payment.at, payableAt: addSeconds(payment.at, programme.payableDays * DAY) },
		...{ currency: payment.currency, base: payment.amount, amount, ...verdict },
		basisPoints: referral.basisPoints,
	}).execute();
}

/** A card as it is compared within one community, and says nothing in another. */
const cardOf = ({ services, community }: CommunityContext, fingerprint: string) =>
	sign(services.secret, 'affiliate card', `${community.id} ${fingerprint}`);

/** Whether the months that somebody was promised are over. */
function isOver({ firstPaidAt, months }: ReferralFacts, at: Date): boolean {
	if (firstPaidAt === null || months === null) return false;
	return at >= addMonths(firstPaidAt, months);
}

type Case = { affiliate: Affiliate; referral: ReferralFacts; card: string | null };
type Verdict = { state: CommissionState; reason: HoldReason };

async function judge(
	{ db }: CommunityTransaction,
	{ affiliate, referral, card }: Case,
): Promise<Verdict> {
	if (referral.status !== 'open') {
		const state = referral.status === 'held' ? 'held' : 'refused';
		return { state, reason: referral.reason as HoldReason };
	}
	const { memberId, status } = affiliate;
	const isOwnCard =
		// Staff looked at it already and let it pass.
		referral.reason !== 'same_card' &&
		memberId !== null &&
		card !== null &&
		(await paidWithCard(db, memberId, card).executeTakeFirst()) !== undefined;
	if (isOwnCard) return { state: 'refused', reason: 'same_card' };
	if (status !== 'active') return { state: 'held', reason: 'paused' };
	return { state: 'earned', reason: '' };
}
