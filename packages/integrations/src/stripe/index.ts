export { createStripe } from './create-stripe.ts';
export { readStripeEvent } from './read-stripe-event.ts';
export { STRIPE_STAND_IN_KEY } from './stand-in-key.ts';
export type { StripeStandIn } from './stand-in.ts';
