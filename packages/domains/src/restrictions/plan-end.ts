import { requestJob } from '@kith/db/jobs';
import { addSeconds } from '@kith/kernel/clock';
import type { CommunityContext, CommunityTransaction } from '../context.ts';

/** When what lasts `hours` is over; null for what has no end. */
export function untilOf(ctx: CommunityContext, hours: number | null): Date | null {
	return hours === null ? null : addSeconds(ctx.clock.now(), hours * 3600);
}

/** Asks for the job that ends it; one that is put in its place later brings its own. */
// authorize: the verbs that hold members back have asked.
export async function planEnd(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	until: Date | null,
): Promise<void> {
	if (!until) return;
	const payload = { communityId: ctx.community.id, memberId };
	const key = `end-restriction:${payload.communityId}:${memberId}`;
	const now = ctx.clock.now();
	await requestJob(tx.db, 'end-restriction', payload, { key, now, runAt: until });
}
