import { createStripe } from './create-stripe.ts';
import { stripeContract } from './stripe.contract.ts';
import { openTestStripe, START } from './test-stripe.ts';

stripeContract(
	'the stand-in for Stripe',
	async () => {
		const { stripe, close } = await openTestStripe();
		return { stripe, close };
	},
	START,
);

// With a key of Stripe's test mode the same story is told to Stripe itself; without one nothing leaves the machine.
const apiKey = process.env['STRIPE_SECRET_KEY'] ?? '';
if (apiKey.startsWith('sk_test_'))
	stripeContract(
		'Stripe in test mode',
		async () => ({ stripe: createStripe({ apiKey }), close: async () => undefined }),
		Math.floor(Date.now() / 1000),
	);
