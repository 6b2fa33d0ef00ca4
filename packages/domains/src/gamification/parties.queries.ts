import { sql, type Insertable, type Updateable } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import { MOST_IN_TEAM } from './challenges.schema.ts';

type Ids = readonly string[];
const anyOf = (ids: Ids) => sql<string>`any(${[...ids]}::uuid[])`;

/** Parties of these members in challenges that somebody can take part in, or could. */
export const partiesWith = (db: CommunityDb, memberIds: Ids) =>
	db
		.selectFrom('challengeMembers')
		.innerJoin('challenges', 'challenges.id', 'challengeMembers.challengeId')
		.select(['challengeMembers.partyId', 'challengeMembers.memberId', 'challenges.steps'])
		.select(['challenges.startsAt', 'challenges.endsAt', 'challenges.badgeId'])
		.where('challengeMembers.memberId', '=', anyOf(memberIds));

/** Parties with their challenges; of many at once one works on a party at a time, in one order. */
export const lockParties = (db: CommunityDb, partyIds: Ids) =>
	db
		.selectFrom('challengeParties')
		.innerJoin('challenges', 'challenges.id', 'challengeParties.challengeId')
		.select(['challengeParties.id', 'challengeParties.challengeId', 'challengeParties.name'])
		.select(['challengeParties.code', 'challengeParties.isOpen', 'challengeParties.doneAt'])
		.select(['challengeParties.progress', 'challengeParties.kept', 'challenges.steps'])
		.select(['challenges.startsAt', 'challenges.endsAt', 'challenges.teamLeast'])
		.select(['challenges.teamMost', 'challenges.points', 'challenges.badgeId'])
		.where('challengeParties.id', '=', anyOf(partyIds))
		.orderBy('challengeParties.id')
		.forUpdate('challengeParties');
export type LockedParty = Awaited<
	ReturnType<ReturnType<typeof lockParties>['executeTakeFirstOrThrow']>
>;

export const partyMembers = (db: CommunityDb, partyIds: Ids) =>
	db
		.selectFrom('challengeMembers')
		.innerJoin('members', 'members.id', 'challengeMembers.memberId')
		.select(['challengeMembers.partyId', 'challengeMembers.memberId'])
		.select(['challengeMembers.joinedAt as tookPartAt', 'members.joinedAt'])
		.where('challengeMembers.partyId', '=', anyOf(partyIds))
		.orderBy('challengeMembers.memberId');

/** Evidence that was accepted. */
export const acceptedEvidence = (db: CommunityDb, partyIds: Ids) =>
	db
		.selectFrom('challengeEvidence')
		.select(['partyId', 'stepId', 'decidedAt'])
		.where('partyId', '=', anyOf(partyIds))
		.where('state', '=', 'accepted');

/** What was handed in last for each step. */
export const lastEvidence = (db: CommunityDb, partyIds: Ids) =>
	db
		.selectFrom('challengeEvidence')
		.distinctOn(['partyId', 'stepId'])
		.select(['id', 'partyId', 'stepId', 'body', 'url', 'sentAt', 'state', 'answer'])
		.where('partyId', '=', anyOf(partyIds))
		.orderBy('partyId')
		.orderBy('stepId')
		.orderBy('sentAt', 'desc')
		.orderBy('id', 'desc');

export const insertParty = (
	db: CommunityDb,
	row: Insertable<CommunityTables['challengeParties']>,
) =>
	db
		.insertInto('challengeParties')
		.values(row)
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning('id');

export const changeParty = (
	db: CommunityDb,
	partyId: string,
	change: Updateable<CommunityTables['challengeParties']>,
) => db.updateTable('challengeParties').set(change).where('id', '=', partyId);

/** A party that nobody is in any more goes, with what it handed in. */
export const dropEmptyParty = (db: CommunityDb, partyId: string) =>
	db
		.deleteFrom('challengeParties')
		.where('id', '=', partyId)
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('challengeMembers')
						.select('challengeMembers.memberId')
						.whereRef('challengeMembers.partyId', '=', 'challengeParties.id'),
				),
			),
		)
		.returning('id');

export const insertPart = (db: CommunityDb, row: Insertable<CommunityTables['challengeMembers']>) =>
	db.insertInto('challengeMembers').values(row);

export const dropPart = (db: CommunityDb, challengeId: string, memberId: string) =>
	db
		.deleteFrom('challengeMembers')
		.where('challengeId', '=', challengeId)
		.where('memberId', '=', memberId);

/** One's own part in challenges: in all of them, or in one. */
export const partsOf = (db: CommunityDb, memberId: string, challengeId?: string) =>
	db
		.selectFrom('challengeMembers')
		.innerJoin('challengeParties', 'challengeParties.id', 'challengeMembers.partyId')
		.select(['challengeMembers.challengeId', 'challengeMembers.partyId', 'challengeParties.name'])
		.select(['challengeMembers.stepsSeen', 'challengeParties.code', 'challengeParties.isOpen'])
		.select(['challengeParties.progress', 'challengeParties.doneAt'])
		.where('challengeMembers.memberId', '=', memberId)
		.$if(challengeId !== undefined, (query) =>
			query.where('challengeMembers.challengeId', '=', challengeId ?? ''),
		);
export type Part = Awaited<ReturnType<ReturnType<typeof partsOf>['executeTakeFirstOrThrow']>>;

