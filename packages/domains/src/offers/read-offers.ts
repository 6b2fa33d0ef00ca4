import { ConflictError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { askingId } from '../members/index.ts';
import { requireModule } from '../modules/index.ts';
import { shownIn } from '../tiers/currencies.schema.ts';
import { MOST_PRICES, MOST_TIERS, OtherCurrencies } from '../tiers/tiers.schema.ts';
import { amountAfter, fits } from './fit.schema.ts';
import {
	allOffers,
	paidWith,
	pricesOnOffer,
	takenBy,
	takenByOthers,
	usesOf,
} from './offers.queries.ts';
import { openOffer } from './open-offer.ts';
import { FoundOffer, OfferView, type FindOffer } from './offers.schema.ts';

/** No membership: what is counted is counted whole. */
const NONE = '00000000-0000-0000-0000-000000000000';

/** All offers, newest first, with what came of them. */
export async function listOffers(ctx: CommunityContext): Promise<OfferView[]> {
	ctx.authorize('read', 'Offer');
	requireModule(ctx, 'memberships');
	const [rows, uses, paid] = await Promise.all([
		allOffers(ctx.db).execute(),
		usesOf(ctx.db).execute(),
		paidWith(ctx.db).execute(),
	]);
	return rows.map((row) => {
		const used = uses.find(({ offerId }) => offerId === row.id);
		return OfferView.parse({
			...row,
			...{ uses: used?.uses ?? 0, waiting: used?.waiting ?? 0, refused: used?.refused ?? 0 },
			running: used?.running ?? 0,
			paid: paid
				.filter(({ offerId }) => offerId === row.id)
				.map(({ currency, amount }) => ({ currency, amount: Number(amount) })),
		});
	});
}

/**
 * What a code does to the prices on offer here, as they are shown in a currency; nothing is told of other offers. Throws as `openOffer`, `offers.used_up` and
 * `offers.already_yours`.
 */
// authorize: whoever knows a code may know what it does; it is told nobody else.
export async function findOffer(
	ctx: CommunityContext,
	{ code, currency: shown }: FindOffer,
): Promise<FoundOffer> {
	const offer = await openOffer(ctx, code);
	const memberId = askingId(ctx);
	const taking = { offerId: offer.id, membershipId: NONE };
	const mine =
		memberId === null
			? undefined
			: await takenBy(ctx.db, { ...taking, memberId }).executeTakeFirst();
	// A claim of one's own page that waits to be paid is no reason to say no.
	if (mine?.status === 'used') throw new ConflictError('offers.already_yours');
	const { count } = await takenByOthers(ctx.db, {
		...taking,
		membershipId: mine?.membershipId ?? NONE,
	}).executeTakeFirstOrThrow();
	if (offer.mostUses !== null && count >= offer.mostUses) throw new ConflictError('offers.used_up');
	const prices = await pricesOnOffer(ctx.db, MOST_TIERS * MOST_PRICES).execute();
	const { name, gives, percent, amount, currency, trialDays, lasts, months } = offer;
	return FoundOffer.parse({
		...{ name, gives, percent, amount, currency, trialDays, lasts, months, code: offer.code },
		prices: prices
			.map(({ otherCurrencies, ...price }) =>
				shownIn(
					{ ...price, otherCurrencies: OtherCurrencies.parse(otherCurrencies) },
					shown ?? null,
				),
			)
			.filter((price) => fits(offer, price))
			.map((price) => ({ priceId: price.id, amount: amountAfter(offer, price.amount) })),
	});
}
