import type { Stripe } from 'stripe';
import { selfOf } from '@kith/kernel/actor';
import { addSeconds, midnightOf } from '@kith/kernel/clock';
import { ConflictError, InvalidError, LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import { seal } from '@kith/kernel/seal';
import { askStripe } from '../ask-stripe.ts';
import type { CommunityContext } from '../context.ts';
import { memberById } from '../members/index.ts';
import { requireModule } from '../modules/index.ts';
import { payeeOf } from '../payments/index.ts';
import {
	customerAtStripe,
	feeOf,
	giftReferenceOf,
	inCurrency,
	offerById,
	on,
	pageTaxes,
	priceAtStripe,
	termsOfTax,
	type OfferRow,
} from '../sales/index.ts';
import { GIFT_SEAL, hashOfCode, newGiftCode } from './gift-code.ts';
import { changeGift, giftById, insertGift, unpaidBy, type Gift } from './gifts.queries.ts';
import { GiftData, MOST_DAYS_AHEAD, type BuyGift, type GiftCheckout } from './gifts.schema.ts';

const DAY = 24 * 60 * 60;
/** Mails go out in the morning of who sends them. */
const HOUR = 9;
/** So many that nobody paid for yet, of one member. */
const MOST_UNPAID = 20;
const PER_DAY = 50;

/**
 * Leads to Stripe's page where a gift is paid for. Sent again with the same id there is one gift and one page. Throws
 * `sales.price_not_found`, `sales.not_offered`, `sales.not_in_currency` with the price's own, `sales.not_open`,
 * `gifts.day_refused`, `gifts.too_many`, `gifts.not_found` for another's id, `gifts.paid_already`, `payments.unavailable` and `payments.refused`.
 */
export async function buyGift(ctx: CommunityContext, input: BuyGift): Promise<GiftCheckout> {
	const buyerId = selfOf(ctx.actor);
	ctx.authorize('create', 'Purchase', { memberId: buyerId });
	requireModule(ctx, 'memberships');
	const row = await offerById(ctx.db, input.priceId).executeTakeFirst();
	if (!row) throw new NotFoundError('sales.price_not_found');
	if (row.status !== 'active' || row.tierStatus !== 'published' || row.kind !== 'gift')
		throw new ConflictError('sales.not_offered');
	const offer = inCurrency(row, input.currency);
	const payee = await payeeOf(ctx.services, ctx.community);
	if (!payee) throw new ConflictError('sales.not_open');
	const sendAt = input.email === null ? null : await sendTime(ctx, buyerId, input.sendOn);
	await ctx.services.limiter.take(`gift ${ctx.community.id} ${buyerId}`, PER_DAY, DAY);
	const gift = await begin(ctx, { input, offer, buyerId, sendAt, account: payee.accountId });
	const { session, currency } = GiftData.parse(gift.data);
	if (gift.status !== 'pending') throw new ConflictError('gifts.paid_already');
	if (session) return { giftId: gift.id, url: session.url };
	// As it was asked for first: its page is kept by its id.
	const country = input.country ?? null;
	const terms = await termsOfTax(ctx, country);
	const asked = { offer: inCurrency(row, currency), payee, country, terms };
	return { giftId: gift.id, url: await openPage(ctx, gift, asked) };
}

/** When a mail goes out that is to go on a day; null: once it is paid. */
async function sendTime(
	ctx: CommunityContext,
	buyerId: string,
	sendOn: string | null,
): Promise<Date | null> {
	if (sendOn === null) return null;
	const buyer = await memberById(ctx.db, buyerId).executeTakeFirst();
	const timeZone = buyer?.timeZone ?? ctx.snapshot.localization.timeZone ?? 'UTC';
	const day = midnightOf(new Date(`${sendOn}T00:00:00Z`), timeZone);
	const now = ctx.clock.now();
	if (addSeconds(day, DAY) <= now || day > addSeconds(now, MOST_DAYS_AHEAD * DAY))
		throw new InvalidError('gifts.day_refused', { most: MOST_DAYS_AHEAD });
	return addSeconds(day, HOUR * 60 * 60);
}

type Beginning = {
	input: BuyGift;
	offer: OfferRow;
	buyerId: string;
	sendAt: Date | null;
	account: string;
};

/** The one gift of this id, made where it is not there yet. */
async function begin(
	ctx: CommunityContext,
	{ input, offer, buyerId, sendAt, account }: Beginning,
): Promise<Gift> {
	const { id, sender, email, message } = input;
	const code = newGiftCode();
	return ctx.transaction(async ({ db }) => {
		// One after the other, so that a limit is one.
		await memberById(db, buyerId).forNoKeyUpdate().execute();
		const known = await giftById(db, id).executeTakeFirst();
		if (known && known.buyerId !== buyerId) throw new NotFoundError('gifts.not_found');
		if (known) return known;
		const { count } = await unpaidBy(db, buyerId).executeTakeFirstOrThrow();
		if (count >= MOST_UNPAID) throw new LimitReachedError('gifts.too_many', { most: MOST_UNPAID });
		await insertGift(db, {
			...{ id, tierId: offer.tierId, priceId: offer.id, months: offer.months ?? 1 },
			...{ status: 'pending', buyerId, sender, email, message, sendAt },
			codeHash: hashOfCode(code),
			sealedCode: seal(ctx.services.secret, GIFT_SEAL, code),
			data: JSON.stringify({ account, currency: offer.currency }),
			createdAt: ctx.clock.now(),
		}).execute();
		return giftById(db, id).executeTakeFirstOrThrow();
	});
}

type Deal = {
	offer: OfferRow;
	payee: { accountId: string; feePercent: number };
	country: string | null;
	terms: string;
};

async function openPage(
	ctx: CommunityContext,
	{ id, buyerId, tierId }: Gift,
	{ offer, payee: { accountId: account, feePercent }, country, terms }: Deal,
): Promise<string> {
	const { services, community } = ctx;
	const kith = giftReferenceOf({ secret: services.secret, communityId: community.id }, id);
	const customer = await customerAtStripe(ctx, { account, memberId: buyerId ?? '' });
	const tax = await pageTaxes(ctx, { account, customer, country });
	const price = await priceAtStripe(ctx, { account, offer, behavior: tax.behavior });
	const fee = feeOf(offer.amount + tax.upon(offer.amount), feePercent);
	const session = await askStripe(() =>
		services.payments.checkout.sessions.create(
			{
				...{ mode: 'payment', customer, client_reference_id: kith, metadata: { kith } },
				line_items: [{ price, quantity: 1, ...tax.line }],
				...{ currency: offer.currency, ...tax.page, ...tax.billed },
				payment_intent_data: { metadata: { kith }, application_fee_amount: fee },
				success_url: `${community.origin}/membership/gifts/${id}`,
				cancel_url: `${community.origin}/membership/give/${tierId}`,
			},
			{ ...on(account), idempotencyKey: ['gift', id, terms].filter(Boolean).join(' ') },
		),
	);
	return keepPage(ctx, id, session);
}

async function keepPage(
	ctx: CommunityContext,
	giftId: string,
	{ id, url, expires_at: until }: Stripe.Checkout.Session,
): Promise<string> {
	// One that was paid in the meantime has no page any more.
	if (url === null) throw new ConflictError('gifts.paid_already');
	await ctx.transaction(async ({ db }) => {
		const row = await giftById(db, giftId).forNoKeyUpdate('gifts').executeTakeFirst();
		const data = GiftData.parse(row?.data ?? {});
		if (row?.status !== 'pending' || data.session) return;
		const next = { ...data, session: { id, url, until } };
		await changeGift(db, giftId, { data: JSON.stringify(next) }).execute();
	});
	return url;
}
