import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

type NewRow = {
	postId: string;
	method: string;
	choices: readonly string[];
	maxChoices: number;
	isAnonymous: boolean;
	results: string;
	endsAt: Date | null;
};

export const insertPoll = (db: CommunityDb, { choices, ...poll }: NewRow) =>
	db.insertInto('polls').values({
		...poll,
		choices: JSON.stringify(choices),
		tally: JSON.stringify(choices.map(() => 0)),
	});

/** A poll with the post that decides on it; lock it (`of polls`) when the verb writes. */
export const pollById = (db: CommunityDb, postId: string) =>
	db
		.selectFrom('polls')
		.innerJoin('posts', 'posts.id', 'polls.postId')
		.select(['posts.id', 'posts.spaceId', 'posts.authorId', 'posts.status', 'posts.title'])
		.select(['polls.method', 'polls.choices', 'polls.maxChoices', 'polls.isAnonymous'])
		.select(['polls.results', 'polls.endsAt', 'polls.closedAt', 'polls.voterCount', 'polls.tally'])
		.where('polls.postId', '=', postId);

export const ballotOf = (db: CommunityDb, postId: string, voter: string) =>
	db
		.selectFrom('ballots')
		.select('choices')
		.where('postId', '=', postId)
		.where('voter', '=', voter);

type Ballot = {
	postId: string;
	voter: string;
	memberId: string | null;
	choices: readonly number[];
};

export const putBallot = (db: CommunityDb, { choices, ...ballot }: Ballot) =>
	db
		.insertInto('ballots')
		.values({ ...ballot, choices: JSON.stringify(choices) })
		.onConflict((conflict) =>
			conflict.columns(['postId', 'voter']).doUpdateSet({ choices: JSON.stringify(choices) }),
		);

export const deleteBallot = (db: CommunityDb, postId: string, voter: string) =>
	db.deleteFrom('ballots').where('postId', '=', postId).where('voter', '=', voter);

/** Written under the poll's lock, so that parallel votes add up exactly. */
export const setTally = (
	db: CommunityDb,
	postId: string,
	{ tally, voterCount }: { tally: readonly number[]; voterCount: number },
) =>
	db
		.updateTable('polls')
		.set({ tally: JSON.stringify(tally), voterCount })
		.where('postId', '=', postId);

export const setClosed = (db: CommunityDb, postId: string, closedAt: Date) =>
	db.updateTable('polls').set({ closedAt }).where('postId', '=', postId);

type Page = {
	postId: string;
	choice: number;
	/** Ids of members whom the viewer does not see. */
	hidden: readonly string[];
	after: string | null;
	limit: number;
};

/** Who chose one thing in a named poll, in the order of their ids, one more than asked for. */
export const votersFor = (db: CommunityDb, { postId, choice, hidden, after, limit }: Page) =>
	db
		.selectFrom('ballots')
		.innerJoin('polls', 'polls.postId', 'ballots.postId')
		.innerJoin('members', 'members.id', 'ballots.memberId')
		.select(['members.id', 'members.handle', 'members.name', 'members.avatarFileId'])
		.where('ballots.postId', '=', postId)
		.where('polls.isAnonymous', '=', false)
		.where(sql<SqlBool>`ballots.choices @> ${JSON.stringify([choice])}::jsonb`)
		.$if(hidden.length > 0, (query) => query.where('members.id', 'not in', hidden))
		.$if(after !== null, (query) => query.where('members.id', '>', after))
		.orderBy('members.id')
		.limit(limit + 1);

/** Named ballots of one member. */
export const ballotsOf = (db: CommunityDb, memberId: string, limit: number) =>
	db.selectFrom('ballots').select('postId').where('memberId', '=', memberId).limit(limit);
