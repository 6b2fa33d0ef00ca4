import type { Stripe } from 'stripe';
import { selfOf } from '@kith/kernel/actor';
import { ConflictError, InvalidError, LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import { referBuyer } from '../affiliates/index.ts';
import { askStripe } from '../ask-stripe.ts';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { lockMember } from '../memberships/index.ts';
import { requireModule } from '../modules/index.ts';
import { payeeOf } from '../payments/index.ts';
import {
	groupAtStripe,
	inCurrency,
	isClosed,
	isPageGood,
	keepPage,
	offerById,
	on,
	pageTaxes,
	priceAtStripe,
	purchaseById,
	referenceOf,
	termsOfTax,
	type Left,
	type OfferRow,
} from '../sales/index.ts';
import { PurchaseData, type Checkout } from '../sales/sales.schema.ts';
import {
	changeGroup,
	changePurchase,
	dropWaitingSeats,
	insertGroup,
	insertGroupPurchase,
	insertWaitingSeat,
	unpaidGroupsBy,
} from './seats.queries.ts';
import type { BuySeats } from './seats.schema.ts';

/** So many that nobody paid for yet, of one member. */
const MOST_UNPAID = 20;
const PER_DAY = 50;
const DAY = 24 * 60 * 60;

type Attempt = { membershipId: string; data: PurchaseData; left: Left | null };

/**
 * Leads to Stripe's page where the seats of a group are paid for. Sent again with the same id there is one group and one
 * page; with another number or currency there is another page, and the one before is closed. Throws
 * `sales.price_not_found`, `sales.not_offered`, `sales.not_in_currency`, `sales.not_open`, `seats.count_refused` with the least and most, `seats.too_many_unpaid`,
 * `seats.not_found` for another's id, `seats.paid_already`, `payments.unavailable` and `payments.refused`.
 */
export async function buySeats(ctx: CommunityContext, input: BuySeats): Promise<Checkout> {
	const memberId = selfOf(ctx.actor);
	ctx.authorize('create', 'Purchase', { memberId });
	requireModule(ctx, 'memberships');
	const row = await offerById(ctx.db, input.priceId).executeTakeFirst();
	if (!row) throw new NotFoundError('sales.price_not_found');
	if (row.status !== 'active' || row.tierStatus !== 'published' || row.kind !== 'group')
		throw new ConflictError('sales.not_offered');
	const offer = inCurrency(row, input.currency);
	requireCount(offer, input.seats);
	const payee = await payeeOf(ctx.services, ctx.community);
	if (!payee) throw new ConflictError('sales.not_open');
	await ctx.services.limiter.take(`group ${ctx.community.id} ${memberId}`, PER_DAY, DAY);
	const { accountId: account } = payee;
	const terms = await termsOfTax(ctx, input.country ?? null);
	const attempt = await ctx.transaction((tx) =>
		begin(ctx, tx, { input, offer, memberId, account, terms }),
	);
	const { membershipId, data, left } = attempt;
	if (left && !(await isClosed(ctx, membershipId, left)))
		throw new ConflictError('seats.paid_already');
	if (data.session) return { membershipId, url: data.session.url };
	const page = { input, offer, memberId, attempt };
	return { membershipId, url: await keepPage(ctx, attempt, await openPage(ctx, payee, page)) };
}

/** Throws `seats.count_refused` for more or fewer than are sold. */
export function requireCount(
	{ leastSeats, mostSeats }: Pick<OfferRow, 'leastSeats' | 'mostSeats'>,
	seats: number,
): void {
	const [least, most] = [leastSeats ?? 1, mostSeats ?? 1];
	if (seats < least || seats > most) throw new InvalidError('seats.count_refused', { least, most });
}

type Beginning = {
	input: BuySeats;
	offer: OfferRow;
	memberId: string;
	account: string;
	/** What tax a page is opened with: another is another page. */
	terms: string;
};

/** The one group of this id as it is wanted now, and whether its page still fits. */
async function begin(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ input, offer, memberId, account, terms }: Beginning,
): Promise<Attempt> {
	const { db } = tx;
	const { id, seats, name, takesSeat } = input;
	const at = ctx.clock.now();
	await lockMember(db, memberId).execute();
	const known = await purchaseById(db, id).forNoKeyUpdate('memberships').executeTakeFirst();
	if (known && (known.memberId !== memberId || known.seats === null))
		throw new NotFoundError('seats.not_found');
	if (known && known.status !== 'pending') throw new ConflictError('seats.paid_already');
	const { tierId, id: priceId } = offer;
	if (!known) {
		await requireFewUnpaid(tx, memberId);
		await insertGroupPurchase(db, { id, memberId, tierId, priceId, seats }, at).execute();
		await insertGroup(db, { membershipId: id, name, createdAt: at }).execute();
		await referBuyer(ctx, tx, memberId);
	}
	await dropWaitingSeats(db, id).execute();
	if (takesSeat) {
		const seat = { id: newId(), memberId, tierId, seatGroupId: id };
		await insertWaitingSeat(db, seat, at).execute();
	}
	await changeGroup(db, id, { name }).execute();
	const before = PurchaseData.parse(known?.data ?? {});
	const wish = [account, priceId, seats, offer.currency, terms].join(' ');
	const now = Math.floor(at.getTime() / 1000);
	if (before.wish === wish && isPageGood(before, now))
		return { membershipId: id, data: before, left: null };
	const { session, ...rest } = before;
	const data = { ...rest, attempt: before.attempt + 1, beganAt: now, wish, account };
	const change = { tierId, priceId, seats, data: JSON.stringify(data) };
	await changePurchase(db, id, change, at).execute();
	const left = session
		? { id: session.id, account: before.account ?? account, attempt: before.attempt }
		: null;
	return { membershipId: id, data, left };
}

async function requireFewUnpaid({ db }: CommunityTransaction, memberId: string): Promise<void> {
	const { count } = await unpaidGroupsBy(db, memberId).executeTakeFirstOrThrow();
	if (count >= MOST_UNPAID)
		throw new LimitReachedError('seats.too_many_unpaid', { most: MOST_UNPAID });
}

type Page = { input: BuySeats; offer: OfferRow; memberId: string; attempt: Attempt };

async function openPage(
	ctx: CommunityContext,
	{ accountId: account, feePercent }: { accountId: string; feePercent: number },
	{ input, offer, memberId, attempt: { membershipId, data } }: Page,
): Promise<Stripe.Checkout.Session> {
	const { services, community } = ctx;
	const kith = referenceOf({ secret: services.secret, communityId: community.id }, membershipId);
	const { attempt } = data;
	const customer = await groupAtStripe(ctx, { account, memberId, membershipId, attempt });
	const country = input.country ?? null;
	const tax = await pageTaxes(ctx, { account, customer, country });
	const price = await priceAtStripe(ctx, { account, offer, behavior: tax.behavior });
	return askStripe(() =>
		services.payments.checkout.sessions.create(
			{
				...{ mode: 'subscription', customer, client_reference_id: kith, metadata: { kith } },
				...{
					line_items: [{ price, quantity: input.seats }],
					currency: offer.currency,
					...tax.page,
				},
				subscription_data: {
					...{ metadata: { kith }, application_fee_percent: feePercent, ...tax.subscription },
				},
				success_url: `${community.origin}/settings/membership/group/${membershipId}`,
				cancel_url: `${community.origin}/membership/group/${offer.tierId}`,
			},
			{ ...on(account), idempotencyKey: `seats ${membershipId} ${attempt}` },
		),
	);
}
