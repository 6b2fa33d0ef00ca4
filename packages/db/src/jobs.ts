import { newId } from '@kith/kernel/ids';
import { streamsOf, type CommunityDb, type PlatformDb } from './handles.ts';

/** Outbox rows of this type are jobs on their way to the queue; the relay hands them over. */
export const JOB_REQUESTED = 'jobs.requested';

export type RequestedJob = {
	name: string;
	payload: Record<string, unknown>;
	/** Jobs with one key are one job: a second request replaces the waiting first. */
	key: string | null;
	/** Not before this moment; at once without it. */
	runAt?: string;
	/** Jobs of one queue run one after the other, however many workers there are. */
	queue?: string;
	/** Jobs of a higher number wait for all others; 0 without it. */
	priority?: number;
};

type Wish = { key?: string | null; now: Date; runAt?: Date } & Pick<
	RequestedJob,
	'queue' | 'priority'
>;

/**
 * Asks for a job, in the transaction of `db` when it is one. It goes through the outbox, because the queue is the
 * owner's alone and need not live in the same cluster as the change that asks for it.
 */
export async function requestJob(
	db: CommunityDb | PlatformDb,
	name: string,
	payload: Record<string, unknown>,
	{ key = null, now, runAt, ...order }: Wish,
): Promise<void> {
	const job: RequestedJob = {
		...{ name, payload, key, ...order },
		...(runAt && { runAt: runAt.toISOString() }),
	};
	await streamsOf(db)
		.insertInto('outbox')
		.values({
			...{ id: newId(), communityId: 'platform', type: JOB_REQUESTED, occurredAt: now },
			...{ payload: JSON.stringify(job), actor: JSON.stringify({ kind: 'job', name }) },
		})
		.execute();
}
