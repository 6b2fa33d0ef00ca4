import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { MemberTest } from '../permissions/members-where.ts';
import type { AppAbility } from '../permissions/permission.ts';
import { accessible } from '../permissions/where.ts';
import type { IdeaStatus } from './ideas.schema.ts';

const IDEA = [
	...(['id', 'spaceId', 'authorId', 'status', 'kind', 'state', 'title'] as const),
	...(['mergedIntoId', 'voteCount', 'coAuthorIds'] as const),
] as const;

export const ideaById = (db: CommunityDb, postId: string) =>
	db.selectFrom('posts').select(IDEA).where('id', '=', postId).where('kind', '=', 'idea');

/** Ideas a verb decides on, locked in one order: no two merges wait for each other. */
export const ideasByIds = (db: CommunityDb, postIds: readonly string[]) =>
	db
		.selectFrom('posts')
		.select(IDEA)
		.where('id', 'in', [...postIds])
		.orderBy('id')
		.forNoKeyUpdate();

type Ballot = { postId: string; memberId: string; createdAt: Date };

export const insertVote = (db: CommunityDb, vote: Ballot) =>
	db
		.insertInto('votes')
		.values(vote)
		.onConflict((conflict) => conflict.doNothing())
		.returning('postId');

export const deleteVote = (db: CommunityDb, postId: string, memberId: string) =>
	db
		.deleteFrom('votes')
		.where('postId', '=', postId)
		.where('memberId', '=', memberId)
		.returning('postId');

/** Counts by difference under the row's lock, so that parallel votes add up exactly. */
export const shiftVotes = (db: CommunityDb, postId: string, difference: number) =>
	db
		.updateTable('posts')
		.set({ voteCount: sql<number>`vote_count + ${difference}::integer` })
		.where('id', '=', postId);

export const setStatus = (
	db: CommunityDb,
	postId: string,
	{ status, note, now }: { status: IdeaStatus; note: string; now: Date },
) =>
	db
		.updateTable('posts')
		.set({ state: status, kindFacts: JSON.stringify({ note, statusAt: now.toISOString() }) })
		.where('id', '=', postId);

/** Gives the voters of one idea a vote for another, where they have none; each remembers where it came from. */
export const copyVotes = (db: CommunityDb, fromId: string, intoId: string) =>
	db
		.insertInto('votes')
		.columns(['postId', 'memberId', 'viaPostId', 'createdAt'])
		.expression((eb) =>
			eb
				.selectFrom('votes')
				.select([
					sql<string>`${intoId}::uuid`.as('postId'),
					'memberId',
					sql<string>`${fromId}::uuid`.as('viaPostId'),
					'createdAt',
				])
				.where('postId', '=', fromId)
				// Nobody comes to vote for an idea of their own.
				.where((of) =>
					of.not(
						of.exists(
							of
								.selectFrom('posts')
								.select('posts.id')
								.where('posts.id', '=', intoId)
								.where(
									sql<SqlBool>`votes.member_id = posts.author_id or votes.member_id = any(posts.co_author_ids)`,
								),
						),
					),
				),
		)
		.onConflict((conflict) => conflict.doNothing());

export const takeCopiesBack = (db: CommunityDb, fromId: string, intoId: string) =>
	db.deleteFrom('votes').where('postId', '=', intoId).where('viaPostId', '=', fromId);

export const setMerged = (db: CommunityDb, postId: string, mergedIntoId: string | null) =>
	db.updateTable('posts').set({ mergedIntoId }).where('id', '=', postId);

/** Ideas stand alone again whose other one has left the site; its copies of their votes went with it. */
export const partFromGone = (db: CommunityDb) =>
	db
		.updateTable('posts')
		.from('posts as targets')
		.set({ mergedIntoId: null })
		.whereRef('targets.id', '=', 'posts.mergedIntoId')
		.where('targets.status', 'in', ['removed', 'deleted']);

/** Ideas with these letters in their title that one could be merged into, most votes first. */
export const mergeCandidates = (
	db: CommunityDb,
	{ ability, text, without }: { ability: AppAbility; text: string; without: string },
) =>
	db
		.selectFrom('posts')
		.select(['posts.id', 'posts.title', 'posts.voteCount'])
		.where(accessible(ability, 'decide', 'Post', 'posts'))
		.where('posts.mergedIntoId', 'is', null)
		.where('posts.id', '!=', without)
		.$if(text !== '', (query) =>
			query.where(sql<SqlBool>`lower(posts.title) like ${contains(text)}`),
		)
		.orderBy('posts.voteCount', 'desc')
		.orderBy('posts.id', 'desc')
		.limit(8);

const contains = (text: string) =>
	`%${text.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

/** Takes all votes of a member back and corrects the counts, in one statement. */
export const deleteVotesOf = (db: CommunityDb, memberId: string) =>
	db
		.with('gone', (inner) =>
			inner.deleteFrom('votes').where('memberId', '=', memberId).returning('postId'),
		)
		.updateTable('posts')
		.from('gone')
		.set({ voteCount: sql<number>`greatest(vote_count - 1, 0)` })
		.whereRef('posts.id', '=', 'gone.postId');

type Voters = { postId: string; after: string | null; limit: number; mayRead: MemberTest };

/** Active voters who may read it, with their address, in the order of their ids. */
export const votersOf = (db: CommunityDb, { postId, after, limit, mayRead }: Voters) =>
	db
		.selectFrom('votes')
		.innerJoin('members', 'members.id', 'votes.memberId')
		.innerJoin('authUsers', 'authUsers.id', 'members.userId')
		.select(['members.id', 'members.locale', 'authUsers.email'])
		.where('votes.postId', '=', postId)
		.where((eb) => mayRead(eb as never))
		.where('members.status', '=', 'active')
		.$if(after !== null, (query) => query.where('members.id', '>', after))
		.orderBy('members.id')
		.limit(limit);
