import { addSeconds } from '@kith/kernel/clock';
import type { Services } from '../context.ts';
import { forgetEvents } from './inbox.queries.ts';

const DAY = 24 * 3600;
/** Long enough to look into what a vendor said, and to handle it anew. */
const KEEP_HANDLED_SECONDS = 30 * DAY;
const KEEP_WAITING_SECONDS = 90 * DAY;
const BATCH = 1000;

/** Deletes events whose time is over; they carry personal data. */
export async function sweepInbox({ platform, clock }: Services): Promise<void> {
	const before = (seconds: number) => addSeconds(clock.now(), -seconds);
	const limits = {
		handledBefore: before(KEEP_HANDLED_SECONDS),
		receivedBefore: before(KEEP_WAITING_SECONDS),
	};
	for (;;) {
		const { numDeletedRows } = await forgetEvents(
			platform,
			limits,
			BATCH,
		).executeTakeFirstOrThrow();
		if (numDeletedRows < BATCH) return;
	}
}
