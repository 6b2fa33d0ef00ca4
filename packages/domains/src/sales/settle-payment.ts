import type { Stripe } from 'stripe';
import { newId } from '@kith/kernel/ids';
import type { CommunityContext } from '../context.ts';
import { settleCommission } from '../affiliates/index.ts';
import { askStripe } from '../ask-stripe.ts';
import { on } from './at-stripe.ts';
import { noteRefunds } from './credit-notes.ts';
import { invoiceOfPayment } from './invoice-of-payment.ts';
import type { Planned } from './news-of-change.ts';
import { nameOf } from './read-purchase.ts';
import { giftIn, membershipIn } from './reference.ts';
import { requestNews } from './request-news.ts';
import { withTax } from './tax-of-payment.ts';
import {
	addEntries,
	entriesOfPayment,
	purchaseById,
	purchaseNamed,
	tierOfGift,
	type NewEntry,
} from './sales.queries.ts';

const MOST = 100;
type Ref = { account: string; paymentId: string };

/**
 * Reads a payment again at Stripe, with what was given back and what a bank took, and adds to the ledger what is not
 * in it. Told in any order and as often as one likes, each thing stands there once. Returns the membership that was
 * paid for; null for a gift, and for what was not sold here.
 */
// authorize: verbs that call it have asked; events and jobs need no leave.
export async function settlePayment(ctx: CommunityContext, ref: Ref): Promise<string | null> {
	const { account, paymentId } = ref;
	const { payments } = ctx.services;
	const payment = await askStripe(() =>
		payments.paymentIntents.retrieve(
			paymentId,
			{ expand: ['latest_charge.application_fee'] },
			on(account),
		),
	);
	const charge = typeof payment.latest_charge === 'object' ? payment.latest_charge : null;
	if (payment.status !== 'succeeded' || !charge?.paid) return null;
	const owner = (await giftPaid(ctx, payment)) ?? (await purchasePaid(ctx, ref, payment));
	if (!owner) return null;
	const { membershipId } = owner;
	const whose = { ...owner, currency: payment.currency, paymentId };
	const refunds = charge.amount_refunded > 0 || charge.refunded ? await refundsOf(ctx, ref) : [];
	const entries: NewEntry[] = [
		{
			...{ ...whose, id: newId(), at: dateOf(charge.created), kind: 'payment' },
			...{ amount: charge.amount_captured, fee: charge.application_fee_amount ?? 0 },
			externalId: charge.id,
		},
		...entriesFor(refunds, { charge, whose }),
		...(charge.disputed ? await disputesOf(ctx, ref, whose) : []),
	];
	const told = await entriesOfPayment(ctx.db, paymentId).execute();
	const names = new Set(told.map(({ externalId }) => externalId));
	if (entries.every(({ externalId }) => names.has(externalId ?? null))) return membershipId;
	const invoice = await invoiceOfPayment(ctx, { account, paymentId });
	// First, so that one that failed is noted when the refund is told again.
	const unseen = refunds.filter(({ id }) => !names.has(id));
	await noteRefunds(ctx, { account, invoice, refunds: unseen });
	await ctx.transaction(async (tx) => {
		const { db } = tx;
		const known = await entriesOfPayment(db, paymentId).execute();
		const there = new Map(known.map(({ externalId, tax }) => [externalId ?? '', tax]));
		const fresh = withTax(entries, invoice, there).filter(
			({ externalId }) => !there.has(externalId ?? ''),
		);
		if (fresh.length === 0) return;
		const added = await addEntries(db, fresh).execute();
		if (membershipId === null) return;
		await settleCommission(ctx, tx, {
			...{ membershipId, paymentId, isNew: added.some(({ kind }) => kind === 'payment') },
			fingerprint: charge.payment_method_details?.card?.fingerprint ?? null,
		});
		const about = { communityId: ctx.community.id, membershipId, paymentId };
		await requestNews(db, newsOfEntries(about, added), ctx.clock.now());
	});
	return membershipId;
}

type Added = { kind: string; externalId: string | null };

/** Whoever paid gets a receipt; whoever runs the community hears of a bank that takes a payment back. */
function newsOfEntries(
	about: { communityId: string; membershipId: string; paymentId: string },
	added: readonly Added[],
): Planned[] {
	return added.flatMap(({ kind, externalId }): Planned[] => {
		if (kind === 'payment') return [{ news: { ...about, news: 'receipt' } }];
		if (kind !== 'dispute' || externalId === null) return [];
		return [{ news: { ...about, news: 'dispute', disputeId: externalId } }];
	});
}

