import type { Stripe } from 'stripe';
import type { CommunityContext } from '../context.ts';
import { askStripe } from '../ask-stripe.ts';
import { amountAfter, nameCoupon, type Claim, type Deal } from '../offers/index.ts';
import { named, nameOn, on } from './at-stripe.ts';

/** What Stripe keeps of an offer on its coupon, to be read again where a discount runs. */
export const OFFER_KEY = 'kith_offer';
/** What Stripe is told of the claim that a page was opened with. */
export const CLAIM_KEY = 'kith_claim';
/** Others may want what a page holds that nobody pays on: where uses are counted it is open for an hour. */
const HOLD_SECONDS = 60 * 60;

const DURATIONS = { once: 'once', months: 'repeating', forever: 'forever' } as const;

/** The offer as a coupon on this account; made there when it is first taken. */
// authorize: who takes it has asked.
export async function couponAtStripe(
	{ db, services }: CommunityContext,
	{ account, deal }: { account: string; deal: Deal },
): Promise<string> {
	const known = nameOn(account, deal.externalId);
	if (known) return known;
	const { percent, amount, currency, months, name, version } = deal;
	const made = await askStripe(() =>
		services.payments.coupons.create(
			{
				...(deal.gives === 'percent'
					? { percent_off: percent ?? 0 }
					: { amount_off: amount ?? 0, currency: currency ?? 'eur' }),
				duration: DURATIONS[deal.lasts as keyof typeof DURATIONS],
				...(months !== null && { duration_in_months: months }),
				name: name.slice(0, 40),
				metadata: { [OFFER_KEY]: deal.id },
			},
			{ ...on(account), idempotencyKey: `offer ${account} ${deal.id} ${version}` },
		),
	);
	await nameCoupon(db, deal.id, named(account, made.id)).execute();
	return made.id;
}

type Page = { account: string; claim: Claim | null; amount: number; beganAt: number };
/** What a claim makes of a page: what is paid first, and what the page is told. */
type PageTerms = {
	amount: number;
	trialDays: number;
	metadata: Record<string, string>;
	page: Pick<
		Stripe.Checkout.SessionCreateParams,
		'discounts' | 'expires_at' | 'payment_method_collection'
	>;
};

/** How a page at Stripe differs for who takes an offer or a trial. Who never pays anything is asked for no card. */
// authorize: who buys has asked.
export async function termsOf(
	ctx: CommunityContext,
	{ account, claim, amount, beganAt }: Page,
): Promise<PageTerms> {
	if (claim === null) return { amount, trialDays: 0, metadata: {}, page: {} };
	const { offer: deal, trialDays } = claim;
	const metadata = { [CLAIM_KEY]: claim.id };
	if (deal === null) return { amount, trialDays, metadata, page: {} };
	const isCut = deal.gives !== 'trial';
	const left = amountAfter(deal, amount);
	return {
		...{ amount: left, trialDays, metadata },
		page: {
			...(isCut && { discounts: [{ coupon: await couponAtStripe(ctx, { account, deal }) }] }),
			...(deal.mostUses !== null && { expires_at: beganAt + HOLD_SECONDS }),
			...(left === 0 && deal.lasts === 'forever' && { payment_method_collection: 'if_required' }),
		},
	};
}

/** The discount that a subscription has, as it counts for what is paid in its running period and later. */
type Running = {
	offerId: string | null;
	percent: number | null;
	amount: number | null;
	/** Seconds; null: for good, or for the next payment. */
	until: number | null;
};

/** The coupon of a discount that counts still: one that ended before this period began was not taken off its payment. */
export function runningCoupon(
	discount: string | Stripe.Discount,
	periodStart: number,
): Stripe.Coupon | null {
	if (typeof discount === 'string') return null;
	const { coupon } = discount.source;
	if (coupon === null || typeof coupon === 'string') return null;
	return discount.end === null || discount.end > periodStart ? coupon : null;
}

export function discountOf({ items, discounts }: Stripe.Subscription): Running | null {
	const start = items.data[0]?.current_period_start ?? 0;
	for (const discount of discounts) {
		const coupon = runningCoupon(discount, start);
		if (!coupon || typeof discount === 'string') continue;
		const { percent_off: percent, amount_off: amount, metadata } = coupon;
		return { offerId: metadata?.[OFFER_KEY] ?? null, percent, amount, until: discount.end };
	}
	return null;
}
