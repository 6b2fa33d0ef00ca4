import type { Clock } from '@kith/kernel/clock';
import { readWebhook } from './read-webhook.ts';

/** One of our addresses that Stripe posts to. */
export type StripeEndpoint = {
	/** Two while one is being replaced. */
	secrets: readonly string[];
	/** Whether it hears of connected accounts; otherwise of our own. */
	connect: boolean;
	/** Whether our key moves money. */
	isLive: boolean;
};

type Sent = {
	headers: Readonly<Record<string, string | readonly string[] | undefined>>;
	body: Uint8Array;
	now: Date;
};

/** What Stripe told; `body` is the text that was signed. */
export type StripeTold = { eventId: string; type: string; account: string | null; body: string };

const ID = /^evt_\w{1,90}$/;
const TYPE = /^[a-z0-9_.]{1,100}$/;
const ACCOUNT = /^acct_\w{1,60}$/;

/**
 * Reads a request to the webhook's address; null unless Stripe signed exactly these bytes for this endpoint within five
 * minutes of `now`. `elsewhere` for events of the other mode, which Stripe sends to live endpoints of connected accounts
 * too: they are answered, so that it does not try again, and not kept.
 */
export function readStripeEvent(
	{ secrets, connect, isLive }: StripeEndpoint,
	{ headers, body, now }: Sent,
): StripeTold | 'elsewhere' | null {
	const given = headers['stripe-signature'];
	const signature = typeof given === 'string' ? given : null;
	const payload = textOf(body);
	const clock: Clock = { now: () => now };
	const event = payload === null ? null : readWebhook({ payload, signature, secrets, clock });
	if (payload === null || event === null) return null;
	const { id, type, account = null, livemode } = event;
	if (!ID.test(id) || !TYPE.test(type)) return null;
	if (connect ? account === null || !ACCOUNT.test(account) : account !== null) return null;
	if (livemode !== isLive) return 'elsewhere';
	return { eventId: id, type, account, body: payload };
}

function textOf(bytes: Uint8Array): string | null {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		return null;
	}
}
