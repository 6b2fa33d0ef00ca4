export { createStripe, type StripeOptions } from './create-stripe.ts';
export type { FaultPlan } from './engine/faults.ts';
export { readWebhook, type SignedWebhook } from './read-webhook.ts';
export {
	createStripeStandIn,
	STRIPE_STAND_IN_KEY,
	type StripeStandIn,
	type StripeStandInOptions,
} from './stand-in.ts';
