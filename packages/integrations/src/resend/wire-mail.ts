import * as z from 'zod';
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
const NAMED = /^(?:"(?:[^"\\]|\\.)*"|[^"<>@]*)\s*<([^<>]+)>$/;
const FORMAT =
	'The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.';

/** One mail of a request body, or a WireError in Resend's words. */
export function parseWireMail(body: unknown): WireMail {
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
	return mail;
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
