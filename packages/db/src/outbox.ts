import { sql } from 'kysely';
import type { Actor } from '@kith/kernel/actor';
import { newId } from '@kith/kernel/ids';
import { streamsOf, type CommunityDb, type PlatformDb } from './handles.ts';
import { JOB_REQUESTED, type RequestedJob } from './jobs.ts';

/** An event as it lies in the outbox and as consumers get it. */
export type OutboxEvent = {
	communityId: string;
	id: string;
	type: string;
	payload: Record<string, unknown>;
	actor: Actor;
	occurredAt: Date;
};

/**
 * Writes an event in the transaction of the change it tells of: both become true together or not at all.
 * Returns the event's id (time-ordered).
 */
export async function writeEvent(
	db: CommunityDb | PlatformDb,
	event: Omit<OutboxEvent, 'id'>,
): Promise<string> {
	const id = newId();
	await streamsOf(db)
		.insertInto('outbox')
		.values({
			...event,
			id,
			payload: JSON.stringify(event.payload),
			actor: JSON.stringify(event.actor),
		})
		.execute();
	return id;
}

/**
 * Runs `effect` once per event and consumer, however often the event is delivered: the mark and the effect share
 * the transaction of `db`. Returns false when the event had been handled.
 */
export async function handleOnce(
	db: CommunityDb | PlatformDb,
	consumer: string,
	eventId: string,
	effect: () => Promise<void>,
): Promise<boolean> {
	const mark = await streamsOf(db)
		.insertInto('handledEvents')
		.values({ consumer, eventId })
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirst();
	if (mark.numInsertedOrUpdatedRows !== 1n) return false;
	await effect();
	return true;
}

/** Seconds of overlap when a stream is resumed: ids are made before commit, so a smaller one may appear later. */
const OVERLAP_SECONDS = 15;

/** Events of one community after `lastEventId`, with some overlap (clients drop ids they know), oldest first. */
export async function eventsSince(
	db: CommunityDb,
	communityId: string,
	lastEventId: string,
	limit: number,
): Promise<OutboxEvent[]> {
	const since = new Date(timeOf(lastEventId) - OVERLAP_SECONDS * 1000);
	const rows = await streamsOf(db)
		.selectFrom('outbox')
		.select(['communityId', 'id', 'type', 'payload', 'actor', 'occurredAt'])
		.where('communityId', '=', communityId)
		.where('occurredAt', '>=', since)
		.orderBy('occurredAt')
		.orderBy('id')
		.limit(limit)
		.execute();
	return rows as unknown as OutboxEvent[];
}

export type EventStretch = {
	communityId: string;
	type: string;
	/** From here on, and before there. */
	since: Date;
	until: Date;
	/** Those behind the event of this id; from the start without it. */
	after: string | null;
	limit: number;
};

/** Events of one type that a community told of in a stretch of time, by their ids. */
export async function eventsBetween(
	db: CommunityDb,
	{ communityId, type, since, until, after, limit }: EventStretch,
): Promise<OutboxEvent[]> {
	const rows = await streamsOf(db)
		.selectFrom('outbox')
		.select(['communityId', 'id', 'type', 'payload', 'actor', 'occurredAt'])
		.where('communityId', '=', communityId)
		.where('occurredAt', '>=', since)
		.where('occurredAt', '<', until)
		.where('type', '=', type)
		.$if(after !== null, (query) => query.where('id', '>', after ?? ''))
		.orderBy('id')
		.limit(limit)
		.execute();
	return rows as unknown as OutboxEvent[];
}

/** The milliseconds since 1970 that a UUID version 7 carries. */
function timeOf(id: string): number {
	return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
}

/**
 * Moves up to `limit` waiting rows of the cluster into the job queue: an event becomes one job per consumer that
 * `consumersOf` names, a requested job becomes itself. All in one transaction that also marks them relayed;
 * concurrent relays skip each other's rows. `db` is the owner's, whose queue it is. Returns what was moved.
 */
export async function relayEvents(
	db: PlatformDb,
	consumersOf: (type: string) => readonly string[],
	limit = 200,
): Promise<OutboxEvent[]> {
	return db.transaction().execute(async (tx) => {
		const rows = await waitingEvents(tx, limit);
		if (rows.length === 0) return [];
		const jobs = onePerKey(rows.flatMap((event) => jobsOf(event, consumersOf)));
		if (jobs.length > 0) await enqueue(tx, jobs);
		await markRelayed(tx, rows);
		return rows;
	});
}

type QueuedJob = {
	identifier: string;
	payload: Record<string, unknown>;
	jobKey: string | null;
} & Pick<RequestedJob, 'runAt' | 'queue' | 'priority'>;

function jobsOf(event: OutboxEvent, consumersOf: (type: string) => readonly string[]): QueuedJob[] {
	if (event.type === JOB_REQUESTED) {
		const { name, payload, key, ...order } = event.payload as RequestedJob;
		return [{ identifier: name, payload, jobKey: key, ...order }];
	}
	return consumersOf(event.type).map((consumer) => ({
		identifier: 'handle-event',
		payload: { consumer, event },
		jobKey: `${consumer}:${event.id}`,
	}));
}

/** The queue refuses two jobs of one key in one call; the later one is the one wanted. */
function onePerKey(jobs: readonly QueuedJob[]): QueuedJob[] {
	return [...new Map(jobs.map((job) => [job.jobKey ?? job, job])).values()];
}

async function waitingEvents(tx: PlatformDb, limit: number): Promise<OutboxEvent[]> {
	const rows = await streamsOf(tx)
		.selectFrom('outbox')
		.select(['communityId', 'id', 'type', 'payload', 'actor', 'occurredAt'])
		.where('relayedAt', 'is', null)
		.orderBy('occurredAt')
		.orderBy('id')
		.limit(limit)
		.forUpdate()
		.skipLocked()
		.execute();
	return rows as unknown as OutboxEvent[];
}

async function enqueue(tx: PlatformDb, jobs: readonly QueuedJob[]): Promise<void> {
	await sql`select graphile_worker.add_jobs(array(
		select row(j->>'identifier', (j->'payload')::json, j->>'queue', (j->>'runAt')::timestamptz, 8, j->>'jobKey', (j->>'priority')::smallint, null)::graphile_worker.job_spec
		from jsonb_array_elements(${JSON.stringify(jobs)}::jsonb) j))`.execute(tx);
}

async function markRelayed(tx: PlatformDb, rows: readonly OutboxEvent[]): Promise<void> {
	const keys = rows.map(({ communityId, id, occurredAt }) => ({ communityId, id, occurredAt }));
	// The rows came in order of time; the bounds keep the partitions of other days out of it.
	const [first, last] = [rows[0]?.occurredAt, rows.at(-1)?.occurredAt];
	await sql`update streams.outbox as outbox set relayed_at = now()
		from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb)
			as moved("communityId" text, "id" uuid, "occurredAt" timestamptz)
		where outbox.community_id = moved."communityId" and outbox.id = moved."id"
			and outbox.occurred_at = moved."occurredAt"
			and outbox.occurred_at between ${first} and ${last}`.execute(tx);
}
