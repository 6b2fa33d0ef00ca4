import type { PlatformDb } from '@kith/db/handles';
import type { Clock } from '@kith/kernel/clock';
import { chosenEvents, markWaiting, type Choice } from './inbox.queries.ts';
import { requestHandling } from './receive-event.ts';

/**
 * Has kept events handled anew, beside each other, whether they were handled or not. Returns those that will be; at most
 * `limit` of them.
 */
export async function replayEvents(
	{ platform, clock }: { platform: PlatformDb; clock: Clock },
	choice: Choice,
) {
	return platform.transaction().execute(async (db) => {
		const events = await chosenEvents(db, choice).execute();
		for (const event of events) {
			await markWaiting(db, event).execute();
			await requestHandling(db, event, { now: clock.now() });
		}
		return events;
	});
}
