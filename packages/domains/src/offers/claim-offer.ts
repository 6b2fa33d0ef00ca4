import { newId } from '@kith/kernel/ids';
import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { fits, type Priced } from './fit.schema.ts';
import {
	claimsOf,
	insertRedemption,
	offerRow,
	renewClaim,
	takenBy,
	takenByOthers,
	triedBefore,
	type OfferRow,
} from './offers.queries.ts';
import { requireOpen } from './open-offer.ts';

type Wish = {
	membershipId: string;
	memberId: string;
	price: Priced & { trialDays: number };
	/** Which time its buyer is led to the page. */
	attempt: number;
	offerId: string | null;
};

/** What a purchase is made with: an offer, or the tier's own trial, or neither. */
export type Claim = { id: string; offer: OfferRow | null; trialDays: number };

/**
 * Holds an offer for a purchase that is about to be paid, in the transaction that makes the purchase and with its row locked;
 * who waits for the offer's row counts what others hold. An offer takes the place of the tier's own trial, which is held the
 * same way. A claim holds until its purchase came to something. Throws `offers.unknown`, `offers.expired`, `offers.used_up`,
 * `offers.already_yours`, `offers.already_tried`, `offers.not_for_this`, and `offers.other_currency` with the one that it is
 * in.
 */
// authorize: who buys has asked.
export async function claimOffer(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	wish: Wish,
): Promise<Claim | null> {
	const { membershipId, memberId, price, attempt, offerId } = wish;
	const offer = offerId === null ? null : await takeOffer(ctx, tx, wish, offerId);
	const mayTry = price.kind === 'recurring' && (offer?.trialDays ?? price.trialDays) > 0;
	const isTried =
		mayTry && (await triedBefore(tx.db, memberId, price.tierId).executeTakeFirst()) !== undefined;
	if (isTried && offer?.gives === 'trial') throw new ConflictError('offers.already_tried');
	const ownDays = mayTry && !isTried ? price.trialDays : 0;
	const trialDays = offer === null ? ownDays : (offer.trialDays ?? 0);
	if (offer === null && trialDays === 0) return null;
	const claims = await claimsOf(tx.db, membershipId).execute();
	const known = claims.find((claim) => claim.offerId === (offer?.id ?? null));
	if (known) await renewClaim(tx.db, known.id, { attempt, trialDays }).execute();
	const id = known?.id ?? newId();
	if (!known)
		await insertRedemption(tx.db, {
			...{ id, offerId: offer?.id ?? null, tierId: price.tierId, memberId, membershipId },
			...{ trialDays, status: 'claimed', attempt, at: ctx.clock.now() },
		}).execute();
	return { id, offer, trialDays };
}

async function takeOffer(
	ctx: CommunityContext,
	{ db }: CommunityTransaction,
	{ membershipId, memberId, price }: Wish,
	offerId: string,
): Promise<OfferRow> {
	const offer = await offerRow(db, offerId).forNoKeyUpdate().executeTakeFirst();
	if (!offer) throw new NotFoundError('offers.unknown');
	requireOpen(offer, ctx.clock.now());
	requireFit(offer, price);
	const taking = { offerId, membershipId };
	if (await takenBy(db, { ...taking, memberId }).executeTakeFirst())
		throw new ConflictError('offers.already_yours');
	const { count } = await takenByOthers(db, taking).executeTakeFirstOrThrow();
	if (offer.mostUses !== null && count >= offer.mostUses) throw new ConflictError('offers.used_up');
	return offer;
}

function requireFit(offer: OfferRow, price: Priced): void {
	if (fits(offer, price)) return;
	const { currency } = offer;
	// An amount is taken off in one currency alone.
	if (currency !== null && fits(offer, { ...price, currency }))
		throw new ConflictError('offers.other_currency', { currency });
	throw new ConflictError('offers.not_for_this');
}
