import { memberIdOf } from '@kith/kernel/actor';
import type { CommunityContext } from '../context.ts';
import { cardsOf } from '../posts/index.ts';
import { DEFAULT_WEIGHTS, type Suggestion } from './feeds.schema.ts';
import { strongest } from './rank-feed.ts';
import { rankedPosts } from './ranking.queries.ts';
import { readerOf } from './reader.ts';
import { unreadAmong } from './suggestions.queries.ts';

const POOL = 60;
const MOST = 4;

/** The posts that rank highest for the actor among those they have not read, one of an author. Four statements. */
// authorize: suggestFollows has asked, and cardsOf asks for every post.
export async function suggestPosts(
	ctx: CommunityContext,
	dismissed: readonly string[],
): Promise<Suggestion[]> {
	const memberId = memberIdOf(ctx.actor);
	if (!memberId) return [];
	const rows = await rankedPosts(ctx.db, {
		...{ ability: ctx.ability, reader: readerOf(ctx), weights: DEFAULT_WEIGHTS, shown: [] },
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
		.slice(0, MOST);
	const cards = await cardsOf(
		ctx,
		chosen.map(({ id }) => id),
	);
	return cards.map(({ id, title, author, space }) => {
		const row = chosen.find((one) => one.id === id);
		const [why = 'unseen'] = row ? strongest(row) : [];
		return { kind: 'post' as const, id, title, author: author.name, space: space.name, why };
	});
}