export const setSeen = (
	db: CommunityDb,
	{ challengeId, memberId, steps }: { challengeId: string; memberId: string; steps: number },
) =>
	db
		.updateTable('challengeMembers')
		.set({ stepsSeen: steps })
		.where('challengeId', '=', challengeId)
		.where('memberId', '=', memberId);

/** A team of a challenge: one that anybody can join, or the one of a code. */
export const teamBy = (
	db: CommunityDb,
	challengeId: string,
	by: { teamId: string } | { code: string },
) =>
	db
		.selectFrom('challengeParties')
		.select(['id', 'isOpen', 'doneAt', 'kept'])
		.select((eb) =>
			eb
				.selectFrom('challengeMembers')
				.select(sql<number>`count(*)::int`.as('count'))
				.whereRef('challengeMembers.partyId', '=', 'challengeParties.id')
				.as('members'),
		)
		.where('challengeId', '=', challengeId)
		.where('code', 'is not', null)
		.$if('teamId' in by, (query) => query.where('id', '=', 'teamId' in by ? by.teamId : ''))
		.$if('code' in by, (query) => query.where('code', '=', 'code' in by ? by.code : ''))
		.forUpdate();

/** Teams that anybody can join and that have room, the fullest first. */
export const openTeams = (db: CommunityDb, challengeId: string, most: number, limit: number) =>
	db
		.selectFrom('challengeParties')
		.innerJoin('challengeMembers', 'challengeMembers.partyId', 'challengeParties.id')
		.select(['challengeParties.id', 'challengeParties.name'])
		.select(sql<number>`count(*)::int`.as('members'))
		.where('challengeParties.challengeId', '=', challengeId)
		.where('challengeParties.isOpen', '=', true)
		.where('challengeParties.doneAt', 'is', null)
		.groupBy(['challengeParties.id', 'challengeParties.name', 'challengeParties.createdAt'])
		.having(sql<boolean>`count(*) < ${most}`)
		.orderBy('members', 'desc')
		.orderBy('challengeParties.createdAt')
		.orderBy('challengeParties.id')
		.limit(limit);

const PERSON = ['members.id', 'members.handle', 'members.name', 'members.avatarFileId'] as const;

/** Who takes part, who is through first. */
export const peopleIn = (
	db: CommunityDb,
	challengeId: string,
	{ without, limit }: { without: Ids; limit: number },
) =>
	db
		.selectFrom('challengeMembers')
		.innerJoin('members', 'members.id', 'challengeMembers.memberId')
		.innerJoin('challengeParties', 'challengeParties.id', 'challengeMembers.partyId')
		.select(PERSON)
		.select(['challengeParties.name as team', 'challengeParties.doneAt'])
		.where('challengeMembers.challengeId', '=', challengeId)
		.where('members.status', '=', 'active')
		.where('members.id', '<>', sql<string>`all(${[...without]}::uuid[])`)
		.orderBy(sql`done_at asc nulls last`)
		.orderBy('challengeMembers.joinedAt')
		.orderBy('members.id')
		.limit(limit);

export const teamMates = (db: CommunityDb, partyId: string) =>
	db
		.selectFrom('challengeMembers')
		.innerJoin('members', 'members.id', 'challengeMembers.memberId')
		.select(PERSON)
		.where('challengeMembers.partyId', '=', partyId)
		.orderBy('challengeMembers.joinedAt')
		.orderBy('members.id')
		.limit(MOST_IN_TEAM);

/** What a challenge stands at in a member's books. */
export const rewardEntries = (db: CommunityDb, memberId: string, challengeIds: Ids) =>
	db
		.selectFrom('pointEntries')
		.select(['challengeId', 'at'])
		.select(({ fn }) => [sql<number>`sum(points)::int`.as('points'), fn.max('number').as('number')])
		.where('memberId', '=', memberId)
		.where('challengeId', '=', anyOf(challengeIds))
		.groupBy(['challengeId', 'at'])
		.orderBy('at');

/** The badges that challenges gave a member and that they have. */
export const badgesByChallenges = (db: CommunityDb, memberId: string, challengeIds: Ids) =>
	db
		.selectFrom('badgeGrants')
		.select(['id', 'badgeId', 'challengeId', 'givenAt'])
		.where('memberId', '=', memberId)
		.where('challengeId', '=', anyOf(challengeIds))
		.where('revokedAt', 'is', null);

/** What somebody handed in stays with their team without them. */
export const forgetEvidence = (db: CommunityDb, memberId: string) => [
	db
		.updateTable('challengeEvidence')
		.set({ memberId: null, body: '', url: '' })
		.where('memberId', '=', memberId),
	db.updateTable('challengeEvidence').set({ decidedBy: null }).where('decidedBy', '=', memberId),
];

type Pair = { from: string; into: string };

/** What one account handed in and judged goes on under the name of another. */
export const bringEvidence = (db: CommunityDb, { from, into }: Pair) => [
	db.updateTable('challengeEvidence').set({ memberId: into }).where('memberId', '=', from),
	db.updateTable('challengeEvidence').set({ decidedBy: into }).where('decidedBy', '=', from),
];

/** One's part goes over, unless the other takes part there. */
export const bringPart = (db: CommunityDb, { from, into }: Pair, challengeId: string) =>
	db
		.updateTable('challengeMembers')
		.set({ memberId: into })
		.where('memberId', '=', from)
		.where('challengeId', '=', challengeId);
