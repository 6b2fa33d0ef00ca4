import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

/** Everybody's points, and since when they are here. */
export const allScores = (db: CommunityDb, limit: number) =>
	db
		.selectFrom('members')
		.leftJoin('scores', 'scores.memberId', 'members.id')
		.select(['members.id', 'members.joinedAt'])
		.select(sql<number>`coalesce(scores.points, 0)`.as('points'))
		.where('members.status', 'in', ['active', 'suspended'])
		.orderBy('members.id')
		.limit(limit);

/** What one rule gave each member for what they did since a moment. */
export const givenByRule = (db: CommunityDb, ruleId: string, since: Date) =>
	db
		.selectFrom('pointEntries')
		.select('memberId')
		.select(sql<number>`sum(points)::int`.as('points'))
		.where('ruleId', '=', ruleId)
		.where('at', '>=', since)
		.groupBy('memberId');

export const namesOf = (db: CommunityDb, ids: readonly string[]) =>
	db
		.selectFrom('members')
		.select(['id', 'name'])
		.where('id', '=', sql<string>`any(${[...ids]}::uuid[])`);

export const scoreRow = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('members')
		.leftJoin('scores', 'scores.memberId', 'members.id')
		.select(['members.id', 'members.status', 'scores.isOffBoards', 'scores.levelSeen'])
		.select('scores.holds')
		.select(sql<number>`coalesce(scores.points, 0)`.as('points'))
		.where('members.id', '=', memberId);

/** Days on which a member did something, newest first. */
export const activeDays = (db: CommunityDb, memberId: string, limit: number) =>
	db
		.selectFrom('deeds')
		.select(sql<number>`(extract(epoch from date_trunc('day', at, 'UTC')) / 86400)::int`.as('day'))
		.distinct()
		.where('memberId', '=', memberId)
		.where('isUndone', '=', false)
		.orderBy('day', 'desc')
		.limit(limit);

export const setScore = (
	db: CommunityDb,
	memberId: string,
	change: { isOffBoards: boolean } | { levelSeen: number },
) => db.updateTable('scores').set(change).where('memberId', '=', memberId);

type Line = { at: Date; id: string };

export const entryLines = (
	db: CommunityDb,
	memberId: string,
	{ after, limit }: { after: Line | null; limit: number },
) =>
	db
		.selectFrom('pointEntries')
		.leftJoin('pointRules', 'pointRules.id', 'pointEntries.ruleId')
		.leftJoin('challenges', 'challenges.id', 'pointEntries.challengeId')
		.leftJoin('deeds', 'deeds.id', 'pointEntries.deedId')
		.leftJoin('posts', (join) =>
			join.onRef('posts.id', '=', 'deeds.postId').on('posts.status', '=', 'published'),
		)
		.select(['pointEntries.id', 'pointEntries.kind', 'pointEntries.points', 'pointEntries.at'])
		.select(['pointEntries.notedAt', 'pointEntries.reason', 'pointRules.name as rule'])
		.select('challenges.title as challenge')
		.select(['deeds.kind as deed', 'deeds.memberId as doerId', 'deeds.spaceId'])
		.select(['posts.id as postId', 'posts.title', 'posts.spaceId as postSpaceId'])
		.where('pointEntries.memberId', '=', memberId)
		.$if(after !== null, (query) =>
			query.where((eb) =>
				eb(
					eb.refTuple('pointEntries.notedAt', 'pointEntries.id'),
					'<',
					eb.tuple(after?.at ?? new Date(0), after?.id ?? ''),
				),
			),
		)
		.orderBy('pointEntries.notedAt', 'desc')
		.orderBy('pointEntries.id', 'desc')
		.limit(limit + 1);

export type BoardWish = {
	/** Points of these days alone; all there are without it. */
	since: string | null;
	/** Up to this day. */
	until: string | null;
	/** Less those of the days before, from here on. */
	lessSince: string | null;
	spaceId: string | null;
	/** Who stands on no board. */
	without: readonly string[];
	staffRoleIds: readonly string[];
};

/** Every member on a board with their rank, as a relation that a page or a single row is taken from. */
const ranked = (db: CommunityDb, wish: BoardWish) => {
	const { since, until, lessSince, spaceId, without, staffRoleIds } = wish;
	const isSummed = since !== null || spaceId !== null;
	const sums = db
		.selectFrom('scoreDays')
		.select('scoreDays.memberId')
		.select(
			lessSince === null
				? sql<number>`sum(points)::int`.as('points')
				: sql<number>`sum(case when day >= ${since}::date then points else -points end)::int`.as(
						'points',
					),
		)
		.$if(since !== null, (query) => query.where(sql<boolean>`day >= ${lessSince ?? since}::date`))
		.$if(until !== null, (query) => query.where(sql<boolean>`day <= ${until}::date`))
		.$if(spaceId !== null, (query) => query.where('spaceId', '=', spaceId ?? ''))
		.groupBy('scoreDays.memberId');
	const totals = db.selectFrom('scores').select(['scores.memberId', 'scores.points']);
	const won = isSummed ? sums : (totals as unknown as typeof sums);
	return db
		.selectFrom(won.as('won'))
		.innerJoin('members', 'members.id', 'won.memberId')
		.innerJoin('scores', 'scores.memberId', 'won.memberId')
		.select(['members.id', 'members.handle', 'members.name', 'members.avatarFileId'])
		.select(['won.points', 'scores.points as total', 'members.joinedAt', 'scores.holds'])
		.select(sql<number>`(rank() over (order by won.points desc))::int`.as('rank'))
		.where('won.points', '>', 0)
		.where('members.status', '=', 'active')
		.where('scores.isOffBoards', '=', false)
		.where('members.id', '<>', sql<string>`all(${[...without]}::uuid[])`)
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('memberRoles')
						.select('memberRoles.roleId')
						.whereRef('memberRoles.memberId', '=', 'members.id')
						.where('memberRoles.roleId', '=', sql<string>`any(${[...staffRoleIds]}::uuid[])`),
				),
			),
		);
};

export const boardRows = (db: CommunityDb, wish: BoardWish, limit: number) =>
	db
		.selectFrom(ranked(db, wish).as('board'))
		.selectAll()
		.orderBy('rank')
		.orderBy('joinedAt')
		.orderBy('id')
		.limit(limit);

export const boardRowOf = (db: CommunityDb, wish: BoardWish, memberId: string) =>
	db.selectFrom(ranked(db, wish).as('board')).selectAll().where('id', '=', memberId);
