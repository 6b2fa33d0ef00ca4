import { randomBytes } from 'node:crypto';
import { sign } from '@kith/kernel/seal';
import type { Services } from '../context.ts';
import type { Realm } from '../realm.ts';

export const RECOVERY_CODES = 10;
const LETTERS = 10;
/** No letter that an eye takes for another: 32 of them, 50 bits a code. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz0';

/** Ten new codes as they are shown, once. */
export function newRecoveryCodes(): string[] {
	return Array.from({ length: RECOVERY_CODES }, () => {
		const letters = [...randomBytes(LETTERS)].map((byte) => ALPHABET[byte % 32]).join('');
		return `${letters.slice(0, 5)}-${letters.slice(5)}`;
	});
}

/** What is kept of a code: nothing that leads back to it without the installation's secret. */
export function recoveryHash(
	{ secret }: Pick<Services, 'secret'>,
	{ id }: Pick<Realm, 'id'>,
	userId: string,
	code: string,
): string {
	const bare = code
		.toLowerCase()
		.replaceAll(/[^a-z0-9]/g, '')
		.replaceAll(/o/g, '0');
	return sign(secret, 'recovery code', `${id} ${userId} ${bare}`);
}
