import type { CommunityContext } from '../context.ts';
import type { RelatedPost, RelatedTo } from './feeds.schema.ts';
import { readerOf } from './reader.ts';
import { relatedPosts } from './related.queries.ts';

const MOST = 4;

/**
 * What else the actor may read about the same as a post, at most four; nothing of what they hid, muted or blocked, and
 * none where the post itself is not theirs to read. One statement.
 */
export async function relatedTo(
	ctx: CommunityContext,
	{ postId }: RelatedTo,
): Promise<RelatedPost[]> {
	ctx.authorize('enter', 'Community');
	const rows = await relatedPosts(ctx.db, {
		...{ ability: ctx.ability, reader: readerOf(ctx), postId, limit: MOST },
	}).execute();
	return rows.flatMap(({ spaceId, ...post }) => {
		const space = ctx.snapshot.spaces.find(({ id }) => id === spaceId);
		return space ? [{ ...post, space: space.name }] : [];
	});
}
