import { Resend, type ErrorResponse } from 'resend';
import { InvalidError, UnavailableError } from '@kith/kernel/errors';
import { checkMail, formatAddress, type Mailer, type OutgoingMail } from './mailer.ts';

export type ResendMailerOptions = {
	apiKey: string;
	/** Another address of the API, such as that of the stand-in. */
	baseUrl?: string;
	/** How long to wait for an answer; 10,000 unless told. */
	timeoutMs?: number;
};

/** Mail through Resend. It does not try again by itself: the caller does, with the same idempotency key. */
export function createResendMailer(options: ResendMailerOptions): Mailer {
	const { apiKey, baseUrl, timeoutMs = 10_000 } = options;
	const resend = new Resend(apiKey, baseUrl === undefined ? {} : { baseUrl });
	return {
		async send(mail) {
			checkMail(mail);
			const { data, error, headers } = await resend.emails.send(toResend(mail), {
				idempotencyKey: mail.idempotencyKey,
				signal: AbortSignal.timeout(timeoutMs),
			});
			if (typeof data?.id === 'string') return { id: data.id };
			throw toAppError(error, headers);
		},
	};
}

const toResend = ({ from, to, replyTo, subject, html, text, headers }: OutgoingMail) => ({
	from: formatAddress(from),
	to,
	subject,
	html,
	text,
	...(replyTo !== undefined && { replyTo }),
	...(headers !== undefined && { headers: { ...headers } }),
});

/**
 * A 4xx is final, with three exceptions: 429 and 408 pass; a refused key (401, `invalid_api_key`) is not the mail's
 * fault and is cured by the operator; `concurrent_idempotent_requests` says that the first attempt is still running.
 */
function toAppError(error: ErrorResponse | null, headers: Record<string, string> | null): Error {
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

function retryAfter(headers: Record<string, string> | null): number | null {
	const text = headers?.['retry-after'] ?? '';
	return /^\d{1,6}$/.test(text) ? Number(text) : null;
}
