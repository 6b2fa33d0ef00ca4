import { isOneOf } from '@kith/kernel/actor';
import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { lastRemoval } from '../history/index.ts';
import { showTexts } from '../links/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import type { PostRef, Removal } from './posts.schema.ts';
import { removedPost } from './taken-down.queries.ts';

/** What its writers and who may put it back are told of a post that was removed; for everybody else there is none. */
// authorize: asked of the row; a refusal looks like a missing one.
export async function readRemoval(ctx: CommunityContext, { postId }: PostRef): Promise<Removal> {
	const post = await removedPost(ctx.db, postId).executeTakeFirst();
	const again = post && { ...post, status: 'published' };
	if (!again || !isAllowed(ctx.ability, 'read', 'Post', again))
		throw new NotFoundError('posts.not_found');
	const mayPutBack = isAllowed(ctx.ability, 'remove', 'Post', again);
	if (!mayPutBack && !isOneOf(ctx.actor, [again.authorId, ...again.coAuthorIds]))
		throw new NotFoundError('posts.not_found');
	const removal = await lastRemoval(ctx.db, postId).executeTakeFirst();
	const stored = again.body as unknown as RichText;
	const [body = stored] = await showTexts(ctx, [stored]);
	return {
		...{ postId, title: again.title, body, mayPutBack },
		...{ why: removal?.why ?? '', at: removal?.createdAt ?? null },
	};
}
