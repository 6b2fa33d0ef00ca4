import { sql } from 'kysely';
import type { PlatformDb } from './handles.ts';

type JobOptions = {
	/** Jobs with one key are one job: a second call replaces the waiting first. */
	key?: string;
	maxAttempts?: number;
};

/** Puts a job into the queue, in the transaction of `db` when it is one. The queue lives in the platform's cluster. */
export async function addJob(
	db: PlatformDb,
	name: string,
	payload: Record<string, unknown>,
	{ key, maxAttempts = 8 }: JobOptions = {},
): Promise<void> {
	await sql`select graphile_worker.add_job(
		${name}, payload := ${JSON.stringify(payload)}::json,
		max_attempts := ${maxAttempts}, job_key := ${key ?? null}
	)`.execute(db);
}
