import { InvalidError } from '@kith/kernel/errors';
import type { Services } from '../context.ts';
import { oneLine, type Brand } from './letter.ts';
import { renderMail } from './render-mail.ts';
import type { MailKind, MailProps } from './write-letter.ts';

export type Delivery<Kind extends MailKind> = {
	kind: Kind;
	props: MailProps[Kind];
	to: string;
	locale: string;
	brand: Brand;
	idempotencyKey: string;
};

/**
 * Writes and sends one mail. A mail that will never be taken is logged and forgotten; anything else that goes wrong is
 * thrown, so that the queue tries again with the same key.
 */
export async function deliver<Kind extends MailKind>(
	{ mailer, mailFrom, logger }: Services,
	{ kind, props, to, locale, brand, idempotencyKey }: Delivery<Kind>,
): Promise<void> {
	const mail = await renderMail(kind, props, { locale, brand });
	try {
		await mailer.send({
			...mail,
			...{ idempotencyKey, to },
			from: { name: oneLine(brand.name, 80), address: mailFrom },
			headers: { 'Auto-Submitted': 'auto-generated' },
		});
	} catch (error) {
		if (!(error instanceof InvalidError)) throw error;
		logger.warn({ kind, reason: error.code, idempotencyKey }, 'a mail was refused for good');
	}
}
