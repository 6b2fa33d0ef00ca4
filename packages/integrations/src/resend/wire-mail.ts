import * as z from 'zod';
import { addSeconds } from '@kith/kernel/clock';
import { WireError } from './wire-error.ts';

const Text = z.string();
const Addresses = z
	.union([Text, z.array(Text)])
	.transform((given) => (typeof given === 'string' ? [given] : given));

/** What POST /emails takes; unknown fields are ignored, as Resend does. */
const WireMailShape = z.object({
	from: Text,
	to: Addresses,
	cc: Addresses.nullish(),
	bcc: Addresses.nullish(),
	reply_to: Addresses.nullish(),
	subject: Text,
	html: Text.nullish(),
	text: Text.nullish(),
	headers: z.record(Text, Text).nullish(),
	tags: z.array(z.object({ name: Text, value: Text })).nullish(),
	scheduled_at: Text.nullish(),
});
export type WireMail = z.infer<typeof WireMailShape>;

const MAX_RECIPIENTS = 50;
const MAILBOX = /^[^\s@<>"(),:;[\\\]]+@[^\s@<>"(),:;[\\\]]+\.[^\s@<>"(),:;[\\\].]{2,}$/;
const NAMED = /^(?:"(?:[^"\\]|\\.)*"\s*|[^"<>@]*)<([^<>]+)>$/;
const FORMAT =
	'The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.';

const TAG = /^[A-Za-z0-9_-]{1,256}$/;

/** One mail of a request body, or a WireError in Resend's words. */
export function parseWireMail(body: unknown, now: Date): WireMail {
	const given = z.record(Text, z.unknown()).safeParse(body).data ?? {};
	for (const field of ['from', 'to', 'subject'])
		if (given[field] === undefined || given[field] === null || given[field] === '')
			throw new WireError('missing_required_field', `Missing \`${field}\` field.`);
	const { data: mail, error } = WireMailShape.safeParse(given);
	if (mail === undefined) {
		const field = error.issues[0]?.path[0];
		throw new WireError('validation_error', `Invalid \`${String(field)}\` field.`);
	}
	checkAddresses(mail);
	if (/[\r\n]/.test(mail.subject))
		throw new WireError('validation_error', 'The `\\n` is not allowed in the `subject` field.');
	if (!mail.html && !mail.text)
		throw new WireError('missing_required_field', 'Missing `html` or `text` field.');
	for (const { name, value } of mail.tags ?? [])
		if (!TAG.test(name) || !TAG.test(value))
			throw new WireError(
				'validation_error',
				'Tags should only contain ASCII letters, numbers, underscores, or dashes.',
			);
	if (!mail.scheduled_at) return mail;
	return { ...mail, scheduled_at: scheduledFor(mail.scheduled_at, now).toISOString() };
}

const IN_A_WHILE = /^in (\d{1,4}) (min|minute|hour|day)s?$/;
const SECONDS = { min: 60, minute: 60, hour: 3600, day: 86_400 } as const;
const FARTHEST_SECONDS = 30 * 86_400;

/** The moment that `scheduled_at` names, in ISO 8601 or as `in 5 min`. Throws a WireError. */
export function scheduledFor(wish: string, now: Date): Date {
	const [, count, unit] = IN_A_WHILE.exec(wish) ?? [];
	const at = count
		? addSeconds(now, Number(count) * SECONDS[unit as keyof typeof SECONDS])
		: new Date(/^\d{4}-\d{2}-\d{2}T/.test(wish) ? wish : Number.NaN);
	if (Number.isNaN(at.getTime()))
		throw new WireError('validation_error', 'Invalid `scheduled_at` field.');
	if (at > addSeconds(now, FARTHEST_SECONDS))
		throw new WireError('validation_error', '`scheduled_at` is at most 30 days from now.');
	return at;
}

/** The address in `Name <address>` or `address`, lower case. */
export const bareAddress = (given: string): string =>
	(NAMED.exec(given.trim())?.[1] ?? given).trim().toLowerCase();

function checkAddresses(mail: WireMail): void {
	const fields = {
		from: [mail.from],
		to: mail.to,
		cc: mail.cc,
		bcc: mail.bcc,
		reply_to: mail.reply_to,
	};
	for (const [field, addresses] of Object.entries(fields)) {
		if ((addresses ?? []).length > MAX_RECIPIENTS)
			throw new WireError(
				'validation_error',
				`The \`${field}\` field holds more than 50 addresses.`,
			);
		for (const address of addresses ?? [])
			if (/[\r\n]/.test(address) || !MAILBOX.test(bareAddress(address)))
				throw new WireError('validation_error', `Invalid \`${field}\` field. ${FORMAT}`);
	}
	if (mail.to.length === 0) throw new WireError('missing_required_field', 'Missing `to` field.');
}
