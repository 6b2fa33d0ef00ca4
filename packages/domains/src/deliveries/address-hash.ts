import { sign } from '@kith/kernel/seal';
import type { Services } from '../context.ts';
import type { Scope } from './deliveries.schema.ts';

export type Address = { scope: Scope; email: string };

/** An address as it is remembered: nobody reads it from there, or sees that two communities know the same one. */
export function addressHash(
	{ secret }: Pick<Services, 'secret'>,
	{ scope, email }: Address,
): string {
	return sign(secret, 'mail address', `${scope} ${email.trim().toLowerCase()}`);
}
