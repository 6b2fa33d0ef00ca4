import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { pollById } from './polls.queries.ts';

export type PollRow = Awaited<ReturnType<ReturnType<typeof pollById>['executeTakeFirstOrThrow']>>;

/** A poll, locked. Throws `posts.not_found` for what the actor cannot read, or has no poll. */
// authorize: the verbs decide on what they get.
export async function lockPoll(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	postId: string,
): Promise<PollRow> {
	const poll = await pollById(tx.db, postId).forNoKeyUpdate(['polls']).executeTakeFirst();
	if (!poll || !isAllowed(ctx.ability, 'read', 'Post', poll))
		throw new NotFoundError('posts.not_found');
	return poll;
}
