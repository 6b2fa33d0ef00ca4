import type { CommunityDb } from '@kith/db/handles';
import { blocksBetween } from './relations.queries.ts';

/** Of each reader, which of these members do not exist for them, because either blocked the other. One statement. */
// authorize: the jobs that write to the readers ask nobody.
export async function hiddenFrom(
	db: CommunityDb,
	readerIds: readonly string[],
	memberIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
	if (readerIds.length === 0 || memberIds.length === 0) return new Map();
	const readers = new Set(readerIds);
	const hidden = new Map<string, string[]>();
	const hide = (readerId: string, memberId: string) => {
		if (readers.has(readerId)) hidden.set(readerId, [...(hidden.get(readerId) ?? []), memberId]);
	};
	for (const { memberId, targetId } of await blocksBetween(db, readerIds, memberIds).execute()) {
		hide(memberId, targetId);
		hide(targetId, memberId);
	}
	return hidden;
}
