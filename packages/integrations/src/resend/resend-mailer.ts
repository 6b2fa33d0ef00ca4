import { Resend, type ErrorResponse } from 'resend';
import { InvalidError } from '@kith/kernel/errors';
import {
	checkKey,
	checkMail,
	formatAddress,
	MOST_IN_BATCH,
	type BatchMail,
	type BatchResult,
	type Mailer,
} from './mailer.ts';
import { retryAfter, toAppError } from './vendor-failure.ts';
import { Turnstile, type Wait } from './turnstile.ts';

export type ResendMailerOptions = {
	apiKey: string;
	/** Another address of the API, such as that of the stand-in. */
	baseUrl?: string;
	/** How long to wait for an answer; 10,000 unless told. */
	timeoutMs?: number;
	/** How it waits for its turn; tests do not. */
	wait?: Wait;
};

/** Told to wait no longer than this, a request waits for its turn; else its caller tries again later. */
const MOST_SECONDS = 10;
const MOST_TURNS = 5;

type Answer<T> = {
	data: T | null;
	error: ErrorResponse | null;
	headers: Record<string, string> | null;
};
type Ask<T> = (options: { signal: AbortSignal }) => Promise<Answer<T>>;

/**
 * Mail through Resend. Where it says that we are too fast, all requests wait as long as it says, and go again; nothing
 * else is tried again by itself: the caller does, with the same idempotency key.
 */
export function createResendMailer(options: ResendMailerOptions): Mailer {
	const { apiKey, baseUrl, timeoutMs = 10_000, wait } = options;
	const resend = new Resend(apiKey, baseUrl === undefined ? {} : { baseUrl });
	const turnstile = new Turnstile(wait);
	const ask = <T>(request: Ask<T>) =>
		inTurn(turnstile, () => request({ signal: AbortSignal.timeout(timeoutMs) }));
	return {
		async send({ idempotencyKey, ...mail }) {
			checkKey(idempotencyKey);
			checkMail(mail);
			const answer = await ask((more) =>
				resend.emails.send(toResend(mail), { idempotencyKey, ...more }),
			);
			const id = answer.data?.id;
			if (typeof id !== 'string') throw toAppError(answer);
			return { id };
		},
		async sendBatch(idempotencyKey, mails) {
			checkKey(idempotencyKey);
			if (mails.length > MOST_IN_BATCH)
				throw new InvalidError('mail.bad_field', { field: 'batch' });
			for (const mail of mails) checkMail(mail);
			const answer = await ask((more) =>
				resend.batch.send(mails.map(toResend), {
					...{ idempotencyKey, batchValidation: 'permissive', ...more },
				}),
			);
			return resultsOf(answer, mails.length);
		},
		async release(address) {
			const answer = await ask((more) => resend.suppressions.remove(address, more));
			const isFree = answer.error?.name === 'not_found' || answer.error?.statusCode === 404;
			if (!answer.data && !isFree) throw toAppError(answer);
		},
	};
}

async function inTurn<T>(turnstile: Turnstile, request: () => Promise<Answer<T>>) {
	for (let turn = 1; ; turn++) {
		await turnstile.pass();
		const answer = await request();
		const seconds = answer.error?.statusCode === 429 ? retryAfter(answer.headers) : null;
		if (seconds === null || seconds > MOST_SECONDS || turn >= MOST_TURNS) return answer;
		turnstile.close(seconds);
	}
}

const toResend = ({ from, to, replyTo, subject, html, text, headers, tags }: BatchMail) => ({
	from: formatAddress(from),
	to,
	subject,
	html,
	text,
	...(replyTo !== undefined && { replyTo }),
	...(headers !== undefined && { headers: { ...headers } }),
	...(tags !== undefined && {
		tags: Object.entries(tags).map(([name, value]) => ({ name, value })),
	}),
});

type Batch = { data: { id: string }[]; errors?: { index: number; message: string }[] };

/** The ids come without gaps; what was refused is told by its place. */
function resultsOf(answer: Answer<Batch>, count: number): BatchResult[] {
	const { data: ids, errors = [] } = answer.data ?? {};
	const refused = new Map(errors.map(({ index, message }) => [index, message]));
	if (!Array.isArray(ids) || ids.length + refused.size !== count) throw toAppError(answer);
	const taken = ids.values();
	return Array.from({ length: count }, (_, index): BatchResult => {
		const reason = refused.get(index);
		if (reason !== undefined) return { refused: reason };
		const { value } = taken.next();
		if (typeof value?.id !== 'string') throw toAppError(answer);
		return { id: value.id };
	});
}
