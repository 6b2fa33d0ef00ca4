import { readMailWebhook } from '@kith/integrations/resend';
import { readStripeEvent } from '@kith/integrations/stripe';
import type { WebhookReader, WebhookReaders } from './webhooks-http.ts';

/** The secrets that vendors sign with, none for those that are not set up. */
export type WebhookSecrets = {
	mail: readonly string[];
	stripe: readonly string[];
	stripeConnect: readonly string[];
	/** Whether our key at Stripe moves money. */
	takesRealMoney: boolean;
};

/** The vendors that tell us things, those whose secret is known. */
export function webhookReaders(secrets: WebhookSecrets): WebhookReaders {
	const { mail, stripe, stripeConnect, takesRealMoney: isLive } = secrets;
	const known: [string, readonly string[], WebhookReader][] = [
		['resend', mail, (sent) => readMailWebhook(mail, sent)],
		[
			'stripe',
			stripe,
			(sent) => readStripeEvent({ secrets: stripe, connect: false, isLive }, sent),
		],
		[
			'stripe-connect',
			stripeConnect,
			(sent) => readStripeEvent({ secrets: stripeConnect, connect: true, isLive }, sent),
		],
	];
	return new Map(
		known.flatMap(([vendor, { length }, read]) => (length > 0 ? [[vendor, read] as const] : [])),
	);
}
