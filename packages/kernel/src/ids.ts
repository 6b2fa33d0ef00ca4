import { createHash, randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/** A new time-ordered id (UUID version 7, RFC 9562). */
export function newId(): string {
	return v7();
}

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/** A permanent, opaque community id: 12 characters of [0-9a-z], the schema is `c_<id>`. */
export function newCommunityId(): string {
	// 252 is the largest multiple of 36 below 256: taking only lower bytes keeps every character equally likely.
	const bytes: number[] = [];
	while (bytes.length < 12) bytes.push(...randomBytes(16).filter((byte) => byte < 252));
	return bytes
		.slice(0, 12)
		.map((byte) => ALPHABET[byte % 36])
		.join('');
}

/** A bearer secret for links and cookies: 256 random bits, base64url. Store only `hashToken` of it. */
export function newToken(): string {
	return randomBytes(32).toString('base64url');
}

/** SHA-256 of a bearer secret, hex; safe to store because the secret itself has 256 bits of entropy. */
export function hashToken(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}
