import Stripe from 'stripe';

export type StripeOptions = {
	apiKey: string;
	/** Where the stand-in listens, such as `http://127.0.0.1:4242`; Stripe itself unless told. */
	baseUrl?: string | undefined;
	/** For one attempt. */
	timeoutMs?: number;
	/** How often a request that failed on the way is tried again, under one idempotency key. */
	retries?: number;
};

/** Stripe's own SDK, speaking to Stripe or to the stand-in. */
export function createStripe(options: StripeOptions): Stripe {
	const { apiKey, baseUrl, timeoutMs = 20_000, retries = 2 } = options;
	const { hostname, port, protocol } = new URL(baseUrl ?? 'https://api.stripe.com');
	return new Stripe(apiKey, {
		host: hostname,
		port: port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port),
		protocol: protocol === 'http:' ? 'http' : 'https',
		timeout: timeoutMs,
		maxNetworkRetries: retries,
		telemetry: false,
	});
}
