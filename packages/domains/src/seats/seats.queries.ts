import { sql, type InferResult, type Insertable, type SqlBool, type Updateable } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';

type Invite = Insertable<CommunityTables['seatInvites']>;

/** A group with what pays for it and who looks after it. */
const groups = (db: CommunityDb) =>
	db
		.selectFrom('seatGroups')
		.innerJoin('memberships', 'memberships.id', 'seatGroups.membershipId')
		.innerJoin('tiers', 'tiers.id', 'memberships.tierId')
		.innerJoin('members', 'members.id', 'memberships.memberId')
		.innerJoin('prices', 'prices.id', 'memberships.priceId')
		.leftJoin('members as asked', 'asked.id', 'seatGroups.offeredTo')
		.selectAll('seatGroups')
		.select([
			'memberships.memberId',
			'memberships.status',
			'memberships.seats',
			'memberships.tierId',
		])
		.select(['memberships.currentPeriodEnd', 'memberships.cancelAt', 'memberships.priceId'])
		.select(['prices.every', 'prices.currency', 'prices.amount', 'prices.leastSeats'])
		.select(['prices.leastAmount', 'prices.otherCurrencies'])
		.select(sql<string | null>`memberships.data->>'currency'`.as('paidIn'))
		.select(['prices.mostSeats', 'tiers.name as tierName', 'members.name as managerName'])
		.select('asked.name as askedName')
		.select((eb) =>
			eb
				.selectFrom('memberships as seated')
				.select(sql<number>`count(*)::int`.as('taken'))
				.whereRef('seated.seatGroupId', '=', 'seatGroups.membershipId')
				.where('seated.status', '<>', 'canceled')
				.as('taken'),
		);

export const groupById = (db: CommunityDb, membershipId: string) =>
	groups(db).where('seatGroups.membershipId', '=', membershipId);

export type GroupRow = InferResult<ReturnType<typeof groupById>>[number];

/** The group that a link or a mail lets into, while it does. */
export const groupByToken = (db: CommunityDb, tokenHash: string, now: Date) =>
	groups(db).where((eb) =>
		eb.or([
			eb('seatGroups.linkHash', '=', tokenHash),
			eb.exists(
				eb
					.selectFrom('seatInvites')
					.select('seatInvites.id')
					.whereRef('seatInvites.membershipId', '=', 'seatGroups.membershipId')
					.where('seatInvites.tokenHash', '=', tokenHash)
					.where('seatInvites.expiresAt', '>', now),
			),
		]),
	);

/** The groups that somebody is asked to look after. */
export const groupsOfferedTo = (db: CommunityDb, memberId: string, limit: number) =>
	groups(db)
		.where('seatGroups.offeredTo', '=', memberId)
		.where('memberships.status', '<>', 'canceled')
		.orderBy('seatGroups.offeredAt')
		.limit(limit);

/** What somebody began to buy for a group and nobody paid for yet. */
export const unpaidGroupsBy = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('memberships')
		.select(sql<number>`count(*)::int`.as('count'))
		.where('memberId', '=', memberId)
		.where('status', '=', 'pending')
		.where('seats', 'is not', null);

type Begun = { id: string; memberId: string; tierId: string; priceId: string; seats: number };

export const insertGroupPurchase = (db: CommunityDb, begun: Begun, at: Date) =>
	db.insertInto('memberships').values({
		...begun,
		...{ source: 'purchase', status: 'pending', startsAt: at, createdAt: at, updatedAt: at },
	});

export const insertGroup = (db: CommunityDb, row: Insertable<CommunityTables['seatGroups']>) =>
	db.insertInto('seatGroups').values(row);

export const changeGroup = (
	db: CommunityDb,
	membershipId: string,
	change: Updateable<CommunityTables['seatGroups']>,
) => db.updateTable('seatGroups').set(change).where('membershipId', '=', membershipId);

export const changePurchase = (
	db: CommunityDb,
	membershipId: string,
	change: Pick<
		Updateable<CommunityTables['memberships']>,
		'tierId' | 'priceId' | 'seats' | 'data' | 'memberId'
	>,
	now: Date,
) =>
	db
		.updateTable('memberships')
		.set({ ...change, updatedAt: now, version: sql<number>`version + 1` })
		.where('id', '=', membershipId);

type Waiting = { id: string; memberId: string; tierId: string; seatGroupId: string };

