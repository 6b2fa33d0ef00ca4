import * as z from 'zod';
import { isAuthentic } from './signature.ts';

/** What Resend told; `body` is the text that was signed. */
export type MailWebhook = { eventId: string; type: string; account: null; body: string };

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

const Told = z.object({ type: z.string().regex(/^[a-z0-9_.]{1,120}$/) });

/**
 * Reads a request to the webhook's address; null unless one of `secrets` signed exactly these bytes within five minutes
 * of `now`, past or future, and they are a JSON object with a type.
 */
export function readMailWebhook(
	secrets: readonly string[],
	{ headers, body, now }: { headers: Headers; body: Uint8Array; now: Date },
): MailWebhook | null {
	const header = (name: string) => {
		const value = headers[`svix-${name}`];
		return typeof value === 'string' ? value : '';
	};
	const id = header('id');
	const message = { id, timestamp: header('timestamp'), signatures: header('signature'), body };
	if (!isAuthentic(secrets, message, now)) return null;
	const told = parse(body);
	return told && { eventId: id, account: null, ...told };
}

function parse(bytes: Uint8Array): { type: string; body: string } | null {
	try {
		const body = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
		return { type: Told.parse(JSON.parse(body)).type, body };
	} catch {
		return null;
	}
}
