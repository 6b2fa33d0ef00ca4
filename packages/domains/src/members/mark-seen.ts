import { LRUCache } from 'lru-cache';
import { addSeconds } from '@kith/kernel/clock';
import type { CommunityContext } from '../context.ts';
import { touchLastSeen } from './members.queries.ts';

const EVERY_SECONDS = 600;

/** Saves the statement for members this process has just written down; the statement itself is exact. */
const seen = new LRUCache<string, number>({ max: 50_000 });

/** Writes down that the acting member was here, at most every ten minutes; fails without harm. */
// authorize: one's own visit.
export async function markSeen(ctx: CommunityContext): Promise<void> {
	if (ctx.actor.kind !== 'member') return;
	const { memberId } = ctx.actor;
	const now = ctx.clock.now();
	const before = addSeconds(now, -EVERY_SECONDS);
	const key = `${ctx.community.id} ${memberId}`;
	if ((seen.get(key) ?? -Infinity) > before.getTime()) return;
	seen.set(key, now.getTime());
	try {
		await touchLastSeen(ctx.db, memberId, now, before).execute();
	} catch (error) {
		seen.delete(key);
		ctx.services.logger.warn({ error }, 'a visit was not written down');
	}
}
