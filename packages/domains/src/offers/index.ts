import type { Domain } from '../domain.ts';
import { offersPolicy } from './offers.policy.ts';
import { offersRouter } from './offers.router.ts';

export { claimOffer, type Claim } from './claim-offer.ts';
export { amountAfter, fits } from './fit.schema.ts';
export { holdToKeep, offerToKeep, refuseToStay, type Leaving } from './keep-with.ts';
export {
	claimsOf,
	dropClaims,
	nameCoupon,
	offerRow,
	type OfferRow as Deal,
} from './offers.queries.ts';
export { openOffer } from './open-offer.ts';
export { isTriedCard, settleClaims } from './settle-claims.ts';

export const offers = {
	router: offersRouter,
	policy: offersPolicy,
} as const satisfies Domain;
