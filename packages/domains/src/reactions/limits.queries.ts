import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { DOWN } from './reactions.schema.ts';

/** The row of who gives: whoever holds it gives next. */
export const lockGiver = (db: CommunityDb, memberId: string) =>
	db.selectFrom('members').select('id').where('id', '=', memberId).forNoKeyUpdate();

type Asked = {
	memberId: string;
	since: Date;
	/** Whose things it is asked about. */
	authorIds: readonly string[];
	/** No more than so many of either kind are looked at: with more the day is full anyway. */
	most: number;
};

const isDown = sql<boolean>`emoji = ${sql.lit(DOWN)}`;

const authorsOfPost = (db: CommunityDb, id: 'reactions.subjectId' | 'votes.postId') =>
	db
		.selectFrom('posts')
		.select(sql<string[]>`array_prepend(posts.author_id, posts.co_author_ids)`.as('authors'))
		.whereRef('posts.id', '=', id as never);

/** What a member gave since a moment and did not take back, with the authors of what they gave it to. */
const given = (db: CommunityDb, { memberId, since, most }: Asked) => {
	const reactions = db
		.selectFrom('reactions')
		.select('reactions.emoji')
		.select(
			sql<string[]>`case when reactions.subject_kind = 'post'
				then (${authorsOfPost(db, 'reactions.subjectId')})
				else (${db
					.selectFrom('comments')
					.select(sql<string[]>`array[comments.author_id]`.as('authors'))
					.whereRef('comments.id', '=', 'reactions.subjectId' as never)}) end`.as('authors'),
		)
		.where('reactions.memberId', '=', memberId)
		.where('reactions.createdAt', '>', since)
		.orderBy('reactions.createdAt', 'desc')
		.orderBy('reactions.subjectId', 'desc')
		.limit(most);
	// A vote that came with an idea that was merged was given once.
	const votes = db
		.selectFrom('votes')
		.select(sql<string>`''`.as('emoji'))
		.select(sql<string[]>`(${authorsOfPost(db, 'votes.postId')})`.as('authors'))
		.where('votes.memberId', '=', memberId)
		.where('votes.createdAt', '>', since)
		.where('votes.viaPostId', 'is', null)
		.orderBy('votes.createdAt', 'desc')
		.limit(most);
	return db
		.selectFrom(reactions.as('reacted'))
		.select(['reacted.emoji', 'reacted.authors'])
		.unionAll((eb) =>
			eb.parens(eb.selectFrom(votes.as('voted')).select(['voted.emoji', 'voted.authors'])),
		);
};

/**
 * How much a member gave since a moment, in all and to whoever of these authors got most, and how much of it were votes
 * down. One statement, over what they gave within that time alone.
 */
export const givenSince = (db: CommunityDb, asked: Asked) => {
	const toOne = (only = sql<boolean>`true`) =>
		sql<number>`coalesce((select max(count)::int from (select count(*) from given, unnest(authors) as author
			where author = any(${[...asked.authorIds]}::uuid[]) and ${only} group by author) as per), 0)`;
	return db
		.with('given', (inner) => given(inner as unknown as CommunityDb, asked))
		.selectFrom('given')
		.select([
			sql<number>`count(*)::int`.as('given'),
			sql<number>`(count(*) filter (where ${isDown}))::int`.as('down'),
			toOne().as('toOne'),
			toOne(isDown).as('downToOne'),
		]);
};
