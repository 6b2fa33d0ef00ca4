import { createHmac } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { addSeconds } from '@kith/kernel/clock';
import type { CommunityContext } from '../context.ts';
import { touchLastSeen } from './members.queries.ts';

const EVERY_SECONDS = 600;
const HOUR_MS = 3_600_000;

/** Saves the statement for members this process has just written down; the statement itself is exact. */
const seen = new LRUCache<string, number>({ max: 50_000 });

/**
 * Writes down that the acting member was here, at most every ten minutes, and tells of it once in an hour where they let
 * what they do be looked at; fails without harm.
 */
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
		await ctx.transaction(async (tx) => {
			const visit = await touchLastSeen(tx.db, memberId, now, before).executeTakeFirst();
			if (visit?.isPersonal && !isInSameHour(visit.lastSeenAt, now))
				await tx.emit('members.visited', { memberId, session: sessionMark(ctx, now) });
		});
	} catch (error) {
		seen.delete(key);
		ctx.services.logger.warn({ error }, 'a visit was not written down');
	}
}

const isInSameHour = (last: Date | null, now: Date): boolean =>
	last !== null && Math.floor(last.getTime() / HOUR_MS) === Math.floor(now.getTime() / HOUR_MS);

/** Tells the visits of one session on one day from others, and leads to no session. */
function sessionMark({ session, services }: CommunityContext, now: Date): string | null {
	if (!session) return null;
	const text = `visits ${now.toISOString().slice(0, 10)} ${session.id}`;
	return createHmac('sha256', services.secret).update(text).digest('base64url').slice(0, 16);
}
