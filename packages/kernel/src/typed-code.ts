import { randomBytes } from 'node:crypto';

/** Letters and digits that nobody takes for another: I and L are read as 1, O as 0. */
const SIGNS = 'ABCDEFGHJKMNPQRSTVWXYZ0123456789';

/** A code that people type, of so many signs and five random bits each: a byte has eight times as many values as there are signs. */
export const newTypedCode = (length: number): string =>
	[...randomBytes(length)].map((byte) => SIGNS[byte % SIGNS.length]).join('');

/** The code that somebody meant, however they wrote it. */
export const readTypedCode = (typed: string): string =>
	typed
		.toUpperCase()
		.replaceAll(/[^A-Z0-9]/g, '')
		.replaceAll('O', '0')
		.replaceAll(/[IL]/g, '1');
