import type { Stripe } from 'stripe';
import { ConflictError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { buyerOf } from '../members/index.ts';
import { requireModule } from '../modules/index.ts';
import { referBuyer } from '../affiliates/index.ts';
import { askStripe } from '../ask-stripe.ts';
import {
	claimOffer,
	claimsOf,
	dropClaims,
	offerRow,
	openOffer,
	type Claim,
} from '../offers/index.ts';
import { payeeOf } from '../payments/index.ts';
import { stepOf } from '../tiers/currencies.schema.ts';
import {
	customerAtStripe,
	intervalOf,
	on,
	priceAtStripe,
	productAtStripe,
	REPEATS,
} from './at-stripe.ts';
import { termsOf } from './deal-at-stripe.ts';
import { feeOf } from './fee.ts';
import { inCurrency, requireOneCurrency } from './in-currency.ts';
import { instalmentWords } from './instalment-words.ts';
import { referenceOf } from './reference.ts';
import {
	insertPurchase,
	offerById,
	openPurchase,
	personOf,
	purchaseById,
	putData,
	type OfferRow,
} from './sales.queries.ts';
import { PurchaseData, type BuyMembership, type Checkout } from './sales.schema.ts';
import { settlePurchase } from './settle-purchase.ts';
import { pageTaxes, termsOfTax } from './taxes-at-stripe.ts';

/** Stripe lets a page be paid on for a day; one that is about to end is not led to any more. */
const LEAST_SECONDS = 60;
/** A page that Stripe did not open within so long is asked for anew. */
const SOON_SECONDS = 20 * 60;

type Payee = { accountId: string; feePercent: number };
/** The page that was led to before, on which account, and which time it was. */
export type Left = { id: string; account: string; attempt: number };
type Attempt = {
	membershipId: string;
	data: PurchaseData;
	claim: Claim | null;
	left: Left | null;
};

/**
 * Leads to Stripe's page where a tier is paid for. Pressed many times at once there is one purchase and one page; who
 * changes their mind gets another page, and the one before is closed. Throws `sales.price_not_found`, `sales.not_offered`,
 * `sales.not_open`, `sales.already_yours`, `sales.not_in_currency` with the price's own, `sales.other_currency` with the one
 * that the buyer pays other memberships in, `sales.amount_needed` with the least amount, `payments.unavailable`,
 * `payments.refused`, and as `openOffer` and `claimOffer`.
 */
// authorize: buyerOf asks.
export async function buyMembership(
	ctx: CommunityContext,
	input: BuyMembership,
): Promise<Checkout> {
	const memberId = await buyerOf(ctx);
	requireModule(ctx, 'memberships');
	const row = await offerById(ctx.db, input.priceId).executeTakeFirst();
	if (!row) throw new NotFoundError('sales.price_not_found');
	if (row.status !== 'active' || row.tierStatus !== 'published' || !isSold(row))
		throw new ConflictError('sales.not_offered');
	const offer = inCurrency(row, input.currency);
	const amount = amountOf(offer, input.amount);
	const payee = await payeeOf(ctx.services, ctx.community);
	if (!payee) throw new ConflictError('sales.not_open');
	if (repeats(offer)) await requireOneCurrency(ctx, { memberId, offer, payee });
	const offerId = input.code ? (await openOffer(ctx, input.code)).id : null;
	const wish = {
		...{ memberId, offer, amount, account: payee.accountId, offerId },
		terms: await termsOfTax(ctx, input.country ?? null),
	};
	const attempt = await begin(ctx, wish);
	const { membershipId, data, left } = attempt;
	if (left !== null && !(await isClosed(ctx, membershipId, left)))
		throw new ConflictError('sales.already_yours');
	if (left !== null) await dropClaims(ctx.db, membershipId, left.attempt).execute();
	if (data.session) return { membershipId, url: data.session.url };
	const country = input.country ?? null;
	const session = await openPage(ctx, payee, { memberId, offer, amount, attempt, country });
	return { membershipId, url: await keepPage(ctx, attempt, session) };
}

/** What is given is bought as a gift, what is for many as their seats. */
const isSold = ({ kind }: OfferRow): boolean => kind !== 'gift' && kind !== 'group';

function amountOf(offer: OfferRow, wished: number | undefined): number {
	if (offer.kind !== 'open') return offer.amount;
	const least = offer.leastAmount ?? 0;
	if (wished === undefined || wished < least)
		throw new InvalidError('sales.amount_needed', { least });
	const step = stepOf(offer.currency);
	return Math.round(wished / step) * step;
}

const repeats = ({ kind, every }: OfferRow): boolean =>
	kind === 'open' ? every !== null : REPEATS.has(kind);

type Beginning = {
	memberId: string;
	offer: OfferRow;
	amount: number;
	account: string;
	offerId: string | null;
	/** What tax a page is opened with: another is another page. */
	terms: string;
};

/** Takes the one purchase of this tier that a member may have under way, and says whether its page still fits. */
async function begin(ctx: CommunityContext, wish: Beginning): Promise<Attempt> {
	const { memberId, offer, amount, account, offerId, terms } = wish;
	const at = ctx.clock.now();
	return ctx.transaction(async (tx) => {
		const { db } = tx;
		const fresh = { id: newId(), memberId, tierId: offer.tierId, priceId: offer.id, at };
		await insertPurchase(db, fresh).execute();
		const open = await openPurchase(db, memberId, offer.tierId).executeTakeFirst();
		const row =
			open && (await purchaseById(db, open.id).forNoKeyUpdate('memberships').executeTakeFirst());
		if (row?.status !== 'pending') throw new ConflictError('sales.already_yours');
		const before = PurchaseData.parse(row.data);
		const wanted = [account, offer.id, amount, offer.currency, offerId ?? '', terms].join(' ');
		const now = Math.floor(at.getTime() / 1000);
		const { session, ...rest } = before;
		if (before.wish === wanted && isPageGood(before, now)) {
			const claim = await claimHeld(tx, row.id, before.attempt);
			return { membershipId: row.id, data: before, claim, left: null };
		}
		await referBuyer(ctx, tx, memberId);
		const attempt = before.attempt + 1;
		const held = { membershipId: row.id, memberId, price: offer, attempt, offerId };
		const claim = await claimOffer(ctx, tx, held);
		const data = { ...rest, attempt, beganAt: now, wish: wanted, account };
		await putData(db, row.id, data).execute();
		const left = session
			? { id: session.id, account: before.account ?? account, attempt: before.attempt }
			: null;
		return { membershipId: row.id, data, claim, left };
	});
}

/** Whether the page that was asked for before can still be paid on, or is about to be opened. */
export const isPageGood = ({ attempt, session, beganAt }: PurchaseData, now: number): boolean =>
	attempt > 0 &&
	(session ? session.until > now + LEAST_SECONDS : (beganAt ?? now) > now - SOON_SECONDS);

/** What the page was, or is about to be, opened with. */
async function claimHeld(
	{ db }: CommunityTransaction,
	membershipId: string,
	attempt: number,
): Promise<Claim | null> {
	const claims = await claimsOf(db, membershipId).execute();
	const held = claims.find((claim) => claim.attempt === attempt);
	if (!held) return null;
	const { id, offerId, trialDays } = held;
	const offer = offerId === null ? null : await offerRow(db, offerId).executeTakeFirst();
	return { id, offer: offer ?? null, trialDays };
}

/** Closes the page that was led to before; false where somebody paid on it in the meantime. */
// authorize: who buys has asked.
export async function isClosed(
	{ services, community }: CommunityContext,
	membershipId: string,
	{ id: sessionId, account }: Left,
): Promise<boolean> {
	const sessions = services.payments.checkout.sessions;
	const before = await askStripe(() => sessions.retrieve(sessionId, {}, on(account)));
	if (before.status === 'open') await askStripe(() => sessions.expire(sessionId, {}, on(account)));
	if (before.status !== 'complete') return true;
	await settlePurchase(services, community, membershipId, { sessionId });
	return false;
}

type Deal = {
	memberId: string;
	offer: OfferRow;
	amount: number;
	attempt: Attempt;
	country: string | null;
};

async function openPage(
	ctx: CommunityContext,
	payee: Payee,
	{ memberId, offer, amount, attempt, country }: Deal,
): Promise<Stripe.Checkout.Session> {
	const { services, community } = ctx;
	const { accountId: account, feePercent } = payee;
	const { membershipId, data, claim } = attempt;
	const kith = referenceOf({ secret: services.secret, communityId: community.id }, membershipId);
	const customer = await customerAtStripe(ctx, { account, memberId });
	const tax = await pageTaxes(ctx, { account, customer, country });
	const { behavior } = tax;
	const item =
		offer.kind === 'open'
			? {
					price_data: {
						...{ currency: offer.currency, unit_amount: amount },
						...(offer.every !== null && { recurring: { interval: intervalOf(offer) } }),
						...(behavior !== null && { tax_behavior: behavior }),
						product: await productAtStripe(ctx, { account, offer }),
					},
				}
			: { price: await priceAtStripe(ctx, { account, offer, behavior }) };
	const beganAt = data.beganAt ?? 0;
	const terms = await termsOf(ctx, { account, claim, amount, beganAt });
	const { trialDays } = terms;
	const words = offer.kind === 'instalments' ? await wordsFor(ctx, memberId, offer) : null;
	const metadata = { kith, ...terms.metadata };
	return askStripe(() =>
		services.payments.checkout.sessions.create(
			{
				...{ customer, client_reference_id: kith, metadata, ...terms.page, ...tax.page },
				line_items: [{ ...item, quantity: 1, ...(!repeats(offer) && tax.line) }],
				// Left out, Stripe takes one by where the buyer seems to be.
				currency: offer.currency,
				...(words !== null && { custom_text: { submit: { message: words } } }),
				success_url: `${community.origin}/membership/done?of=${membershipId}`,
				cancel_url: `${community.origin}/membership`,
				...(repeats(offer)
					? {
							mode: 'subscription' as const,
							subscription_data: {
								...{ metadata, application_fee_percent: feePercent, ...tax.subscription },
								...(trialDays > 0 && { trial_period_days: trialDays }),
							},
						}
					: {
							mode: 'payment' as const,
							// For nothing there is no payment that this could be said of.
							...(terms.amount > 0 && {
								...tax.billed,
								payment_intent_data: {
									metadata,
									application_fee_amount: feeOf(terms.amount + tax.upon(terms.amount), feePercent),
								},
							}),
						}),
			},
			{ ...on(account), idempotencyKey: `buy ${membershipId} ${data.attempt}` },
		),
	);
}

async function wordsFor(
	{ db }: CommunityContext,
	memberId: string,
	offer: OfferRow,
): Promise<string> {
	const person = await personOf(db, memberId).executeTakeFirst();
	return instalmentWords(offer, person?.locale ?? null);
}

/** Remembers the page, unless another was asked for in the meantime; all who asked for this one have it. */
// authorize: who buys has asked.
export async function keepPage(
	ctx: CommunityContext,
	{ membershipId, data }: Pick<Attempt, 'membershipId' | 'data'>,
	{ id, url, expires_at }: Stripe.Checkout.Session,
): Promise<string> {
	// One that was paid in the meantime has no page any more.
	if (url === null) throw new ConflictError('sales.already_yours');
	await ctx.transaction(async ({ db }) => {
		const row = await purchaseById(db, membershipId)
			.forNoKeyUpdate('memberships')
			.executeTakeFirst();
		const now = PurchaseData.parse(row?.data ?? {});
		if (now.attempt !== data.attempt || now.session) return;
		await putData(db, membershipId, { ...now, session: { id, url, until: expires_at } }).execute();
	});
	return url;
}
