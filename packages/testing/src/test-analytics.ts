import { sql } from 'kysely';
import { eventsSince, handleOnce } from '@kith/db/outbox';
import { consumers } from '@kith/domains';
import { isCounted, rollUp } from '@kith/domains/analytics';
import type { CommunityContext } from '@kith/domains/context';
import { createJobContext, inOneTransaction } from '@kith/domains/create-context';
import { startModule } from '@kith/domains/modules';

const FROM_THE_FIRST = '00000000-0000-7000-8000-000000000000';
const RECORDER = 'record-activity';

/** Gives every event that a community told so far to the counter, as the worker does: each once, however often it is called. */
export async function recordAll(ctx: CommunityContext): Promise<void> {
	const recorder = consumers.get(RECORDER);
	if (!recorder) throw new Error('nobody records');
	const job = await createJobContext(ctx.services, ctx.community, RECORDER);
	for (const event of await eventsSince(ctx.db, ctx.community.id, FROM_THE_FIRST, 1000))
		if (recorder.on.includes(event.type))
			await inOneTransaction(job, (inner) =>
				handleOnce(inner.db, RECORDER, event.id, () => recorder.handle(inner, event)),
			);
}

/** Counts until nothing is left. What other tests write meanwhile holds back what may be counted yet. */
export async function countAll(ctx: CommunityContext): Promise<void> {
	await startModule(ctx, 'analytics');
	for (let tries = 0; tries < 600; tries++) {
		await rollUp(ctx);
		if (await isCounted(ctx)) return;
		await sql`select pg_sleep(0.05)`.execute(ctx.db);
	}
	throw new Error('counting came to no end');
}
