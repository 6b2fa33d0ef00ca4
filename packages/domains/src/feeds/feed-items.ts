import { memberIdOf } from '@kith/kernel/actor';
import type { CommunityContext } from '../context.ts';
import { cardsOf } from '../posts/index.ts';
import { savedAmong } from './feeds.queries.ts';
import type { Factor, FeedItem } from './feeds.schema.ts';

/** Posts as a feed shows them, in the order of `ids`, with the reasons for each. Three statements. */
// authorize: cardsOf asks for every post.
export async function feedItems(
	ctx: CommunityContext,
	ids: readonly string[],
	why: ReadonlyMap<string, Factor[]> = new Map(),
): Promise<FeedItem[]> {
	const memberId = memberIdOf(ctx.actor);
	const [cards, saved] = await Promise.all([
		cardsOf(ctx, ids),
		memberId && ids.length > 0 ? savedAmong(ctx.db, memberId, ids).execute() : [],
	]);
	const kept = new Set(saved.map(({ postId }) => postId));
	return cards.map((card) => ({
		...card,
		why: why.get(card.id) ?? [],
		isSaved: kept.has(card.id),
	}));
}
