import {
	createCipheriv,
	createDecipheriv,
	createHmac,
	hkdfSync,
	randomBytes,
	timingSafeEqual,
} from 'node:crypto';
import { InvalidError } from './errors.ts';

const keyFor = (secret: string, purpose: string) =>
	Buffer.from(hkdfSync('sha256', secret, 'kith', purpose, 32));

/** Encrypts `text` for `purpose` (AES-256-GCM, key derived by HKDF from the installation's secret). */
export function seal(secret: string, purpose: string, text: string): string {
	const nonce = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', keyFor(secret, purpose), nonce);
	const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
	return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

/** The text that `seal` took; throws `seal.broken` when it was made elsewhere or changed. */
export function unseal(secret: string, purpose: string, sealed: string): string {
	try {
		const bytes = Buffer.from(sealed, 'base64url');
		const decipher = createDecipheriv(
			'aes-256-gcm',
			keyFor(secret, purpose),
			bytes.subarray(0, 12),
		);
		decipher.setAuthTag(bytes.subarray(12, 28));
		return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
	} catch (cause) {
		throw new InvalidError('seal.broken', {}, { cause });
	}
}

/** A signature over `text` for `purpose`, base64url HMAC-SHA-256. */
export function sign(secret: string, purpose: string, text: string): string {
	return createHmac('sha256', keyFor(secret, purpose)).update(text).digest('base64url');
}

/** Whether `signature` was made by `sign` over the same text, in constant time. */
export function isSigned(
	secret: string,
	purpose: string,
	text: string,
	signature: string,
): boolean {
	const expected = Buffer.from(sign(secret, purpose, text));
	const given = Buffer.from(signature);
	return expected.length === given.length && timingSafeEqual(expected, given);
}
