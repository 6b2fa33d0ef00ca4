import type { CommunityContext } from '../context.ts';
import { cardsOf } from '../posts/index.ts';
import type { Factor, FeedItem } from './feeds.schema.ts';

/** Posts as a feed shows them, in the order of `ids`, with the reasons for each. One statement. */
// authorize: cardsOf asks for every post.
export async function feedItems(
	ctx: CommunityContext,
	ids: readonly string[],
	why: ReadonlyMap<string, Factor[]> = new Map(),
): Promise<FeedItem[]> {
	const cards = await cardsOf(ctx, ids);
	return cards.map((card) => ({ ...card, why: why.get(card.id) ?? [] }));
}
