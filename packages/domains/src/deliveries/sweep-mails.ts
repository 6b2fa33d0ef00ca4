import { addSeconds } from '@kith/kernel/clock';
import type { Services } from '../context.ts';
import { forgetMails } from './deliveries.queries.ts';

/** Longer than any job is tried again, so that none sends a mail twice. */
const KEEP_SECONDS = 30 * 24 * 3600;
const BATCH = 1000;

/** Forgets mails whose time is over. */
export async function sweepMails({ platform, clock }: Services): Promise<void> {
	const before = addSeconds(clock.now(), -KEEP_SECONDS);
	for (;;) {
		const { numDeletedRows } = await forgetMails(platform, before, BATCH).executeTakeFirstOrThrow();
		if (numDeletedRows < BATCH) return;
	}
}
