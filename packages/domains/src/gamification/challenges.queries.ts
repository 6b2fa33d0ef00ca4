import { sql, type ExpressionBuilder, type Insertable, type Updateable } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import { MOST_CHALLENGES } from './challenges.schema.ts';

const COLUMNS = [
	...(['challenges.id', 'challenges.title', 'challenges.words', 'challenges.icon'] as const),
	...(['challenges.status', 'challenges.startsAt', 'challenges.endsAt'] as const),
	...(['challenges.teamLeast', 'challenges.teamMost', 'challenges.places'] as const),
	...(['challenges.steps', 'challenges.points', 'challenges.badgeId'] as const),
	'challenges.version',
] as const;

/** How many take part in a challenge. */
const memberCount = (eb: ExpressionBuilder<CommunityTables, 'challenges'>) =>
	eb
		.selectFrom('challengeMembers')
		.select(sql<number>`count(*)::int`.as('count'))
		.whereRef('challengeMembers.challengeId', '=', 'challenges.id')
		.$asScalar()
		.$notNull()
		.as('members');

export const challengeRow = (db: CommunityDb, challengeId: string) =>
	db.selectFrom('challenges').select(COLUMNS).where('id', '=', challengeId);

/** A challenge that is about to change, or to be joined: one after the other. */
export const lockChallenge = (db: CommunityDb, challengeId: string) =>
	challengeRow(db, challengeId).select(memberCount).forUpdate();

/** Those that are not put away, newest end first. */
export const challengesHere = (db: CommunityDb) =>
	db
		.selectFrom('challenges')
		.select(COLUMNS)
		.select(memberCount)
		.leftJoin('badges', 'badges.id', 'challenges.badgeId')
		.select(['badges.name as badgeName', 'badges.icon as badgeIcon', 'badges.tone as badgeTone'])
		.where('challenges.status', '<>', 'archived')
		.orderBy('challenges.endsAt', 'desc')
		.orderBy('challenges.id')
		.limit(MOST_CHALLENGES);
export type ShownChallenge = Awaited<
	ReturnType<ReturnType<typeof challengesHere>['executeTakeFirstOrThrow']>
>;

/** How many are through with each challenge, and what waits for a judge. */
export const challengeCounts = (db: CommunityDb) =>
	db
		.selectFrom('challengeParties')
		.select('challengeId')
		.select((eb) => [
			sql<number>`coalesce(sum(case when done_at is null then 0 else (${eb
				.selectFrom('challengeMembers')
				.select(sql<number>`count(*)`.as('count'))
				.whereRef('challengeMembers.partyId', '=', 'challengeParties.id')}) end), 0)::int`.as(
				'done',
			),
			sql<number>`coalesce(sum((${eb
				.selectFrom('challengeEvidence')
				.select(sql<number>`count(*)`.as('count'))
				.whereRef('challengeEvidence.partyId', '=', 'challengeParties.id')
				.where('state', '=', 'waiting')})), 0)::int`.as('waiting'),
		])
		.groupBy('challengeId');

export const countChallenges = (db: CommunityDb) =>
	db
		.selectFrom('challenges')
		.select(sql<number>`count(*)::int`.as('count'))
		.where('status', '<>', 'archived');

export const insertChallenge = (db: CommunityDb, row: Insertable<CommunityTables['challenges']>) =>
	db
		.insertInto('challenges')
		.values(row)
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning('id');

export const changeChallenge = (
	db: CommunityDb,
	challengeId: string,
	change: Updateable<CommunityTables['challenges']>,
) =>
	db
		.updateTable('challenges')
		.set({ ...change, version: sql<number>`version + 1` })
		.where('id', '=', challengeId);

export const dropChallenge = (db: CommunityDb, challengeId: string) =>
	db.deleteFrom('challenges').where('id', '=', challengeId);

/** What waits for a judge, oldest first. */
export const waitingEvidence = (
	db: CommunityDb,
	{ after, limit }: { after: { at: Date; id: string } | null; limit: number },
) =>
	db
		.selectFrom('challengeEvidence')
		.innerJoin('challengeParties', 'challengeParties.id', 'challengeEvidence.partyId')
		.innerJoin('challenges', 'challenges.id', 'challengeParties.challengeId')
		.leftJoin('members', 'members.id', 'challengeEvidence.memberId')
		.select(['challengeEvidence.id', 'challengeEvidence.body', 'challengeEvidence.url'])
		.select(['challengeEvidence.sentAt', 'challengeEvidence.stepId', 'challengeEvidence.partyId'])
		.select(['challenges.title', 'challenges.steps', 'challengeParties.name as team'])
		.select(['members.id as memberId', 'members.handle', 'members.name', 'members.avatarFileId'])
		.where('challengeEvidence.state', '=', 'waiting')
		.$if(after !== null, (query) =>
			query.where((eb) =>
				eb(
					eb.refTuple('challengeEvidence.sentAt', 'challengeEvidence.id'),
					'>',
					eb.tuple(after?.at ?? new Date(0), after?.id ?? ''),
				),
			),
		)
		.orderBy('challengeEvidence.sentAt')
		.orderBy('challengeEvidence.id')
		.limit(limit + 1);

/** One piece of evidence with what it belongs to, and the name of who judged it. */
export const evidenceRow = (db: CommunityDb, evidenceId: string) =>
	db
		.selectFrom('challengeEvidence')
		.innerJoin('challengeParties', 'challengeParties.id', 'challengeEvidence.partyId')
		.leftJoin('members as judges', 'judges.id', 'challengeEvidence.decidedBy')
		.select(['challengeEvidence.id', 'challengeEvidence.partyId', 'challengeEvidence.state'])
		.select(['challengeEvidence.memberId', 'challengeEvidence.stepId'])
		.select(['challengeParties.challengeId', 'judges.name as judge'])
		.where('challengeEvidence.id', '=', evidenceId);

export const insertEvidence = (
	db: CommunityDb,
	row: Insertable<CommunityTables['challengeEvidence']>,
) =>
	db
		.insertInto('challengeEvidence')
		.values(row)
		.onConflict((conflict) => conflict.doNothing())
		.returning('id');

export const judge = (
	db: CommunityDb,
	evidenceId: string,
	verdict: { state: string; decidedBy: string | null; decidedAt: Date; answer: string },
) =>
	db
		.updateTable('challengeEvidence')
		.set(verdict)
		.where('id', '=', evidenceId)
		.where('state', '=', 'waiting')
		.returning('id');
