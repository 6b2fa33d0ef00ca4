import type { ErrorResponse } from 'resend';
import { InvalidError, UnavailableError } from '@kith/kernel/errors';

type Failed = { error: ErrorResponse | null; headers: Record<string, string> | null };

/**
 * What an answer without what was asked for means. A 4xx is final, with three exceptions: 429 and 408 pass; a refused
 * key (401, `invalid_api_key`) is not the mail's fault and is cured by the operator; `concurrent_idempotent_requests`
 * says that the first attempt is still running.
 */
export function toAppError({ error, headers }: Failed): Error {
	const { statusCode: status, name } = (error ?? {}) as Partial<ErrorResponse>;
	const details = {
		...(typeof name === 'string' && { reason: name }),
		...(typeof status === 'number' && { status }),
	};
	const cause = new Error(error?.message ?? 'an answer without an id');
	if (typeof status === 'number' && isFinal(status, name))
		return new InvalidError('mail.rejected', details, { cause });
	const seconds = retryAfter(headers);
	return new UnavailableError(
		'mail.unavailable',
		seconds === null ? details : { ...details, retryAfterSeconds: seconds },
		{ cause },
	);
}

const PASSING_STATUS = new Set([401, 408, 425, 429]);
const PASSING_REASON = new Set<string | undefined>([
	'invalid_api_key',
	'concurrent_idempotent_requests',
]);

const isFinal = (status: number, name: string | undefined): boolean =>
	status >= 400 && status < 500 && !PASSING_STATUS.has(status) && !PASSING_REASON.has(name);

/** The seconds that an answer asks us to wait; null when it does not say. */
export function retryAfter(headers: Record<string, string> | null): number | null {
	const text = headers?.['retry-after'] ?? '';
	return /^\d{1,6}$/.test(text) ? Number(text) : null;
}
