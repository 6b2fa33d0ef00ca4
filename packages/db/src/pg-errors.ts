/** What a failed statement tells, read in one place: a distributed cluster leaves fields out and suffixes names. */
export type PgFailure = { sqlState: string; constraint: string | null };

/** The SQLSTATE and constraint of a database error; null for anything else. */
export function pgFailure(error: unknown): PgFailure | null {
	if (!(error instanceof Error) || !('code' in error)) return null;
	const { code } = error;
	if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) return null;
	const named =
		'constraint' in error && typeof error.constraint === 'string' ? error.constraint : null;
	const quoted = /constraint "([^"]+)"/.exec(error.message)?.[1] ?? null;
	return { sqlState: code, constraint: (named ?? quoted)?.replace(/_\d+$/, '') ?? null };
}

/** Whether `error` is a broken unique constraint; name it to ask for that one. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
	const failure = pgFailure(error);
	return failure?.sqlState === '23505' && (!constraint || failure.constraint === constraint);
}

/** Whether a statement gave up waiting for a lock. */
export function isLockTimeout(error: unknown): boolean {
	return pgFailure(error)?.sqlState === '55P03';
}

/** Whether a transaction was ended because it and another waited for each other. */
export function isDeadlock(error: unknown): boolean {
	return pgFailure(error)?.sqlState === '40P01';
}

/** Whether a statement gave way to others who hold the same rows: done again it may get through. */
export function isContended(error: unknown): boolean {
	return isLockTimeout(error) || isDeadlock(error);
}

const BUSY = new Set(['55P03', '57014', '40001', '40P01']);

/**
 * Whether the database gave a statement up because of others or for its length: it waited too long for a lock, took too
 * long, did not fit what others did at the same time, or they waited for each other. A little later it may get through.
 */
export function isBusy(error: unknown): boolean {
	return BUSY.has(pgFailure(error)?.sqlState ?? '');
}

/** Whether the values were no values of their columns, or rows broke a rule that the schema has. */
export function isDataError(error: unknown): boolean {
	const state = pgFailure(error)?.sqlState ?? '';
	return state.startsWith('22') || state.startsWith('23');
}

/** Whether a row stands against a check, or against the range of a partition to be attached. */
export function isCheckViolation(error: unknown): boolean {
	return pgFailure(error)?.sqlState === '23514';
}
