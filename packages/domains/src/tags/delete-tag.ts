import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { deleteTagRow, lossOf } from './keeping.queries.ts';
import type { DeletePlan, TagRef } from './tags.schema.ts';

/** How many posts and documents would lose the tag, and how many members would follow it no longer. */
export async function planDelete(ctx: CommunityContext, { tagId }: TagRef): Promise<DeletePlan> {
	ctx.authorize('delete', 'Tag');
	const loss = await lossOf(ctx.db, tagId).executeTakeFirst();
	if (!loss) throw new NotFoundError('tags.not_found');
	return loss;
}

/** Deletes a tag for good; posts and documents stay, without it. */
export async function deleteTag(ctx: CommunityContext, { tagId }: TagRef): Promise<void> {
	ctx.authorize('delete', 'Tag');
	await ctx.transaction(async (tx) => {
		const gone = await deleteTagRow(tx.db, tagId).executeTakeFirst();
		if (!gone) throw new NotFoundError('tags.not_found');
		tx.audit({ action: 'tags.deleted', target: { kind: 'tag', id: tagId, label: gone.name } });
		await tx.emit('tags.deleted', { tagId });
	});
}
