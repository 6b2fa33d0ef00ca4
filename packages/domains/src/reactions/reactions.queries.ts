import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { CommunityDb } from '@kith/db/handles';
import type { ReactionCount } from '../posts/posts.schema.ts';
import { DOWN } from './reactions.schema.ts';

const SUBJECT = {
	posts: { id: sql<string>`posts.id`, count: sql<number>`posts.reaction_count` },
	comments: { id: sql<string>`comments.id`, count: sql<number>`comments.reaction_count` },
} as const;

/**
 * The reactions to each post or comment that a statement reads, first given first. Where they come to nothing it is
 * looked for one first: votes up and down may cancel each other.
 */
export const reactionsColumn = (
	db: Pick<CommunityDb, 'selectFrom'>,
	table: 'posts' | 'comments',
	viewerId: string,
) =>
	sql<
		ReactionCount[]
	>`case when ${SUBJECT[table].count} <> 0 or ${anyOf(db, table)} then ${jsonArrayFrom(
		db
			.selectFrom('reactions')
			.select([
				'reactions.emoji',
				sql<number>`count(*)::int`.as('count'),
				sql<boolean>`bool_or(reactions.member_id = ${viewerId}::uuid)`.as('mine'),
			])
			.where('reactions.subjectId', '=', SUBJECT[table].id)
			.groupBy('reactions.emoji')
			.orderBy(sql`min(reactions.created_at)`),
	)} else '[]'::json end`;

/** Looked up for each row: `exists` may be answered by reading all that there are. */
const anyOf = (db: Pick<CommunityDb, 'selectFrom'>, table: 'posts' | 'comments') =>
	sql<boolean>`(${db
		.selectFrom('reactions')
		.select('reactions.emoji')
		.where('reactions.subjectId', '=', SUBJECT[table].id)
		.limit(sql.lit(1))} is not null)`;

/** What some reactions come to: a vote down counts against. */
export const WORTH = sql<number>`sum(case emoji when ${sql.lit(DOWN)} then -1 else 1 end)::int`;

/** What a reaction is given to, with the columns the rules ask about; no comment whose post has left the site. */
export const reactedSubject = (db: CommunityDb, kind: 'post' | 'comment', id: string) =>
	kind === 'post'
		? db
				.selectFrom('posts')
				.innerJoin('spaces', 'spaces.id', 'posts.spaceId')
				.select(['posts.id', 'posts.spaceId', 'posts.status', 'posts.authorId'])
				.select(['posts.coAuthorIds', 'posts.id as postId', 'spaces.reactions as mode'])
				.where('posts.id', '=', id)
		: db
				.selectFrom('comments')
				.innerJoin('posts', 'posts.id', 'comments.postId')
				.innerJoin('spaces', 'spaces.id', 'comments.spaceId')
				.select(['comments.id', 'comments.spaceId', 'comments.status'])
				.select(['comments.authorId', 'comments.postId', 'spaces.reactions as mode'])
				.select(sql<string[]>`'{}'::uuid[]`.as('coAuthorIds'))
				.where('comments.id', '=', id)
				.where('posts.status', '=', 'published');

type Reaction = {
	subjectId: string;
	memberId: string;
	emoji: string;
	subjectKind: 'post' | 'comment';
	createdAt: Date;
};

export const addReaction = (db: CommunityDb, reaction: Reaction) =>
	db
		.insertInto('reactions')
		.values(reaction)
		.onConflict((conflict) => conflict.doNothing())
		.returning('subjectId');

export const takeReaction = (db: CommunityDb, { subjectId, memberId, emoji }: Reaction) =>
	db
		.deleteFrom('reactions')
		.where('subjectId', '=', subjectId)
		.where('memberId', '=', memberId)
		.where('emoji', '=', emoji)
		.returning('subjectId');

/** Counts by difference under the row's lock, so that parallel reactions add up exactly. */
export const shiftCount = (
	db: CommunityDb,
	table: 'posts' | 'comments',
	id: string,
	difference: number,
) =>
	db
		.updateTable(table)
		.set({ reactionCount: sql<number>`reaction_count + ${difference}::integer` })
		.where('id', '=', id);
