import { sql } from 'kysely';
import type { Actor } from '@kith/kernel/actor';
import { newId } from '@kith/kernel/ids';
import { streamsOf, type CommunityDb, type PlatformDb } from './handles.ts';

/** An event as it lies in the outbox and as consumers get it. */
export type OutboxEvent = {
	communityId: string;
	id: string;
	type: string;
	payload: Record<string, unknown>;
	actor: Actor;
	occurredAt: Date;
};

/** The `community_id` of events that belong to the platform and no community. */
export const PLATFORM_STREAM = 'platform';

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

/** The milliseconds since 1970 that a UUID version 7 carries. */
function timeOf(id: string): number {
	return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
}

/**
 * Moves up to `limit` waiting events of the cluster into the job queue, one job per consumer that `consumersOf`
 * names, and marks them relayed, in one transaction. Concurrent relays skip each other's rows. Returns the events.
 */
export async function relayEvents(
	db: PlatformDb,
	consumersOf: (type: string) => readonly string[],
	limit = 200,
): Promise<OutboxEvent[]> {
	return db.transaction().execute(async (tx) => {
		const streams = streamsOf(tx);
		const rows = (await streams
			.selectFrom('outbox')
			.select(['communityId', 'id', 'type', 'payload', 'actor', 'occurredAt'])
			.where('relayedAt', 'is', null)
			.orderBy('occurredAt')
			.orderBy('id')
			.limit(limit)
			.forUpdate()
			.skipLocked()
			.execute()) as unknown as OutboxEvent[];
		if (rows.length === 0) return [];
		const jobs = rows.flatMap((event) =>
			consumersOf(event.type).map((consumer) => ({
				identifier: 'handle-event',
				payload: { consumer, event },
				jobKey: `${consumer}:${event.id}`,
			})),
		);
		if (jobs.length > 0)
			await sql`select graphile_worker.add_jobs(array(
				select row(j->>'identifier', j->'payload', null, null, 8, j->>'jobKey', null, null)::graphile_worker.job_spec
				from jsonb_array_elements(${JSON.stringify(jobs)}::jsonb) j))`.execute(tx);
		for (const event of rows)
			await streams
				.updateTable('outbox')
				.set({ relayedAt: sql<Date>`now()` })
				.where('communityId', '=', event.communityId)
				.where('occurredAt', '=', event.occurredAt)
				.where('id', '=', event.id)
				.execute();
		return rows;
	});
}
