import { sign } from '@kith/kernel/seal';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import {
	claimsOf,
	dropClaims,
	lockTier,
	noteCard,
	trialOf,
	triedWith,
	useClaims,
} from './offers.queries.ts';

/** What Stripe says that a purchase was made with, and whether it came to something. */
type Settled = {
	membershipId: string;
	/** Of its page, and of what came of it. */
	claimId: string | null;
	/** Of the discounts that run. */
	offerIds: readonly string[];
	state: 'waiting' | 'open' | 'over';
};

/**
 * What a purchase was really made with is used from now on, and what else was held for it is free; in the transaction that
 * opens it. Run again, it changes nothing.
 */
// authorize: what Stripe says decides.
export async function settleClaims(
	{ db }: CommunityTransaction,
	{ membershipId, claimId, offerIds, state }: Settled,
): Promise<void> {
	if (state === 'waiting') return;
	const claims = await claimsOf(db, membershipId).execute();
	const used = claims.filter(
		({ id, offerId }) => id === claimId || (offerId !== null && offerIds.includes(offerId)),
	);
	if (used.length > 0)
		await useClaims(
			db,
			membershipId,
			used.map(({ id }) => id),
		).execute();
	// One that is being kept with an offer holds it without a page.
	const paged = claims.filter(
		({ id, attempt }) => attempt > 0 || state === 'over' || id === claimId,
	);
	for (const { attempt } of paged) await dropClaims(db, membershipId, attempt).execute();
}

/**
 * Whether somebody tried this tier with the same card before; if not, the card is remembered, as a hash that says nothing
 * elsewhere. Of two at once one is first.
 */
// authorize: what Stripe says decides.
export async function isTriedCard(
	{ services, community }: CommunityContext,
	{ db }: CommunityTransaction,
	{ membershipId, fingerprint }: { membershipId: string; fingerprint: string },
): Promise<boolean> {
	const trial = await trialOf(db, membershipId).executeTakeFirst();
	if (!trial) return false;
	const card = sign(services.secret, 'trial', `${community.id} ${fingerprint}`);
	if (trial.card !== null) return false;
	await lockTier(db, trial.tierId).execute();
	if (await triedWith(db, trial.tierId, card).executeTakeFirst()) return true;
	await noteCard(db, trial.id, card).execute();
	return false;
}
