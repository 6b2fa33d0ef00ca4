import { unseal } from '@kith/kernel/seal';
import type { CommunityContext } from '../context.ts';
import { GIFT_SEAL } from './gift-code.ts';
import type { Gift } from './gifts.queries.ts';
import type { GiftState, GivenGift } from './gifts.schema.ts';

/** How a gift stands now. */
export function stateOf({ status, expiresAt }: Gift, now: Date): GiftState {
	if (status === 'revoked' || status === 'refunded') return 'gone';
	if (status === 'paid') return expiresAt && expiresAt <= now ? 'expired' : 'open';
	return status === 'redeemed' ? 'redeemed' : 'pending';
}

/** Where a gift is redeemed. */
export const giftUrl = (
	{ services, community }: Pick<CommunityContext, 'services' | 'community'>,
	{ sealedCode }: Gift,
): string => `${community.origin}/gift/${unseal(services.secret, GIFT_SEAL, sealedCode)}`;

/** What everybody sees of a gift who sees it at all. */
export const factsOf = (gift: Gift, now: Date) => ({
	...{ giftId: gift.id, tier: gift.tierName, months: gift.months, sender: gift.sender },
	...{ state: stateOf(gift, now), expiresAt: gift.expiresAt },
});

export function givenView(ctx: CommunityContext, gift: Gift): GivenGift {
	const facts = factsOf(gift, ctx.clock.now());
	const { email, message, sendAt, sentAt } = gift;
	return {
		...{ ...facts, email, message, sendAt, sentAt },
		url: facts.state === 'open' ? giftUrl(ctx, gift) : null,
	};
}
