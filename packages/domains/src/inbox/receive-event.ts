import { requestJob } from '@kith/db/jobs';
import type { Services } from '../context.ts';
import { keepEvent, type EventRef } from './inbox.queries.ts';

/** The job that handles one event. */
export const HANDLE_EVENT = 'handle-vendor-event';

export type ReceivedEvent = EventRef & {
	/** What the vendor calls this kind of event, such as `email.bounced`. */
	type: string;
	/** The vendor's account that the event is about, where one endpoint hears of several; null otherwise. */
	account: string | null;
	/** The body as it came, its signature checked. */
	body: string;
	/** Events of one queue are handled one after the other; at once and beside each other without it. */
	queue?: string;
};

/**
 * Keeps a vendor's event and asks for the job that handles it: both or neither, and once, however often it is told.
 * The caller has checked the signature, and answers the vendor as soon as this resolves. False for what was kept before.
 */
export async function receiveEvent(
	{ platform, clock, bus, logger }: Services,
	{ queue, ...event }: ReceivedEvent,
): Promise<boolean> {
	const { vendor, eventId } = event;
	const now = clock.now();
	const isNew = await platform.transaction().execute(async (db) => {
		const kept = await keepEvent(db, { ...event, receivedAt: now }).executeTakeFirst();
		if (kept) await requestHandling(db, { vendor, eventId }, { now, ...(queue && { queue }) });
		return kept !== undefined;
	});
	if (isNew)
		await bus
			.publish({ topic: 'outbox.written', communityId: null, data: {} })
			.catch((error: unknown) => logger.warn({ error }, 'bus did not take a message'));
	return isNew;
}

/** Asks for the job that handles an event; a second wish while the first still waits replaces it. */
export function requestHandling(
	db: Services['platform'],
	{ vendor, eventId }: EventRef,
	order: { now: Date; queue?: string },
): Promise<void> {
	const key = `${HANDLE_EVENT}:${vendor}:${eventId}`;
	return requestJob(db, HANDLE_EVENT, { vendor, eventId }, { key, ...order });
}
