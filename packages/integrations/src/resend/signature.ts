import { createHmac, timingSafeEqual } from 'node:crypto';

/** A signed message after Standard Webhooks, its three headers and the bytes of its body. */
export type SignedMessage = { id: string; timestamp: string; signatures: string; body: Uint8Array };

/** How far a message's clock may be from ours, into the past and into the future. */
export const TOLERANCE_SECONDS = 300;

const PREFIX = 'whsec_';
const VERSION = 'v1';
const ID = /^[\x21-\x7e]{1,200}$/;
const MOST_SIGNATURES = 10;

/** The signature of a message under `secret` (`whsec_` and base64), as its header has it. */
export function signatureOf(
	secret: string,
	{ id, timestamp, body }: Omit<SignedMessage, 'signatures'>,
): string {
	const mac = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.`).update(body);
	return `${VERSION},${mac.digest('base64')}`;
}

/**
 * Whether one of `secrets` signed this very message within the tolerance around `now`. Both may be several: while a
 * secret is replaced the vendor signs with the old one too, and we know both.
 */
export function isAuthentic(
	secrets: readonly string[],
	message: SignedMessage,
	now: Date,
): boolean {
	const { id, timestamp, signatures } = message;
	if (!/^\d{1,12}$/.test(timestamp) || !ID.test(id)) return false;
	const distance = Math.floor(now.getTime() / 1000) - Number(timestamp);
	if (Math.abs(distance) > TOLERANCE_SECONDS) return false;
	const given = signatures.split(' ', MOST_SIGNATURES);
	const expected = secrets.map((secret) => signatureOf(secret, message));
	return expected.some((wanted) => given.some((one) => isSame(wanted, one)));
}

/** The bytes of a secret. Throws when it holds none, which would make every signature a known one. */
export function keyOf(secret: string): Buffer {
	const text = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : '';
	const key = Buffer.from(text, 'base64');
	if (key.length < 16)
		throw new Error('a webhook secret is whsec_ and at least 16 bytes of base64');
	return key;
}

function isSame(one: string, other: string): boolean {
	const [left, right] = [Buffer.from(one), Buffer.from(other)];
	return left.length === right.length && timingSafeEqual(left, right);
}
