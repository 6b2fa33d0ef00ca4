import { isSigned, sign } from '@kith/kernel/seal';

const PURCHASE = 'purchase';
const GIFT = 'gift';
type Purpose = typeof PURCHASE | typeof GIFT;
type Who = { secret: string; communityId: string };

/**
 * What Stripe is told of whose purchase it is, and tells again: nobody makes one up for a purchase that is not theirs,
 * and one community's is nothing to another.
 */
export const referenceOf = (who: Who, membershipId: string): string =>
	signed(who, PURCHASE, membershipId);

/** The same of what is given: neither is taken for the other. */
export const giftReferenceOf = (who: Who, giftId: string): string => signed(who, GIFT, giftId);

/** The purchase a reference is for; null for what we did not write for this community. */
export const membershipIn = (who: Who, reference: string | null | undefined): string | null =>
	signedIn(who, PURCHASE, reference);

/** The gift a reference is for; null for what we did not write for this community. */
export const giftIn = (who: Who, reference: string | null | undefined): string | null =>
	signedIn(who, GIFT, reference);

const signed = ({ secret, communityId }: Who, purpose: Purpose, id: string): string =>
	`${id}.${sign(secret, purpose, `${communityId} ${id}`)}`;

function signedIn(
	{ secret, communityId }: Who,
	purpose: Purpose,
	reference: string | null | undefined,
): string | null {
	const [id = '', signature = ''] = (reference ?? '').split('.');
	return isSigned(secret, purpose, `${communityId} ${id}`, signature) ? id : null;
}
