import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

export const countsOf = (db: CommunityDb, subjectIds: readonly string[], viewerId: string) =>
	db
		.selectFrom('reactions')
		.select(['subjectId', 'emoji'])
		.select((eb) => [
			sql<number>`count(*)::int`.as('count'),
			sql<boolean>`bool_or(${eb.ref('memberId')} = ${viewerId}::uuid)`.as('mine'),
			sql<Date>`min(${eb.ref('createdAt')})`.as('first'),
		])
		.where('subjectId', 'in', [...subjectIds])
		.groupBy(['subjectId', 'emoji'])
		.orderBy('first');

/** What a reaction is given to, with the columns the rules ask about; no comment whose post has left the site. */
export const reactedSubject = (db: CommunityDb, kind: 'post' | 'comment', id: string) =>
	kind === 'post'
		? db
				.selectFrom('posts')
				.select(['id', 'spaceId', 'status', 'authorId', 'coAuthorIds', 'id as postId'])
				.where('id', '=', id)
		: db
				.selectFrom('comments')
				.innerJoin('posts', 'posts.id', 'comments.postId')
				.select(['comments.id', 'comments.spaceId', 'comments.status'])
				.select(['comments.authorId', 'comments.postId'])
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
	difference: 1 | -1,
) =>
	db
		.updateTable(table)
		.set({ reactionCount: sql<number>`reaction_count + ${sql.lit(difference)}` })
		.where('id', '=', id);
