import type { Stripe } from 'stripe';
import type { CommunityContext } from '../context.ts';
import { askStripe } from '../ask-stripe.ts';
import { metadataOf } from './instalments.ts';
import { OtherCurrencies } from '../tiers/tiers.schema.ts';
import {
	customerOf,
	namePrice,
	nameProduct,
	offerById,
	personOf,
	type OfferRow,
} from './sales.queries.ts';

/** Names of Stripe's hold on one account: another account's are none of ours. */
export const named = (account: string, id: string): string => `${account} ${id}`;
export function nameOn(account: string, externalId: string | null): string | null {
	const [on, id] = (externalId ?? '').split(' ');
	return on === account ? (id ?? null) : null;
}

export const on = (account: string): Stripe.RequestOptions => ({ stripeAccount: account });

/** How often it is paid, as Stripe says it. */
export const intervalOf = ({ every }: Pick<OfferRow, 'every'>): 'month' | 'year' =>
	every === 'year' ? 'year' : 'month';

/** Paid again and again, for good or until all parts are paid. */
export const REPEATS: ReadonlySet<string> = new Set(['recurring', 'group', 'instalments']);

type Deal = {
	account: string;
	offer: OfferRow;
	/** Where Stripe works out the tax: whether it is in the price, or comes upon it. */
	behavior?: 'inclusive' | 'exclusive' | null;
};

/**
 * The price as Stripe knows it on this account, with all currencies that it is sold in; made there when it is first sold, in
 * whichever of them.
 */
// authorize: who buys has asked.
export async function priceAtStripe(ctx: CommunityContext, deal: Deal): Promise<string> {
	const { account, offer, behavior = null } = deal;
	const own = await offerById(ctx.db, offer.id).executeTakeFirstOrThrow();
	const currency_options = Object.fromEntries(
		OtherCurrencies.parse(own.otherCurrencies).map(({ currency, amount }) => [
			currency,
			{ unit_amount: amount, ...(behavior !== null && { tax_behavior: behavior }) },
		]),
	);
	const known = nameOn(account, own.externalId);
	const { payments } = ctx.services;
	const isEnough = behavior === null && offer.currency === own.currency;
	if (known && isEnough) return known;
	if (known) {
		const asked = { expand: ['currency_options'] };
		const told = await askStripe(() => payments.prices.retrieve(known, asked, on(account)));
		const said = told.tax_behavior ?? 'unspecified';
		const isSilent = behavior !== null && said === 'unspecified';
		// Made before it could be paid in any other.
		const isMissing = offer.currency !== own.currency && !told.currency_options?.[offer.currency];
		const change = {
			...((isSilent || isMissing) &&
				Object.keys(currency_options).length > 0 && { currency_options }),
			...(isSilent && { tax_behavior: behavior }),
		};
		if (Object.keys(change).length > 0)
			await askStripe(() => payments.prices.update(known, change, on(account)));
		// Said once it is said for good: one that says otherwise gives way to another.
		if (behavior === null || isSilent || said === behavior) return known;
	}
	const product = await productAtStripe(ctx, deal);
	const recurring = REPEATS.has(own.kind) ? { interval: intervalOf(own) } : null;
	const made = await askStripe(() =>
		payments.prices.create(
			{
				...{ product, currency: own.currency, unit_amount: own.amount },
				...(Object.keys(currency_options).length > 0 && { currency_options }),
				...(recurring && { recurring }),
				...(behavior !== null && { tax_behavior: behavior }),
				metadata: metadataOf(own),
			},
			{
				...on(account),
				idempotencyKey: ['price', account, own.id, behavior, known].filter(Boolean).join(' '),
			},
		),
	);
	await namePrice(ctx.db, offer.id, named(account, made.id)).execute();
	return made.id;
}

/** The tier as a product on this account. */
// authorize: who buys has asked.
export async function productAtStripe(
	{ db, services }: CommunityContext,
	{ account, offer }: Deal,
): Promise<string> {
	const known = nameOn(account, offer.productId);
	if (known) return known;
	const made = await askStripe(() =>
		services.payments.products.create(
			{
				name: offer.name,
				...(offer.description !== '' && { description: offer.description }),
				metadata: { kith_tier: offer.tierId },
			},
			{ ...on(account), idempotencyKey: `product ${account} ${offer.tierId}` },
		),
	);
	await nameProduct(db, offer.tierId, named(account, made.id)).execute();
	return made.id;
}

/** A member as a customer on this account: one, whatever they buy. */
// authorize: who buys has asked.
export async function customerAtStripe(
	{ db, services, community }: CommunityContext,
	{ account, memberId }: { account: string; memberId: string },
): Promise<string> {
	const known = await customerOf(db, memberId, account).executeTakeFirst();
	if (known?.externalCustomerId) return known.externalCustomerId;
	const person = await personOf(db, memberId).executeTakeFirstOrThrow();
	const made = await askStripe(() =>
		services.payments.customers.create(
			{
				...{ email: person.email, name: person.name },
				metadata: { kith_community: community.id, kith_member: memberId },
			},
			{ ...on(account), idempotencyKey: `customer ${account} ${memberId}` },
		),
	);
	return made.id;
}

type Group = { account: string; memberId: string; membershipId: string; attempt: number };

/** A group as a customer on this account: somebody else may look after it one day, and what its manager buys is theirs. */
// authorize: who buys has asked.
export async function groupAtStripe(
	{ db, services, community }: CommunityContext,
	{ account, memberId, membershipId, attempt }: Group,
): Promise<string> {
	const person = await personOf(db, memberId).executeTakeFirstOrThrow();
	const made = await askStripe(() =>
		services.payments.customers.create(
			{
				...{ email: person.email, name: person.name },
				metadata: { kith_community: community.id, kith_group: membershipId },
			},
			{ ...on(account), idempotencyKey: `group ${account} ${membershipId} ${attempt}` },
		),
	);
	return made.id;
}
