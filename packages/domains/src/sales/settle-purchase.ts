import { requestJob } from '@kith/db/jobs';
import { addSeconds } from '@kith/kernel/clock';
import { newId } from '@kith/kernel/ids';
import type { CommunityContext, CommunityTransaction, Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import type { CommunityIdentity } from '../snapshot.ts';
import { changeMembership, lockMember } from '../memberships/index.ts';
import { GRACE_DAYS, MembershipStatus } from '../memberships/memberships.schema.ts';
import { isTriedCard, settleClaims } from '../offers/index.ts';
import { nameOn, named } from './at-stripe.ts';
import { boundInstalments, stopPaying } from './bound-instalments.ts';
import { CLAIM_KEY } from './deal-at-stripe.ts';
import { isExtended } from './extension.ts';
import { isPaidUp, partsOf } from './instalments.ts';
import { newsOfChange } from './news-of-change.ts';
import { readPurchase, type Told } from './read-purchase.ts';
import { requestNews } from './request-news.ts';
import {
	addEntries,
	drawQuestion,
	givenBack,
	keepPurchase,
	offerById,
	offerNamed,
	purchaseById,
	type OfferRow,
	type PurchaseRow,
} from './sales.queries.ts';
import { PurchaseData, type EntryKind } from './sales.schema.ts';
import { settleTaxes } from './settle-taxes.ts';
import { stateOfPurchase, type NextState } from './state-of-purchase.ts';

export const SETTLE_PURCHASE = 'settle-purchase';
const DAY = 24 * 60 * 60;

/** What an event named that we may not know yet. */
type Hint = { sessionId?: string; subscriptionId?: string };

/**
 * Reads a purchase again at Stripe and makes what the member has equal to it: state, grants, the ledger's movements.
 * Whoever asks later is believed, so any order of events ends alike, and one told twice changes nothing. Throws
 * `payments.unavailable`.
 */
// authorize: verbs that call it have asked; events and jobs need no leave.
export async function settlePurchase(
	services: Services,
	community: CommunityIdentity,
	membershipId: string,
	hint: Hint = {},
): Promise<void> {
	const ctx = await createJobContext(services, community, SETTLE_PURCHASE);
	const drawn = await drawQuestion(ctx.db, membershipId).executeTakeFirst();
	if (!drawn) return;
	const { account, session, payment, asked } = PurchaseData.parse(drawn.data);
	if (account === undefined) return;
	const subscriptionId = drawn.externalSubscriptionId ?? hint.subscriptionId ?? null;
	const told = await readPurchase(services, {
		...{ account, subscriptionId, paymentId: payment ?? null },
		sessionId: subscriptionId === null ? (hint.sessionId ?? session?.id ?? null) : null,
	});
	const outcome = await ctx.transaction(async (tx) => {
		const row = await lockPurchase(tx, membershipId);
		if (!row) return 'kept';
		const data = PurchaseData.parse(row.data);
		const wasEnded = row.status === 'canceled' ? 'ended' : 'kept';
		if (data.heard >= asked) return wasEnded;
		const offer = await offerOf(tx, { row, account, told });
		const now = ctx.clock.now();
		const isGivenBack =
			told.subscription !== null &&
			partsOf(told.subscription) !== null &&
			(await givenBack(tx.db, membershipId).executeTakeFirst()) !== undefined;
		const next = stateOfPurchase({ row, data, offer, isGivenBack, now }, told);
		const isTried = await settleOffers(ctx, tx, { row, next, told });
		const facts = isTried ? { ...next.facts, status: 'canceled', endedAt: now } : next.facts;
		const kept = { ...next.data, heard: asked, ...(isTried && { tried: true }) };
		await keep(ctx, tx, row, { facts, data: kept });
		if (isTried) return 'tried';
		if (wasEnded === 'kept' && facts.status === 'canceled') return 'ended';
		return wasEnded === 'kept' && isPaidUp(kept.parts) ? 'paid' : wasEnded;
	});
	const isStopped = outcome !== 'kept' && (await stopPaying(services, account, told));
	if (outcome === 'kept') {
		await boundInstalments(services, account, told);
		await settleTaxes(ctx, account, told);
	}
	// What it brought each month is over with it, whether or not Stripe's word of that ever comes.
	if (isStopped || outcome === 'tried') await settlePurchase(services, community, membershipId);
}

type Change = { row: PurchaseRow; next: NextState; told: Told };

/**
 * What a purchase was made with is used, and what was held for it besides is free again. True where a trial begins with a
 * card that tried this tier before: it is not to begin.
 */
async function settleOffers(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ row, next, told }: Change,
): Promise<boolean> {
	const { subscription, session, payment } = told;
	const status = next.facts.status ?? row.status;
	const discount = next.data.discount;
	await settleClaims(tx, {
		membershipId: row.id,
		claimId: wasPaid(told)
			? ((subscription ?? session ?? payment)?.metadata?.[CLAIM_KEY] ?? null)
			: null,
		offerIds: discount?.offerId ? [discount.offerId] : [],
		state: status === 'pending' ? 'waiting' : status === 'canceled' ? 'over' : 'open',
	});
	const method = subscription?.default_payment_method;
	if (subscription?.status !== 'trialing' || row.status === 'canceled') return false;
	if (isExtended(subscription)) return false;
	if (method === null || typeof method !== 'object' || !method.card?.fingerprint) return false;
	return isTriedCard(ctx, tx, { membershipId: row.id, fingerprint: method.card.fingerprint });
}

