import { randomBytes } from 'node:crypto';
import { hashToken } from '@kith/kernel/ids';

/** Letters and digits that nobody takes for another when they type them off a card. */
const SIGNS = 'ABCDEFGHJKMNPQRSTVWXYZ0123456789';
const LENGTH = 20;

/** The purpose that codes are sealed for. */
export const GIFT_SEAL = 'gift code';

/** A hundred random bits, in groups of five: each byte has eight times as many values as there are signs. */
export function newGiftCode(): string {
	const signs = [...randomBytes(LENGTH)].map((byte) => SIGNS[byte % SIGNS.length]);
	return (signs.join('').match(/.{5}/g) ?? []).join('-');
}

/** What is kept of a code, however it was typed. */
export const hashOfCode = (code: string): string =>
	hashToken(
		code
			.toUpperCase()
			.replaceAll(/[^A-Z0-9]/g, '')
			.replaceAll('O', '0')
			.replaceAll(/[IL]/g, '1'),
	);
