/** Resend's names of what went wrong, with the status each comes with. */
const STATUS = {
	invalid_idempotency_key: 400,
	missing_api_key: 401,
	restricted_api_key: 401,
	invalid_api_key: 403,
	unverified_domain: 403,
	not_found: 404,
	method_not_allowed: 405,
	invalid_idempotent_request: 409,
	concurrent_idempotent_requests: 409,
	missing_required_field: 422,
	validation_error: 422,
	rate_limit_exceeded: 429,
	internal_server_error: 500,
} as const;

/** A refusal as Resend words it; the handler turns it into the answer. */
export class WireError extends Error {
	readonly reason: keyof typeof STATUS;
	readonly headers: Record<string, string>;

	constructor(reason: keyof typeof STATUS, message: string, headers: Record<string, string> = {}) {
		super(message);
		this.reason = reason;
		this.headers = headers;
	}

	/** `{ statusCode, name, message }` with the same status on the line. */
	toResponse(headers: Record<string, string> = {}): Response {
		const statusCode = STATUS[this.reason];
		// What Resend calls by the name of any other fault of the input has a status of its own.
		const name = this.reason === 'unverified_domain' ? 'validation_error' : this.reason;
		const body = { statusCode, name, message: this.message };
		return Response.json(body, { status: statusCode, headers: { ...headers, ...this.headers } });
	}
}
