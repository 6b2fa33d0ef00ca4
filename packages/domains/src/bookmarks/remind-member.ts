import { findCommunity } from '../communities/index.ts';
import type { Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { readStanding, standingOf } from '../members/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { abilityOf } from '../permissions/compile.ts';
import { clearReminder, reminderRow } from './bookmarks.queries.ts';
import type { Reminder } from './bookmarks.schema.ts';

/**
 * Tells that a reminder is due, once, unless it was moved or taken back meanwhile, the member left or may no longer
 * read the post.
 */
export async function remindMember(
	services: Services,
	{ communityId, memberId, postId, at }: Reminder,
): Promise<void> {
	const community = await findCommunity(services, communityId);
	if (!community || community.status === 'deleting') return;
	const ctx = await createJobContext(services, community, 'send-reminder');
	ctx.authorize('administer', 'Community');
	await ctx.transaction(async (tx) => {
		const row = await reminderRow(tx.db, memberId, postId)
			.forUpdate('bookmarks')
			.executeTakeFirst();
		if (row?.remindAt?.toISOString() !== at) return;
		await clearReminder(tx.db, memberId, postId).execute();
		const standing = row.userId ? await readStanding(tx.db, row.userId) : null;
		if (standing?.status !== 'active') return;
		const { ability } = abilityOf(ctx.snapshot, standingOf(standing));
		const { authorId, spaceId, postStatus: status } = row;
		if (!isAllowed(ability, 'read', 'Post', { authorId, spaceId, status })) return;
		await tx.emit('bookmarks.reminder_due', { memberId, postId, note: row.note });
	});
}