/** Whether a page came to something, were it for nothing or since over. */
const wasPaid = ({ subscription, session, payment }: Told): boolean =>
	subscription
		? subscription.status !== 'incomplete' && subscription.status !== 'incomplete_expired'
		: session?.status === 'complete' || payment?.status === 'succeeded';

/** In the order of whoever changes memberships: the member first. */
async function lockPurchase(
	{ db }: CommunityTransaction,
	membershipId: string,
): Promise<PurchaseRow | undefined> {
	const known = await purchaseById(db, membershipId).executeTakeFirst();
	if (!known) return undefined;
	await lockMember(db, known.memberId).execute();
	return purchaseById(db, membershipId).forNoKeyUpdate('memberships').executeTakeFirst();
}

type Reading = { row: PurchaseRow; account: string; told: Told };

/** The price that is paid now: a member may have changed to another, at us or at Stripe. */
async function offerOf(
	{ db }: CommunityTransaction,
	{ row, account, told }: Reading,
): Promise<OfferRow | null> {
	const price = told.subscription?.items.data[0]?.price.id;
	const paid = price && (await offerNamed(db, named(account, price)).executeTakeFirst());
	if (paid && nameOn(account, paid.externalId) === price) return paid;
	return row.priceId === null
		? null
		: ((await offerById(db, row.priceId).executeTakeFirst()) ?? null);
}

async function keep(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	row: PurchaseRow,
	{ facts, data }: NextState,
): Promise<void> {
	const at = ctx.clock.now();
	const { status = row.status, endsAt, ...rest } = facts;
	await keepPurchase(tx.db, row.id, { facts: rest, data, at }).execute();
	const before = PurchaseData.parse(row.data);
	const delta = data.mrr - before.mrr;
	if (delta !== 0)
		await addEntries(tx.db, [
			{
				...{ id: newId(), at, kind: movementOf(before, data, status), mrrDelta: delta },
				...{ membershipId: row.id, tierId: facts.tierId ?? row.tierId },
				currency: data.currency ?? before.currency ?? 'eur',
			},
		]).execute();
	if (data.owedSince !== undefined && data.owedSince !== before.owedSince)
		await requestJob(
			tx.db,
			SETTLE_PURCHASE,
			{ communityId: ctx.community.id, membershipId: row.id },
			{
				...{ key: `${SETTLE_PURCHASE} ${row.id} grace`, now: at },
				runAt: addSeconds(new Date(data.owedSince * 1000), GRACE_DAYS * DAY),
			},
		);
	const whose = { communityId: ctx.community.id, membershipId: row.id };
	await requestNews(tx.db, newsOfChange(whose, row, { facts, data }, at), at);
	const isMoved = status !== row.status || (facts.tierId ?? row.tierId) !== row.tierId;
	if (isMoved)
		await changeMembership(ctx, tx, row.id, {
			...{ status: MembershipStatus.parse(status), ...(endsAt && { endsAt }) },
		});
}

/** What a change of what comes in each month is called. */
function movementOf(
	before: PurchaseData,
	{ mrr, discount }: PurchaseData,
	status: string,
): EntryKind {
	if (before.mrr === 0 && before.hadMrr) return before.discount ? 'expansion' : 'reactivation';
	if (before.mrr === 0) return 'new';
	// For nothing for a while is not gone.
	if (mrr === 0) return discount && status === 'active' ? 'contraction' : 'churn';
	return mrr > before.mrr ? 'expansion' : 'contraction';
}
