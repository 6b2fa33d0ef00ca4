import { InvalidError, UnavailableError } from '@kith/kernel/errors';

/** What Stripe's SDK throws, as far as anybody here looks. */
const FIELDS = ['type', 'code', 'statusCode'] as const;
type Refusal = Partial<Record<(typeof FIELDS)[number], unknown>>;

const isFromStripe = (error: unknown): error is Error & Refusal =>
	error instanceof Error && 'type' in error && String(error.type).startsWith('Stripe');

/** Whether Stripe answered, and said no: trying again as it is changes nothing. */
export function isRefused(error: unknown): error is Error & Refusal {
	if (!isFromStripe(error)) return false;
	const { statusCode } = error;
	return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500
		? statusCode !== 409 && statusCode !== 429
		: false;
}

/** Whether the account's owner, or Stripe, lets us in no more. */
export const isLockedOut = (error: unknown): boolean =>
	isRefused(error) &&
	(error.code === 'account_invalid' || error.code === 'platform_account_required');

/**
 * Asks Stripe. Throws `payments.unavailable` when it does not answer or has too much to do, and `payments.refused` with
 * Stripe's code when it says no; what was asked is done once however often it is tried, if it has an idempotency key.
 */
export async function askStripe<T>(ask: () => Promise<T>): Promise<T> {
	try {
		return await ask();
	} catch (cause) {
		if (!isFromStripe(cause)) throw cause;
		if (!isRefused(cause)) throw new UnavailableError('payments.unavailable', {}, { cause });
		const reason = typeof cause.code === 'string' ? cause.code : 'unknown';
		throw new InvalidError('payments.refused', { reason }, { cause });
	}
}
