type ErrorType = 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';

export type ErrorFacts = {
	status?: number;
	type?: ErrorType;
	code?: string;
	param?: string;
	decline_code?: string;
	/** Beside the message: `payment_intent`, `charge`, `setup_intent`. */
	more?: Record<string, unknown>;
	/** What was done before the refusal stays done, as it does when a card is declined. */
	keeps?: boolean;
};

/** A refusal as Stripe words it. */
export class StripeError extends Error {
	readonly status: number;
	readonly facts: ErrorFacts;

	constructor(message: string, facts: ErrorFacts = {}) {
		super(message);
		this.facts = facts;
		this.status = facts.status ?? (facts.type === 'card_error' ? 402 : 400);
	}

	/** The body of the answer. */
	toBody(): { error: Record<string, unknown> } {
		const { type = 'invalid_request_error', code, param, decline_code, more } = this.facts;
		return {
			error: {
				type,
				message: this.message,
				...(code && { code, doc_url: `https://docs.stripe.com/error-codes/${code}` }),
				...(param && { param }),
				...(decline_code && { decline_code }),
				...more,
			},
		};
	}
}

/** 404: no such object in this account. */
export const missing = (kind: string, id: string, param = 'id'): StripeError =>
	new StripeError(`No such ${kind.replaceAll('_', ' ')}: '${id}'`, {
		status: 404,
		code: 'resource_missing',
		param,
	});

/** 400: the request makes no sense, in the words given. */
export const refused = (message: string, param?: string, code?: string): StripeError =>
	new StripeError(message, { ...(param && { param }), ...(code && { code }) });

/** The account let the platform go, or never let it in. */
export const lockedOut = (account: string): StripeError =>
	new StripeError(
		`The provided key does not have access to account '${account}' (or that account does not exist). Application access may have been revoked.`,
		{ status: 403, code: 'account_invalid' },
	);
