import type { CommunitySnapshot } from '../snapshot.ts';
import { membersWith, type MemberTest } from './members-where.ts';

/** The members who may read what stands in a space now: a mail must not tell more than the page would. */
export function readersOf(snapshot: CommunitySnapshot, spaceId: string): MemberTest {
	const space = snapshot.spaces.find(({ id }) => id === spaceId);
	if (!space) return (eb) => eb.lit(false);
	const reads = membersWith(snapshot, 'posts:read');
	const sees = membersWith(snapshot, 'spaces:read', space);
	return (eb) => eb.and([reads(eb), sees(eb)]);
}
