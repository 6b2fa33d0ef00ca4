import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { ideasByIds } from './ideas.queries.ts';

type Row = Awaited<ReturnType<ReturnType<typeof ideasByIds>['execute']>>[number];

/** Locks ideas in one order and returns them as asked for. Throws for what the actor cannot read, or no idea is. */
// authorize: the verbs decide on what they get.
export async function lockIdeas(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	postIds: readonly string[],
): Promise<Row[]> {
	const rows = await ideasByIds(tx.db, postIds).execute();
	return postIds.map((postId) => {
		const row = rows.find(({ id }) => id === postId);
		if (!row || !isAllowed(ctx.ability, 'read', 'Post', row))
			throw new NotFoundError('posts.not_found');
		if (row.kind !== 'idea') throw new ConflictError('ideas.not_an_idea');
		return row;
	});
}

/** One idea, locked. */
// authorize: the verbs decide on what they get.
export async function lockIdea(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	postId: string,
): Promise<Row> {
	const [idea] = await lockIdeas(ctx, tx, [postId]);
	if (!idea) throw new NotFoundError('posts.not_found');
	return idea;
}
