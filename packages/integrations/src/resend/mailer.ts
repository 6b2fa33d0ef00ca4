import { InvalidError } from '@kith/kernel/errors';

export type MailAddress = { name: string; address: string };

export type OutgoingMail = {
	/** 1 to 256 printable ASCII characters; the same key sends the same mail once within 24 hours. */
	idempotencyKey: string;
	from: MailAddress;
	/** One bare address: nobody learns who else was written to. */
	to: string;
	/** A bare address. */
	replyTo?: string;
	subject: string;
	html: string;
	text: string;
	/** Further headers such as List-Unsubscribe; those that address or describe the mail are not to be set here. */
	headers?: Readonly<Record<string, string>>;
	/** What the vendor says of the mail later comes with it: letters, digits, `_` and `-`. */
	tags?: Readonly<Record<string, string>>;
};

/** A mail of a batch: one key stands for all of them. */
export type BatchMail = Omit<OutgoingMail, 'idempotencyKey'>;

/** What became of a mail of a batch: it has an id, or it will never be taken. */
export type BatchResult = { id: string } | { refused: string };

/** So many mails go in one batch. */
export const MOST_IN_BATCH = 100;

export interface Mailer {
	/**
	 * Hands one mail to the vendor. Throws InvalidError `mail.bad_field` before anything is sent and `mail.rejected`
	 * when the vendor will never take this mail; UnavailableError `mail.unavailable` when trying again with the same
	 * key may help, with `details.retryAfterSeconds` when the vendor says how long to wait. `mail.rejected` with the
	 * reason `invalid_idempotent_request` says that another mail was sent under this key.
	 */
	send(mail: OutgoingMail): Promise<{ id: string }>;
	/**
	 * Hands up to 100 mails over in one request, and says of each what became of it, in their order; those that are
	 * refused hold nobody back. Throws as `send` does when nothing was taken.
	 */
	sendBatch(idempotencyKey: string, mails: readonly BatchMail[]): Promise<BatchResult[]>;
	/** Asks the vendor to write to an address again that it keeps from mail since it bounced or complained. */
	release(address: string): Promise<void>;
}

// The atom and domain grammar of RFC 5321 without quoted local parts, comments and address literals.
const ADDRESS =
	/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]$/;
const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]{0,75}$/;
const OWN_HEADERS =
	/^(from|sender|to|cc|bcc|reply-to|subject|date|message-id|received|return-path|mime-version)$|^(?:dkim|arc|content|resent)-/i;
const TAG = /^[A-Za-z0-9_-]{1,256}$/;
// oxlint-disable-next-line no-control-regex -- finding them is the purpose
const BREAKS_A_LINE = /[\u0000-\u0008\u000a-\u001f\u007f\u0085\u2028\u2029]/;

function require(field: string, isGood: boolean): void {
	if (!isGood) throw new InvalidError('mail.bad_field', { field });
}

/** Throws `mail.bad_field` unless `key` is 1 to 256 printable ASCII characters. */
export function checkKey(key: string): void {
	require('idempotencyKey', /^[\x21-\x7e]{1,256}$/.test(key));
}

/** Throws `mail.bad_field` with `details.field` unless every field that becomes a header can only become that header. */
export function checkMail(mail: BatchMail): void {
	require('from.name', isLine(mail.from.name, 200));
	require('from.address', isAddress(mail.from.address));
	require('to', isAddress(mail.to));
	require('replyTo', mail.replyTo === undefined || isAddress(mail.replyTo));
	require('subject', mail.subject.trim() !== '' && isLine(mail.subject, 900));
	require('html', mail.html !== '');
	require('text', mail.text !== '');
	for (const [name, value] of Object.entries(mail.headers ?? {}))
		require(`headers.${name}`, HEADER_NAME.test(name) &&
			!OWN_HEADERS.test(name) &&
			isLine(value, 900));
	for (const [name, value] of Object.entries(mail.tags ?? {}))
		require(`tags.${name}`, TAG.test(name) && TAG.test(value));
}

/** `"Name" <address>` with the name quoted, so that nothing in it can be read as an address or a second mailbox. */
export function formatAddress({ name, address }: MailAddress): string {
	const visible = name.trim();
	return visible === '' ? address : `"${visible.replaceAll(/["\\]/g, '\\$&')}" <${address}>`;
}

const isAddress = (text: string): boolean => text.length <= 254 && ADDRESS.test(text);

const isLine = (text: string, longest: number): boolean =>
	text.length <= longest && !BREAKS_A_LINE.test(text);
