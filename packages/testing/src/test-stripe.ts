import { createHmac } from 'node:crypto';
import {
	createStripe,
	readStripeEvent,
	STRIPE_STAND_IN_KEY,
	type StripeStandIn,
} from '@kith/integrations/stripe';
import { serveOnLoopback } from '@kith/integrations/resend/loopback';
import type { ReceivedEvent } from '@kith/domains/inbox';
import type { Clock } from '@kith/kernel/clock';

/** What tests have Stripe sign with, by vendor. */
export const STRIPE_SECRETS = {
	stripe: 'whsec_of_the_platform_in_tests',
	'stripe-connect': 'whsec_of_accounts_in_tests',
} as const;
const VENDORS = ['stripe', 'stripe-connect'] as const;

export const endpointOf = (vendor: keyof typeof STRIPE_SECRETS) => ({
	...{ secrets: [STRIPE_SECRETS[vendor]], connect: vendor === 'stripe-connect', isLive: false },
});

/** The header that Stripe signs a webhook with. */
export function stripeSignature(body: string, { secret, at }: { secret: string; at: Date }) {
	const time = Math.floor(at.getTime() / 1000);
	return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
}

/**
 * Stripe's SDK at the stand-in, behind HTTP. The stand-in is made by the first request, and its webhooks leave only
 * when it is told to; they go to `take` as the server would have taken them.
 */
export async function openTestStripe(
	{ clock, publicUrl }: { clock: Clock; publicUrl: string },
	take: (event: ReceivedEvent) => Promise<unknown>,
) {
	let made: Promise<StripeStandIn> | null = null;
	const send = async (url: string, init: RequestInit) => {
		const vendor = VENDORS.find((one) => url.endsWith(`/${one}`)) ?? 'stripe';
		const told = readStripeEvent(endpointOf(vendor), {
			headers: { 'stripe-signature': new Headers(init.headers).get('stripe-signature') ?? '' },
			body: Buffer.from(init.body as string),
			now: clock.now(),
		});
		if (told === null || told === 'elsewhere') return new Response(null, { status: 400 });
		await take({ vendor, ...told });
		return new Response('kept');
	};
	const make = async () => {
		const { createStripeStandIn } = await import('@kith/integrations/stripe/stand-in');
		return createStripeStandIn({
			...{ clock, publicUrl, send, deliversItself: false },
			endpoints: VENDORS.map((vendor) => {
				const { secrets, connect } = endpointOf(vendor);
				return { url: `${publicUrl}/webhooks/${vendor}`, secrets, connect };
			}),
		});
	};
	const standIn = () => (made ??= make());
	const server = await serveOnLoopback(async (request) => (await standIn()).handle(request));
	const payments = createStripe({
		...{ apiKey: STRIPE_STAND_IN_KEY, baseUrl: server.url, timeoutMs: 2000, retries: 2 },
	});
	return { payments, standIn, close: () => server.close() };
}
