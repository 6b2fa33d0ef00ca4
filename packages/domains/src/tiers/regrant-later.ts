import { requestJob } from '@kith/db/jobs';
import type { CommunityContext, CommunityTransaction } from '../context.ts';

/** Whoever has the tier gets what it opens now; asked again before it ran, it runs once. */
// authorize: the verbs that change a tier have asked.
export async function regrantLater(
	{ community, clock }: CommunityContext,
	tx: CommunityTransaction,
	tierId: string,
): Promise<void> {
	const payload = { communityId: community.id, tierId };
	const key = `regrant-tier:${payload.communityId}:${tierId}`;
	await requestJob(tx.db, 'regrant-tier', payload, { key, now: clock.now() });
}
