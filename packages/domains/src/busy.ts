import { isBusy } from '@kith/db/pg-errors';
import { UnavailableError } from '@kith/kernel/errors';

/** Longer than a statement may wait for a lock, so that whoever held it is through. */
const RETRY_SECONDS = 3;

/**
 * What the database gave up on, as callers are told it: nothing was done, and it may get through a little later. Null for
 * any other error.
 */
export const busyFrom = (error: unknown): UnavailableError | null =>
	isBusy(error)
		? new UnavailableError('server.busy', { retryAfterSeconds: RETRY_SECONDS }, { cause: error })
		: null;
