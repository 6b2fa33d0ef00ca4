import { readMailWebhook } from '@kith/integrations/resend';
import type { WebhookReaders } from './webhooks-http.ts';

/** The vendors that tell us things, those whose secret is known. */
export function webhookReaders({ mail }: { mail: readonly string[] }): WebhookReaders {
	return new Map([
		...(mail.length > 0
			? [
					[
						'resend',
						(sent: Parameters<typeof readMailWebhook>[1]) => readMailWebhook(mail, sent),
					] as const,
				]
			: []),
	]);
}
