import { signatureOf } from '@kith/integrations/resend';
import { newId } from '@kith/kernel/ids';

/** The secret that tests sign the mail vendor's webhooks with. */
export const WEBHOOK_SECRET = `whsec_${Buffer.from('only tests know this secret well').toString('base64')}`;

type Wish = { now: Date; id?: string; body?: string; secret?: string };

/** A webhook as the mail vendor sends it. */
export function signedWebhook({
	now,
	id = newId(),
	body = '{"type":"email.sent","data":{}}',
	secret = WEBHOOK_SECRET,
}: Wish) {
	const timestamp = String(Math.floor(now.getTime() / 1000));
	const signature = signatureOf(secret, { id, timestamp, body: Buffer.from(body) });
	const headers = {
		...{ 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': signature },
		'content-type': 'application/json',
	};
	return { headers, body };
}
