import { sql, type QueryCreator, type SqlBool } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import { DOWN } from '../reactions/reactions.schema.ts';

/** What a taste may look at, however much a member does. */
const ANSWERS = 200;
const REACTIONS = 200;
const WRITTEN = 50;
const TASTES = 30;

/** Whose deeds may be looked at, and from when on; null for who does not want that. */
export type Learning = { memberId: string; since: Date } | null;

type Deed = { postId: string; how: string; authorId: string; spaceId: string };
/** A statement whose `deeds` are defined already. */
type Learned = QueryCreator<CommunityTables & { deeds: Deed }>;

/** A statement with the deeds of a reader before it; who does not want them looked at has none, and nothing is read. */
export const withDeeds = (db: CommunityDb, learning: Learning) =>
	db.with('deeds', (inner) => deedsOf(inner as unknown as CommunityDb, learning));

const deedsOf = (db: CommunityDb, learning: Learning) =>
	learning ? lastDeeds(db, learning) : (noDeeds(db) as unknown as ReturnType<typeof lastDeeds>);

const noDeeds = (db: CommunityDb) =>
	db
		.selectNoFrom([
			sql<string>`null::uuid`.as('postId'),
			sql<string>`null::text`.as('how'),
			sql<string>`null::uuid`.as('authorId'),
			sql<string>`null::uuid`.as('spaceId'),
		])
		.where(sql<SqlBool>`false`);

/** Posts that a member answered, reacted to or wrote lately: a bounded number, each with its author and space. */
const lastDeeds = (db: CommunityDb, { memberId, since }: NonNullable<Learning>) => {
	const answers = db
		.selectFrom('comments')
		.select(['comments.postId', sql<string>`'answered'`.as('how')])
		.where('comments.authorId', '=', memberId)
		.where('comments.createdAt', '>', since)
		.where('comments.status', '=', sql.lit('published'))
		.orderBy('comments.createdAt', 'desc')
		.orderBy('comments.id', 'desc')
		.limit(ANSWERS);
	const reactions = db
		.selectFrom('reactions')
		.select(['reactions.subjectId as postId', sql<string>`'liked'`.as('how')])
		.where('reactions.memberId', '=', memberId)
		.where('reactions.createdAt', '>', since)
		.where('reactions.subjectKind', '=', sql.lit('post'))
		.where(sql<SqlBool>`reactions.emoji <> ${sql.lit(DOWN)}`)
		.orderBy('reactions.createdAt', 'desc')
		.orderBy('reactions.subjectId', 'desc')
		.limit(REACTIONS);
	const written = db
		.selectFrom('posts')
		.select(['posts.id as postId', sql<string>`'wrote'`.as('how')])
		.where('posts.authorId', '=', memberId)
		.where('posts.createdAt', '>', since)
		.orderBy('posts.createdAt', 'desc')
		.orderBy('posts.id', 'desc')
		.limit(WRITTEN);
	return db
		.selectFrom((eb) =>
			eb
				.selectFrom(answers.as('answers'))
				.select(['answers.postId', 'answers.how'])
				.unionAll((other) => other.parens(reactions))
				.unionAll((other) => other.parens(written))
				.as('deed'),
		)
		.innerJoin('posts', 'posts.id', 'deed.postId')
		.where('posts.status', '=', sql.lit('published'))
		.select(['deed.postId', 'deed.how', 'posts.authorId', 'posts.spaceId']);
};

/** Whom the reader answers and reacts to, and how often. */
export const favouredAuthors = (db: unknown, readerId: string) =>
	(db as Learned)
		.selectFrom('deeds')
		.select('deeds.authorId')
		.select([
			sql<number>`(count(*) filter (where how = 'answered'))::int`.as('answers'),
			sql<number>`(count(distinct post_id) filter (where how = 'liked'))::int`.as('likes'),
		])
		.where('deeds.authorId', '<>', readerId)
		.groupBy('deeds.authorId');

/** How often a favoured author is answered, or reacted to; they are called `favoured` in the statement. */
export const timesOf = (how: 'answers' | 'likes') =>
	how === 'answers' ? sql<number>`favoured.answers` : sql<number>`favoured.likes`;

/** The spaces in which the reader takes part, on how many posts. */
export const favouredSpaces = (db: unknown) =>
	(db as Learned)
		.selectFrom('deeds')
		.select(['deeds.spaceId', sql<number>`count(distinct post_id)::int`.as('times')])
		.groupBy('deeds.spaceId');

/** The tags of what the reader takes part in, most posts first. */
export const favouredTags = (db: unknown) =>
	(db as Learned)
		.selectFrom((eb) => eb.selectFrom('deeds').select('deeds.postId').distinct().as('done'))
		.innerJoin('postTags', 'postTags.postId', 'done.postId')
		.select(['postTags.tagId', sql<number>`count(*)::int`.as('times')])
		.groupBy('postTags.tagId')
		.orderBy('times', 'desc')
		.orderBy('postTags.tagId')
		.limit(TASTES);

/** The last of them, each post once. */
export const lastTouched = (db: unknown, most: number) =>
	(db as Learned)
		.selectFrom('deeds')
		.select('deeds.postId')
		.groupBy('deeds.postId')
		.orderBy('deeds.postId', 'desc')
		.limit(most);

/**
 * Which spaces the reader follows, and when they last looked into them. Who does not want to be watched follows
 * spaces still; when they looked is not read.
 */
export const visited = (db: CommunityDb, readerId: string, learning: Learning) =>
	db
		.selectFrom('spaceVisits')
		.select(['spaceVisits.spaceId', 'spaceVisits.followedAt'])
		.select(
			learning
				? sql<Date | null>`case when space_visits.seen_at > ${learning.since} then space_visits.seen_at end`.as(
						'lookedAt',
					)
				: sql<Date | null>`null::timestamptz`.as('lookedAt'),
		)
		.where('spaceVisits.memberId', '=', readerId);
