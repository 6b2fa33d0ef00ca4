import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const STEP_SECONDS = 30;
const DIGITS = 6;
/** So many steps to each side a clock may be wrong. */
const DRIFT = 1;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A new secret as apps take it: 160 random bits in base32 (RFC 4226 recommends as many). */
export function newTotpSecret(): string {
	return [...randomBytes(32)].map((byte) => ALPHABET[byte % 32]).join('');
}

/** The code of one step (RFC 6238 with SHA-1, which every app knows). */
export function totpCode(secret: string, step: number): string {
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(step));
	const digest = createHmac('sha1', bytesOf(secret)).update(counter).digest();
	const offset = (digest.at(-1) ?? 0) & 0xf;
	const number = digest.readUInt32BE(offset) & 0x7fff_ffff;
	return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** The step that `code` belongs to, now or just around it; null when it is of none. */
export function totpStepOf(secret: string, code: string, now: Date): number | null {
	const current = Math.floor(now.getTime() / 1000 / STEP_SECONDS);
	const given = Buffer.from(code.padEnd(DIGITS).slice(0, DIGITS));
	let found: number | null = null;
	for (let step = current - DRIFT; step <= current + DRIFT; step++)
		if (timingSafeEqual(Buffer.from(totpCode(secret, step)), given)) found = step;
	return found;
}

/** What an app reads from the picture: whose secret it is, and where. */
export function totpUri(
	secret: string,
	{ place, email }: { place: string; email: string },
): string {
	const issuer = encodeURIComponent(place);
	const query = `secret=${secret}&issuer=${issuer}&algorithm=SHA1&digits=${DIGITS}&period=${STEP_SECONDS}`;
	return `otpauth://totp/${issuer}:${encodeURIComponent(email)}?${query}`;
}

function bytesOf(secret: string): Buffer {
	let bits = 0;
	let held = 0;
	const bytes: number[] = [];
	for (const letter of secret) {
		held = ((held << 5) | ALPHABET.indexOf(letter)) & 0xfff;
		bits += 5;
		if (bits < 8) continue;
		bits -= 8;
		bytes.push((held >> bits) & 0xff);
	}
	return Buffer.from(bytes);
}
