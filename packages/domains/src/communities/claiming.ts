import { AppError } from '@kith/kernel/errors';
import type { Services } from '../context.ts';

/** As many sign-ups may take the schema that was built for this one before it is asked to try again later. */
const ATTEMPTS = 20;

/**
 * Runs a transaction that calls `claimSchema`. When the pool is empty a schema is built before the transaction
 * begins, and when others took it meanwhile, the transaction is rolled back and both are done again: nobody holds a
 * connection while a schema is being built. Throws `communities.pool_empty` after twenty attempts.
 */
export async function claiming<T>(
	services: Pick<Services, 'ensureReadySchema'>,
	transaction: () => Promise<T>,
): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		await services.ensureReadySchema();
		try {
			return await transaction();
		} catch (error) {
			if (!isPoolEmpty(error) || attempt === ATTEMPTS) throw error;
		}
	}
}

function isPoolEmpty(error: unknown): boolean {
	return error instanceof AppError && error.code === 'communities.pool_empty';
}
