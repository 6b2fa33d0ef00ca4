import { join } from 'node:path';
import { createResendStandIn, type ResendStandIn } from '@kith/integrations/resend';
import { systemClock } from '@kith/kernel/clock';
import type { Config } from '@kith/kernel/config';
import { sign } from '@kith/kernel/seal';

/** The local stand-in for Resend, with the secret that it signs its webhooks to us with; null where mail is real. */
export function localMail(
	config: Config,
	secret: string,
): { standIn: ResendStandIn; secrets: readonly string[] } | null {
	if (config.RESEND_API_KEY || config.KITH_ENV !== 'development') return null;
	const key = Buffer.from(sign(secret, 'webhooks of the local mailbox', 'resend'));
	const own = `whsec_${key.toString('base64')}`;
	const standIn = createResendStandIn({
		dataDir: join(config.DATA_DIR, 'mail'),
		clock: systemClock,
		basePath: '/dev/resend',
		webhook: { endpoint: `${config.PLATFORM_ORIGIN}/webhooks/resend`, secret: own },
	});
	return { standIn, secrets: [own] };
}
