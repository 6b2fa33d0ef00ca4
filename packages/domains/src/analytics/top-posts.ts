import { touchedSince } from '@kith/db/activity';
import type { CommunityContext } from '../context.ts';
import type { Report } from './analytics.schema.ts';
import { startOf, timeZoneOf } from './days.ts';
import { readableIn } from './readable-in.ts';
import type { Span } from './reports.queries.ts';
import { postsThatMoved } from './top-posts.queries.ts';

const MOST_POSTS = 25;
/** So many comments and posts that something was done about are followed to their posts. */
const MOST_TOUCHED = 5000;

/** The posts that moved most different people in these days, of the spaces that whoever asks may read. */
// authorize: readReport asks.
export async function topPosts(
	ctx: CommunityContext,
	{ from, withStaff }: Span,
): Promise<Pick<Report, 'columns' | 'rows'>> {
	const { db, community, snapshot } = ctx;
	const columns = ['post', 'author', 'space', 'people', 'answers', 'reaction', 'post_id'];
	const spaceIds = readableIn(ctx);
	if (spaceIds.length === 0) return { columns, rows: [] };
	const since = startOf(from, timeZoneOf(ctx));
	const touched = await touchedSince(db, { communityId: community.id, since, limit: MOST_TOUCHED });
	const asked = { since, spaceIds, touched, withStaff, limit: MOST_POSTS };
	const posts = await postsThatMoved(db, asked).execute();
	const nameOf = (spaceId: string) => snapshot.spaces.find(({ id }) => id === spaceId)?.name ?? '';
	return {
		columns,
		rows: posts.map(({ id, title, author, spaceId, people, answers, reactions }) => [
			...[title, author, nameOf(spaceId), people, answers, reactions, id],
		]),
	};
}
