import { newId } from '@kith/kernel/ids';
import { ConflictError } from '@kith/kernel/errors';
import type { CommunityDb } from '@kith/db/handles';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { fits, type Priced } from './fit.schema.ts';
import {
	insertRedemption,
	keptWith,
	offerRow,
	retentionOffers,
	takenBy,
	takenByOthers,
	type OfferRow,
} from './offers.queries.ts';

export type Leaving = { membershipId: string; memberId: string; price: Priced };

/**
 * The offer that may keep who is about to leave: the newest that fits what they pay and is not used up. Once in the life of a
 * membership: none after one was taken or refused.
 */
// authorize: the member’s own membership was found.
export async function offerToKeep(
	{ clock }: CommunityContext,
	db: CommunityDb,
	{ membershipId, memberId, price }: Leaving,
): Promise<OfferRow | null> {
	const before = await keptWith(db, membershipId).executeTakeFirst();
	// Claimed only: Stripe did not answer then, and may be asked again.
	if (before?.status === 'claimed' && before.offerId !== null)
		return (await offerRow(db, before.offerId).executeTakeFirst()) ?? null;
	if (before) return null;
	for (const offer of await retentionOffers(db, clock.now()).execute()) {
		const taking = { offerId: offer.id, membershipId };
		if (!fits(offer, price) || (await takenBy(db, { ...taking, memberId }).executeTakeFirst()))
			continue;
		if (offer.mostUses === null) return offer;
		const { count } = await takenByOthers(db, taking).executeTakeFirstOrThrow();
		if (count < offer.mostUses) return offer;
	}
	return null;
}

/** Holds the offer for who stays; with the membership’s row locked. Throws `offers.expired` for any other than the one shown. */
// authorize: the member’s own membership was found.
export async function holdToKeep(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ leaving, offerId }: { leaving: Leaving; offerId: string },
): Promise<OfferRow> {
	await offerRow(tx.db, offerId).forNoKeyUpdate().executeTakeFirst();
	const offer = await offerToKeep(ctx, tx.db, leaving);
	if (offer?.id !== offerId) throw new ConflictError('offers.expired');
	const isHeld = await keptWith(tx.db, leaving.membershipId).executeTakeFirst();
	if (!isHeld) await note(ctx, tx, { leaving, offerId, status: 'claimed' });
	return offer;
}

/** Remembers that an offer did not keep somebody, so that it is not shown again; another than the one shown is not noted. */
// authorize: the member’s own membership was found.
export async function refuseToStay(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	leaving: Leaving,
): Promise<void> {
	if (await keptWith(tx.db, leaving.membershipId).executeTakeFirst()) return;
	const offer = await offerToKeep(ctx, tx.db, leaving);
	if (offer) await note(ctx, tx, { leaving, offerId: offer.id, status: 'refused' });
}

type Noted = { leaving: Leaving; offerId: string; status: 'claimed' | 'refused' };

const note = (
	{ clock }: CommunityContext,
	{ db }: CommunityTransaction,
	{ leaving, offerId, status }: Noted,
) =>
	insertRedemption(db, {
		...{ id: newId(), offerId, status, at: clock.now(), trialDays: 0, attempt: 0 },
		...{ memberId: leaving.memberId, membershipId: leaving.membershipId },
		tierId: leaving.price.tierId,
	}).execute();
