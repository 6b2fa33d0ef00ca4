import { isDeadlock } from '@kith/db/pg-errors';

const TRIES = 3;

/**
 * Does `transaction` again when the database ended it because it and another waited for each other; the other is through
 * by then. Whoever only waited too long for a lock is not helped by waiting again, and is told to come later (`busy.ts`).
 */
export async function pastDeadlocks<T>(transaction: () => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt++)
		try {
			return await transaction();
		} catch (error) {
			if (attempt === TRIES || !isDeadlock(error)) throw error;
		}
}
