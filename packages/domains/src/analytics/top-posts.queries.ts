import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { DOWN } from '../reactions/reactions.schema.ts';
import { staffMembers } from './staff-members.queries.ts';

/** So many of the newest posts of a time are looked at, beside those that facts lead to. */
const MOST_NEW = 5000;

type Asked = {
	/** What others did counts from here on; a post may be older. */
	since: Date;
	spaceIds: readonly string[];
	/** Ids of comments, and of what reactions are on. */
	touched: readonly string[];
	withStaff: boolean;
	limit: number;
};

const touchedOf = (ids: readonly string[]) => sql<string>`any(${[...ids]}::uuid[])`;

/**
 * Posts that are shown in these spaces and moved most different people who did not write them; of equal ones the one with
 * more answers, then with more reactions, then the newer. Votes down count for nothing.
 */
export const postsThatMoved = (
	db: CommunityDb,
	{ since, spaceIds, touched, withStaff, limit }: Asked,
) =>
	db
		.with('found', (cte) =>
			cte
				.selectFrom((eb) =>
					eb
						.selectFrom('posts')
						.select('posts.id')
						.where('posts.status', '=', sql.lit('published'))
						.where('posts.createdAt', '>=', since)
						.orderBy('posts.createdAt', 'desc')
						.orderBy('posts.id', 'desc')
						.limit(MOST_NEW)
						.as('newest'),
				)
				.select('newest.id')
				.union(
					cte.selectFrom('posts').select('posts.id').where('posts.id', '=', touchedOf(touched)),
				)
				.union(
					cte
						.selectFrom('comments')
						.select('comments.postId as id')
						.where('comments.id', '=', touchedOf(touched)),
				),
		)
		.selectFrom('found')
		.innerJoin('posts', 'posts.id', 'found.id')
		.innerJoin('members', 'members.id', 'posts.authorId')
		.innerJoinLateral(
			(eb) =>
				eb
					.selectFrom(
						db
							.selectFrom('comments')
							.select(['comments.authorId as memberId', sql<boolean>`true`.as('isAnswer')])
							.where(sql<boolean>`comments.post_id = posts.id`)
							.where('comments.status', '=', 'published')
							.where('comments.isExample', '=', false)
							.where('comments.createdAt', '>=', since)
							.unionAll(
								db
									.selectFrom('reactions')
									.select(['reactions.memberId', sql<boolean>`false`.as('isAnswer')])
									.where(sql<boolean>`reactions.subject_id = posts.id`)
									.where('reactions.emoji', '<>', DOWN)
									.where('reactions.createdAt', '>=', since),
							)
							.as('deeds'),
					)
					.select([
						sql<number>`count(distinct member_id)::int`.as('people'),
						sql<number>`(count(*) filter (where is_answer))::int`.as('answers'),
						sql<number>`(count(*) filter (where not is_answer))::int`.as('reactions'),
					])
					.where(
						sql<boolean>`member_id <> posts.author_id and member_id <> all(posts.co_author_ids)`,
					)
					.$if(!withStaff, (query) => query.where('deeds.memberId', 'not in', staffMembers(db)))
					.as('moved'),
			(join) => join.onTrue(),
		)
		.select(['posts.id', 'posts.title', 'posts.spaceId'])
		.select(['moved.people', 'moved.answers', 'moved.reactions'])
		.select(
			sql<string | null>`case when members.status = 'active' then members.name end`.as('author'),
		)
		.where('moved.people', '>', 0)
		.where('posts.status', '=', 'published')
		.where('posts.isExample', '=', false)
		.where('posts.spaceId', 'in', [...spaceIds])
		.$if(!withStaff, (query) => query.where('posts.authorId', 'not in', staffMembers(db)))
		.orderBy('moved.people', 'desc')
		.orderBy('moved.answers', 'desc')
		.orderBy('moved.reactions', 'desc')
		.orderBy('posts.createdAt', 'desc')
		.orderBy('posts.id', 'desc')
		.limit(limit);
