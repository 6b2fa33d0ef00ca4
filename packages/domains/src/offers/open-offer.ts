import { ConflictError, LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import { networkOf } from '@kith/kernel/network';
import type { CommunityContext } from '../context.ts';
import { hasModule } from '../modules/index.ts';
import { offerByCode, type OfferRow } from './offers.queries.ts';
import { OfferCode } from './offers.schema.ts';

/** So many codes that are none a network may try within an hour. */
const TRIES = 60;
const HOUR = 3600;

/**
 * The offer of a code, while it can be taken. Throws `offers.unknown` for what nobody can know of, `offers.expired` for what
 * was there, and `limits.too_many` where somebody guesses.
 */
// authorize: whoever knows a code may know what it does.
export async function openOffer(ctx: CommunityContext, code: string): Promise<OfferRow> {
	const { limiter } = ctx.services;
	const key = `offer ${ctx.community.id} ${networkOf(ctx.request.ip)}`;
	if ((await limiter.counted(key, HOUR)) >= TRIES)
		throw new LimitReachedError('limits.too_many', { retryAfterSeconds: HOUR });
	const typed = OfferCode.safeParse(code);
	const offer =
		typed.success && hasModule(ctx, 'memberships')
			? await offerByCode(ctx.db, typed.data).executeTakeFirst()
			: undefined;
	if (offer?.purpose !== 'signup') {
		await limiter.count(key, HOUR);
		throw new NotFoundError('offers.unknown');
	}
	requireOpen(offer, ctx.clock.now());
	return offer;
}

/** Throws `offers.expired`. */
export function requireOpen(offer: OfferRow, now: Date): void {
	if (offer.status === 'archived' || (offer.endsAt && offer.endsAt <= now))
		throw new ConflictError('offers.expired');
}
