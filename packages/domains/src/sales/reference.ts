import { isSigned, sign } from '@kith/kernel/seal';

const PURPOSE = 'purchase';
type Who = { secret: string; communityId: string };

/**
 * What Stripe is told of whose purchase it is, and tells again: nobody makes one up for a purchase that is not theirs,
 * and one community's is nothing to another.
 */
export const referenceOf = ({ secret, communityId }: Who, membershipId: string): string =>
	`${membershipId}.${sign(secret, PURPOSE, `${communityId} ${membershipId}`)}`;

/** The purchase a reference is for; null for what we did not write for this community. */
export function membershipIn(
	{ secret, communityId }: Who,
	reference: string | null | undefined,
): string | null {
	const [membershipId = '', signature = ''] = (reference ?? '').split('.');
	const isOurs = isSigned(secret, PURPOSE, `${communityId} ${membershipId}`, signature);
	return isOurs ? membershipId : null;
}
