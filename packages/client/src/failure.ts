/** A failed call as pages and forms handle it, wherever it was made. */
export type Failure = {
	status: number;
	/** The stable code, such as `posts.not_found`; `network` when no answer came. */
	code: string;
	details: Record<string, unknown>;
	/** Which inputs were wrong, by path. */
	fields: Record<string, string>;
};

const STATUS: Readonly<Record<string, number>> = {
	UNAUTHORIZED: 401,
	FORBIDDEN: 403,
	NOT_FOUND: 404,
	CONFLICT: 409,
	BAD_REQUEST: 400,
	TOO_MANY_REQUESTS: 429,
	SERVICE_UNAVAILABLE: 503,
};

/** The kernel's own errors, as the server throws them before a procedure is reached. */
const KIND_STATUS: Readonly<Record<string, number>> = {
	unauthenticated: 401,
	forbidden: 403,
	not_found: 404,
	conflict: 409,
	invalid: 400,
	limit_reached: 429,
	unavailable: 503,
};

/** Reads what went wrong from an error of the in-process caller or of the browser's client. */
export function failureOf(error: unknown): Failure {
	if (!isRecord(error)) return unknown;
	const data = error['data'];
	if (isRecord(data) && typeof data['httpStatus'] === 'number')
		return {
			status: data['httpStatus'],
			code: typeof data['code'] === 'string' ? data['code'] : 'internal',
			details: isRecord(data['details']) ? data['details'] : {},
			fields: textsOf(data['fields']),
		};
	if (error['name'] === 'TRPCClientError') return { ...unknown, status: 0, code: 'network' };
	if (typeof error['kind'] === 'string' && error['kind'] in KIND_STATUS)
		return {
			status: KIND_STATUS[error['kind']] ?? 500,
			code: typeof error['code'] === 'string' ? error['code'] : 'internal',
			details: isRecord(error['details']) ? error['details'] : {},
			fields: {},
		};
	if (typeof error['code'] !== 'string' || !(error['code'] in STATUS)) return unknown;
	const cause = isRecord(error['cause']) ? error['cause'] : {};
	const issues = Array.isArray(cause['issues']) ? cause['issues'].filter(isRecord) : [];
	return {
		status: STATUS[error['code']] ?? 500,
		code: typeof cause['kind'] === 'string' ? String(cause['code']) : 'input.invalid',
		details: isRecord(cause['details']) ? cause['details'] : {},
		fields: Object.fromEntries(
			issues.map((issue) => [
				Array.isArray(issue['path']) ? issue['path'].join('.') : '',
				String(issue['message']),
			]),
		),
	};
}

const unknown: Failure = { status: 500, code: 'internal', details: {}, fields: {} };

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

function textsOf(value: unknown): Record<string, string> {
	if (!isRecord(value)) return {};
	return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text)]));
}
