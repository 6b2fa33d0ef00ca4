import type { PlatformDb } from '@kith/db/handles';

/** Which of a vendor's events; its id is the vendor's. */
export type EventRef = { vendor: string; eventId: string };

type NewEvent = EventRef & {
	account: string | null;
	type: string;
	body: string;
	receivedAt: Date;
};

/** Yields the row when it is new. */
export const keepEvent = (db: PlatformDb, event: NewEvent) =>
	db
		.insertInto('inbox')
		.values(event)
		.onConflict((conflict) => conflict.columns(['vendor', 'eventId']).doNothing())
		.returning('eventId');

const one = ({ vendor, eventId }: EventRef) => ({ vendor, eventId });

export const eventById = (db: PlatformDb, ref: EventRef) =>
	db
		.selectFrom('inbox')
		.select(['vendor', 'eventId', 'account', 'type', 'body', 'receivedAt', 'handledAt'])
		.where((eb) => eb.and(one(ref)));

export const markHandled = (db: PlatformDb, ref: EventRef, handledAt: Date) =>
	db
		.updateTable('inbox')
		.set((eb) => ({ handledAt, error: null, attempts: eb('attempts', '+', 1) }))
		.where((eb) => eb.and(one(ref)));

export const markFailed = (db: PlatformDb, ref: EventRef, error: string) =>
	db
		.updateTable('inbox')
		.set((eb) => ({ error, attempts: eb('attempts', '+', 1) }))
		.where((eb) => eb.and(one(ref)));

export const markWaiting = (db: PlatformDb, ref: EventRef) =>
	db
		.updateTable('inbox')
		.set({ handledAt: null, error: null })
		.where((eb) => eb.and(one(ref)));

export type Choice = {
	vendor?: string;
	eventId?: string;
	/** Only what was not handled yet. */
	isWaiting?: boolean;
	/** Only what came from here on. */
	since?: Date;
	limit: number;
};

/** Events that an operator looks for, oldest first. */
export const chosenEvents = (
	db: PlatformDb,
	{ vendor, eventId, isWaiting, since, limit }: Choice,
) =>
	db
		.selectFrom('inbox')
		.select(['vendor', 'eventId', 'account', 'type', 'receivedAt', 'handledAt'])
		.select(['attempts', 'error'])
		.$if(vendor !== undefined, (query) => query.where('vendor', '=', vendor ?? ''))
		.$if(eventId !== undefined, (query) => query.where('eventId', '=', eventId ?? ''))
		.$if(isWaiting === true, (query) => query.where('handledAt', 'is', null))
		.$if(since !== undefined, (query) => query.where('receivedAt', '>=', since ?? null))
		.orderBy('receivedAt')
		.orderBy('eventId')
		.limit(limit);

/** Deletes up to `limit` of the oldest events that are no longer kept: handled ones sooner than those that wait. */
export const forgetEvents = (
	db: PlatformDb,
	{ handledBefore, receivedBefore }: { handledBefore: Date; receivedBefore: Date },
	limit: number,
) =>
	db.deleteFrom('inbox').where((eb) =>
		eb(
			eb.refTuple('vendor', 'eventId'),
			'in',
			eb
				.selectFrom('inbox')
				.select(['vendor', 'eventId'])
				.where('receivedAt', '<', handledBefore)
				.where((old) =>
					old.or([old('handledAt', 'is not', null), old('receivedAt', '<', receivedBefore)]),
				)
				.orderBy('receivedAt')
				.limit(limit)
				.$asTuple('vendor', 'eventId'),
		),
	);