/** The seat of who is about to pay, which opens with the group; none where they have one of this tier. */
export const insertWaitingSeat = (db: CommunityDb, seat: Waiting, at: Date) =>
	db
		.insertInto('memberships')
		.values({
			...seat,
			...{ source: 'seat', status: 'pending', startsAt: at, createdAt: at, updatedAt: at },
		})
		.onConflict((conflict) =>
			conflict
				.columns(['memberId', 'tierId', 'source'])
				.where('status', '<>', 'canceled')
				.where('seats', 'is', null)
				.doNothing(),
		);

export const dropWaitingSeats = (db: CommunityDb, groupId: string) =>
	db.deleteFrom('memberships').where('seatGroupId', '=', groupId).where('status', '=', 'pending');

export const seatsTaken = (db: CommunityDb, groupId: string) =>
	db
		.selectFrom('memberships')
		.select(sql<number>`count(*)::int`.as('taken'))
		.where('seatGroupId', '=', groupId)
		.where('status', '<>', 'canceled');

export const seatOf = (db: CommunityDb, groupId: string, memberId: string) =>
	db
		.selectFrom('memberships')
		.select(['id', 'status'])
		.where('seatGroupId', '=', groupId)
		.where('memberId', '=', memberId)
		.where('status', '<>', 'canceled');

/** What somebody has of a tier from elsewhere. */
export const heldOf = (db: CommunityDb, memberId: string, tierId: string) =>
	db
		.selectFrom('memberships')
		.select(['source', 'seatGroupId'])
		.where('memberId', '=', memberId)
		.where('tierId', '=', tierId)
		.where('seats', 'is', null)
		.where('status', 'not in', ['canceled', 'pending'])
		.limit(10);

type Listing = {
	groupId: string;
	search: string;
	after: readonly [createdAt: string, id: string] | null;
	limit: number;
};

/** One more than asked for, who came first first. */
export const seatedRows = (db: CommunityDb, { groupId, search, after, limit }: Listing) =>
	db
		.selectFrom('memberships')
		.innerJoin('memberships as paying', 'paying.id', 'memberships.seatGroupId')
		.innerJoin('members', 'members.id', 'memberships.memberId')
		.select(['memberships.id', 'memberships.createdAt', 'members.id as memberId', 'members.name'])
		.select(['members.handle', 'members.avatarFileId'])
		.select((eb) => eb('paying.memberId', '=', eb.ref('members.id')).as('isManager'))
		.where('memberships.seatGroupId', '=', groupId)
		.where('memberships.status', '<>', 'canceled')
		.$if(search !== '', (query) =>
			query.where(
				sql<SqlBool>`(lower(members.name) || ' ' || members.handle) like ${`%${plainLike(search)}%`}`,
			),
		)
		.$if(after !== null, (query) =>
			query.where(
				sql<SqlBool>`(memberships.created_at, memberships.id) > (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
			),
		)
		.orderBy('memberships.createdAt')
		.orderBy('memberships.id')
		.limit(limit + 1);

const plainLike = (search: string) => search.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`);

export const invitesOf = (db: CommunityDb, groupId: string, now: Date, limit: number) =>
	db
		.selectFrom('seatInvites')
		.select(['email', 'expiresAt'])
		.where('membershipId', '=', groupId)
		.where('expiresAt', '>', now)
		.orderBy('createdAt', 'desc')
		.orderBy('email')
		.limit(limit);

export const inviteById = (db: CommunityDb, inviteId: string) =>
	db.selectFrom('seatInvites').selectAll().where('id', '=', inviteId);

/** Whoever is invited again has another invitation, and the mail before it opens nothing. */
export const putInvite = (db: CommunityDb, invite: Invite) =>
	db
		.insertInto('seatInvites')
		.values(invite)
		.onConflict((conflict) => {
			const { id, tokenHash, sealedToken, createdAt, expiresAt } = invite;
			return conflict
				.columns(['membershipId', 'email'])
				.doUpdateSet({ id, tokenHash, sealedToken, createdAt, expiresAt });
		});

export const dropInvite = (db: CommunityDb, membershipId: string, email: string) =>
	db
		.deleteFrom('seatInvites')
		.where('membershipId', '=', membershipId)
		.where('email', '=', email)
		.returning('id');

/** An invitation is for one. */
export const useInvite = (db: CommunityDb, tokenHash: string) =>
	db.deleteFrom('seatInvites').where('tokenHash', '=', tokenHash);

/** Nobody comes in by what let into a group that is over, and whom it was mailed to is forgotten. */
export const closeDoors = (db: CommunityDb, membershipId: string) => [
	db.deleteFrom('seatInvites').where('membershipId', '=', membershipId),
	changeGroup(db, membershipId, {
		...{ linkHash: null, sealedLink: null, offeredTo: null, offeredAt: null },
	}),
];
