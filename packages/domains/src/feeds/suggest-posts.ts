import { memberIdOf } from '@kith/kernel/actor';
import type { CommunityContext } from '../context.ts';
import { cardsOf } from '../posts/index.ts';
import type { Suggestion, Weights } from './feeds.schema.ts';
import { strongest } from './rank-feed.ts';
import { rankedPosts } from './ranking.queries.ts';
import { readerOf } from './reader.ts';
import { unreadAmong } from './suggestions.queries.ts';
import type { Learning } from './taste.queries.ts';

const POOL = 100;

/** What fits counts more than what is new: that is what feeds are for. */
const WEIGHTS: Weights = { fresh: 25, talk: 25, affinity: 80, unseen: 0, newcomers: false };

/** How many are wanted, none of those put away, and what may be looked at. */
export type Wish = { dismissed: readonly string[]; learning: Learning; limit: number };

/** The posts that fit the actor best among those they have not read, one of an author. Four statements. */
// authorize: suggestFollows has asked, and cardsOf asks for every post.
export async function suggestPosts(
	ctx: CommunityContext,
	{ dismissed, learning, limit }: Wish,
): Promise<Suggestion[]> {
	const memberId = memberIdOf(ctx.actor);
	if (!memberId || !learning) return [];
	const rows = await rankedPosts(ctx.db, {
		...{ ability: ctx.ability, reader: readerOf(ctx), weights: WEIGHTS, learning, shown: [] },
		...{ asOf: ctx.clock.now().toISOString(), limit: POOL },
	}).execute();
	const among = { ids: rows.map(({ id }) => id), dismissed };
	const unread = new Set(
		(await unreadAmong(ctx.db, memberId, among).execute()).map(({ id }) => id),
	);
	const authors = new Set<string>();
	const chosen = rows
		.filter(({ id, authorId }) => {
			if (!unread.has(id) || authors.has(authorId)) return false;
			authors.add(authorId);
			return true;
		})
		.slice(0, limit);
	const cards = await cardsOf(
		ctx,
		chosen.map(({ id }) => id),
	);
	return cards.map(({ id, title, author, space }) => {
		const row = chosen.find((one) => one.id === id);
		const [why = 'fresh'] = row ? strongest(row) : [];
		return { kind: 'post' as const, id, title, author: author.name, space: space.name, why };
	});
}