type Owner = Pick<NewEntry, 'membershipId' | 'giftId' | 'tierId'>;
type Whose = Owner & Pick<NewEntry, 'currency' | 'paymentId'>;
type Charged = { charge: Stripe.Charge; whose: Whose };

/** What was given back of a payment, oldest first. */
async function refundsOf(
	{ services }: CommunityContext,
	{ account, paymentId }: Ref,
): Promise<Stripe.Refund[]> {
	const asked = { payment_intent: paymentId, limit: MOST };
	const { data } = await askStripe(() => services.payments.refunds.list(asked, on(account)));
	return data.toReversed();
}

function entriesFor(refunds: readonly Stripe.Refund[], { charge, whose }: Charged): NewEntry[] {
	const fee = typeof charge.application_fee === 'object' ? charge.application_fee : null;
	let back = fee?.amount_refunded ?? 0;
	return refunds.flatMap((refund): NewEntry[] => {
		// The platform's part comes back in proportion, or not at all: as far as it did, oldest first.
		const part = Math.min(
			back,
			Math.round(((fee?.amount ?? 0) * refund.amount) / Math.max(1, charge.amount_captured)),
		);
		back -= part;
		const entry = {
			...{ ...whose, id: newId(), at: dateOf(refund.created), kind: 'refund' as const },
			...{ amount: -refund.amount, fee: -part, externalId: refund.id },
		};
		if (refund.status !== 'failed' && refund.status !== 'canceled') return [entry];
		return [
			entry,
			{
				...{ ...entry, id: newId(), kind: 'refund_failed' as const },
				...{ amount: refund.amount, fee: part, externalId: `${refund.id} failed` },
			},
		];
	});
}

async function disputesOf(
	{ services }: CommunityContext,
	{ account, paymentId }: Ref,
	whose: Whose,
): Promise<NewEntry[]> {
	const asked = { payment_intent: paymentId, limit: MOST };
	const { data } = await askStripe(() => services.payments.disputes.list(asked, on(account)));
	return data.flatMap((dispute): NewEntry[] => {
		const entry = {
			...{ ...whose, id: newId(), at: dateOf(dispute.created), kind: 'dispute' as const },
			...{ amount: -dispute.amount, externalId: dispute.id },
		};
		if (dispute.status !== 'won') return [entry];
		return [
			entry,
			{
				...{ ...entry, id: newId(), kind: 'dispute_won' as const },
				...{ amount: dispute.amount, externalId: `${dispute.id} won` },
			},
		];
	});
}

/** The gift that a payment says it is for. */
async function giftPaid(
	{ db, services, community }: CommunityContext,
	payment: Stripe.PaymentIntent,
): Promise<Owner | null> {
	const who = { secret: services.secret, communityId: community.id };
	const giftId = giftIn(who, payment.metadata['kith']);
	const gift = giftId === null ? undefined : await tierOfGift(db, giftId).executeTakeFirst();
	return gift ? { membershipId: null, giftId, tierId: gift.tierId } : null;
}

async function purchasePaid(
	ctx: CommunityContext,
	ref: Ref,
	payment: Stripe.PaymentIntent,
): Promise<Owner | null> {
	const membershipId = await membershipOf(ctx, ref, payment);
	if (membershipId === null) return null;
	const row = await purchaseById(ctx.db, membershipId).executeTakeFirst();
	return row ? { membershipId, tierId: row.tierId } : null;
}

/** Whose payment it is: it says so itself, or the subscription that its invoice is for is known. */
async function membershipOf(
	{ db, services, community }: CommunityContext,
	{ account, paymentId }: Ref,
	payment: Stripe.PaymentIntent,
): Promise<string | null> {
	const who = { secret: services.secret, communityId: community.id };
	const direct = membershipIn(who, payment.metadata['kith']);
	if (direct) return direct;
	const invoice = await invoiceOfPayment({ services }, { account, paymentId });
	const details = invoice?.parent?.subscription_details;
	const subscriptionId = nameOf(details?.subscription);
	if (subscriptionId === null) return null;
	const known = await purchaseNamed(db, subscriptionId).executeTakeFirst();
	return known?.id ?? membershipIn(who, details?.metadata?.['kith']);
}

const dateOf = (seconds: number): Date => new Date(seconds * 1000);
