import { addSeconds } from '@kith/kernel/clock';
import type { CommunitySnapshot } from '../snapshot.ts';
import type { Closing } from './posts.schema.ts';

type Post = {
	spaceId: string;
	lockedAt: Date | null;
	lockReason: string;
	idleDays: number | null;
	lastActivityAt: Date;
};

const DAY = 86_400;

/** Why a post takes no comments now, or when it will stop taking them; null when it stays open. */
export function closingOf(snapshot: CommunitySnapshot, post: Post, now: Date): Closing | null {
	if (post.lockedAt)
		return { by: 'lock', reason: post.lockReason, at: post.lockedAt, isClosed: true };
	const { life } = snapshot;
	const ofSpace = life.spaceIdleDays.find(({ spaceId }) => spaceId === post.spaceId);
	const days = post.idleDays ?? ofSpace?.days ?? life.idleDays;
	if (days === 0) return null;
	const at = addSeconds(post.lastActivityAt, days * DAY);
	return { by: 'idle', reason: '', at, isClosed: at <= now };
}
