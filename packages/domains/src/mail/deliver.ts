import type { Services } from '../context.ts';
import { sendMails, type MailWish } from '../deliveries/index.ts';
import type { Urgency } from '../deliveries/deliveries.schema.ts';
import { oneLine, type Brand } from './letter.ts';
import { renderMail } from './render-mail.ts';
import type { MailKind, MailProps } from './write-letter.ts';

export type Delivery<Kind extends MailKind> = {
	kind: Kind;
	props: MailProps[Kind];
	to: string;
	locale: string;
	brand: Brand;
	/** The same key, the same mail: it goes out once, however often its job runs. */
	idempotencyKey: string;
	/** Where a program that reads mail can stop such mails with one press; left out for those that are owed or asked for. */
	stopAt?: string;
};

/** Kinds that go to some of those who get no other mail; what each word means is said where it is declared. */
const URGENCY: Partial<Record<MailKind, Urgency>> = {
	'sign-in-code': 'asked',
	'address-code': 'asked',
	'address-changed': 'owed',
	'security-notice': 'owed',
	'plan-news': 'owed',
	'sale-news': 'owed',
	'gift-bought': 'owed',
};

/**
 * Writes and sends one mail, unless its address gets none. A mail that will never be taken is logged and forgotten;
 * anything else that goes wrong is thrown, so that the queue tries again with the same key.
 */
export function deliver<Kind extends MailKind>(
	services: Services,
	delivery: Delivery<Kind>,
): Promise<void> {
	return deliverAll(services, [delivery]);
}

/** The same for several mails, which go out together. */
export function deliverAll<Kind extends MailKind>(
	services: Services,
	deliveries: readonly Delivery<Kind>[],
): Promise<void> {
	return sendMails(
		services,
		deliveries.map((delivery) => wishOf(services, delivery)),
	);
}

function wishOf<Kind extends MailKind>(
	{ mailFrom }: Services,
	{ kind, props, to, locale, brand, idempotencyKey, stopAt }: Delivery<Kind>,
): MailWish {
	return {
		...{ key: idempotencyKey, scope: brand.scope, kind, to },
		urgency: URGENCY[kind] ?? 'ordinary',
		write: async () => ({
			...(await renderMail(kind, props, { locale, brand })),
			from: { name: oneLine(brand.name, 80), address: mailFrom },
			headers: { 'Auto-Submitted': 'auto-generated', ...(stopAt && stopHeaders(stopAt)) },
		}),
	};
}

/** RFC 8058: a press of the reader's program posts to the address, without asking the reader anything more. */
const stopHeaders = (address: string) => ({
	'List-Unsubscribe': `<${address}>`,
	'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});
