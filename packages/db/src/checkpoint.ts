import type pg from 'pg';
import { pgFailure } from './pg-errors.ts';

/** So many new schemas since the last checkpoint are worth one: a restart after a crash would flush a file each. */
export const SCHEMAS_PER_CHECKPOINT = 100;

/**
 * Writes everything out, so that a crash right after mass provisioning is recovered in a moment instead of a minute.
 * Returns false where the role may not (it needs `pg_checkpoint`); the server's own checkpoints then do it in time.
 */
export async function writeCheckpoint(owner: pg.ClientBase | pg.Pool): Promise<boolean> {
	try {
		await owner.query('checkpoint');
		return true;
	} catch (error) {
		if (pgFailure(error)?.sqlState === '42501') return false;
		throw error;
	}
}
