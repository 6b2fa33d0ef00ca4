import { sql, type Insertable, type SqlBool, type Updateable } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import { BY_MEMBERSHIP, BY_SUSPENSION } from '../grants/index.ts';
import { OPENING, type MembershipStatus } from './memberships.schema.ts';

type Memberships = CommunityTables['memberships'];

/** Whether its payments decide on a membership. What is paid up in parts is theirs, as what was bought once. */
const PAID_ELSEWHERE = sql<boolean>`(memberships.external_subscription_id is not null
	and coalesce((memberships.data->'parts'->>'paid')::integer < (memberships.data->'parts'->>'of')::integer, true))`;

/** What decides about a membership. */
export const membershipRow = (db: CommunityDb, membershipId: string) =>
	db
		.selectFrom('memberships')
		.select(['id', 'memberId', 'tierId', 'source', 'status', 'endsAt', 'version'])
		.select(['seats', 'seatGroupId'])
		.select(PAID_ELSEWHERE.as('isPaidElsewhere'))
		.where('id', '=', membershipId);

/** Everything that changes what somebody has waits for their row first. */
export const lockMember = (db: CommunityDb, memberId: string) =>
	db.selectFrom('members').select(['id', 'status']).where('id', '=', memberId).forNoKeyUpdate();

export const insertMembership = (db: CommunityDb, row: Insertable<Memberships>) =>
	db
		.insertInto('memberships')
		.values(row)
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning('id');

export const changeRow = (
	db: CommunityDb,
	membershipId: string,
	change: Updateable<Memberships>,
	now: Date,
) =>
	db
		.updateTable('memberships')
		.set({ ...change, updatedAt: now, version: sql<number>`version + 1` })
		.where('id', '=', membershipId);

/** What the tiers of a member's open memberships give; who pays for a group has what their own seat gives. */
export const openedBy = (db: CommunityDb, memberId: string, now: Date) =>
	db
		.selectFrom('memberships')
		.innerJoin('tiers', 'tiers.id', 'memberships.tierId')
		.select('tiers.entitlements')
		.where('memberships.memberId', '=', memberId)
		.where('memberships.status', 'in', OPENING)
		.where('memberships.seats', 'is', null)
		.where((eb) =>
			eb.or([eb('memberships.endsAt', 'is', null), eb('memberships.endsAt', '>', now)]),
		)
		.limit(500);

/** What the tiers of a member's suspended memberships gave: of those that were paid for, and were not given back. */
export const readStillBy = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('memberships')
		.innerJoin('tiers', 'tiers.id', 'memberships.tierId')
		.select('tiers.entitlements')
		.where('memberships.memberId', '=', memberId)
		.where('memberships.status', '=', 'suspended')
		.where('memberships.seats', 'is', null)
		.where((eb) =>
			eb(
				eb
					.selectFrom('ledger')
					.select(({ fn }) => fn.coalesce(fn.sum<number>('amount'), sql<number>`0`).as('paid'))
					.where('ledger.membershipId', '=', (of) =>
						of.fn.coalesce('memberships.seatGroupId', 'memberships.id'),
					),
				'>',
				0,
			),
		)
		.limit(500);

/** Of these, the roles that there are and members can hold. */
export const rolesThere = (db: CommunityDb, roleIds: readonly string[]) =>
	db
		.selectFrom('roles')
		.select('id')
		.where('id', '=', sql<string>`any(${[...roleIds]}::uuid[])`)
		.where('scope', '=', 'community')
		.where('key', 'not in', ['member', 'guest']);

/** Of these, the spaces that there are. */
export const spacesThere = (db: CommunityDb, spaceIds: readonly string[]) =>
	db
		.selectFrom('spaces')
		.select('id')
		.where('id', '=', sql<string>`any(${[...spaceIds]}::uuid[])`);

export const openOf = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('memberships')
		.select('id')
		.where('memberId', '=', memberId)
		.where('status', '<>', 'canceled')
		.limit(500);

/** Whose time is over. */
export const overdue = (db: CommunityDb, now: Date, limit: number) =>
	db
		.selectFrom('memberships')
		.select('id')
		.where('status', '<>', 'canceled')
		.where('endsAt', '<=', now)
		.orderBy('endsAt')
		.limit(limit);

/** Who was given something by memberships, or has it to read, and has none that is open, or suspended. */
export const stranded = (db: CommunityDb, limit: number) => {
	const roles = db
		.selectFrom('memberRoles')
		.select(['memberId', sql<string[]>`${[...OPENING]}::text[]`.as('by')])
		.where('source', '=', BY_MEMBERSHIP);
	const spaces = db
		.selectFrom('spaceMembers')
		.select(['memberId', sql<string[]>`${[...OPENING]}::text[]`.as('by')])
		.where('source', '=', BY_MEMBERSHIP);
	const rooms = db
		.selectFrom('spaceMembers')
		.select(['memberId', sql<string[]>`array['suspended']`.as('by')])
		.where('source', '=', BY_SUSPENSION);
	return db
		.selectFrom(roles.union(spaces).union(rooms).as('given'))
		.select('given.memberId')
		.distinct()
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('memberships')
						.select('memberships.id')
						.whereRef('memberships.memberId', '=', 'given.memberId')
						.where('memberships.seats', 'is', null)
						.where(sql<SqlBool>`memberships.status = any(given.by)`),
				),
			),
		)
		.limit(limit);
};

/** Who has a tier, a page of them behind a member. */
export const holdersOf = (db: CommunityDb, tierId: string, after: string, limit: number) =>
	db
		.selectFrom('memberships')
		.select('memberId')
		.distinct()
		.where('tierId', '=', tierId)
		.where('status', '<>', 'canceled')
		.where('memberId', '>', after)
		.orderBy('memberId')
		.limit(limit);

const PRICE = [
	...(['prices.kind', 'prices.every', 'prices.days', 'prices.payments'] as const),
	...(['prices.months', 'prices.currency', 'prices.amount', 'memberships.priceId'] as const),
	...(['prices.leastSeats', 'prices.mostSeats', 'prices.leastAmount'] as const),
	'prices.otherCurrencies',
] as const;
const FACTS = [
	...(['memberships.id', 'memberships.source', 'memberships.status'] as const),
	...(['memberships.startsAt', 'memberships.endsAt', 'memberships.endedAt'] as const),
	...(['memberships.trialEnd', 'memberships.seats'] as const),
	...(['memberships.createdAt', 'memberships.version', 'memberships.tierId'] as const),
	...(['tiers.name as tierName', 'tiers.slug as tierSlug'] as const),
] as const;

const shown = (db: CommunityDb) =>
	db
		.selectFrom('memberships')
		.innerJoin('tiers', 'tiers.id', 'memberships.tierId')
		.innerJoin('members', 'members.id', 'memberships.memberId')
		.leftJoin('prices', 'prices.id', 'memberships.priceId')
		.leftJoin('memberships as paying', 'paying.id', 'memberships.seatGroupId')
		.leftJoin('members as managers', 'managers.id', 'paying.memberId')
		.leftJoin('seatGroups', (join) =>
			join.on((eb) =>
				eb(
					'seatGroups.membershipId',
					'=',
					eb.fn.coalesce('memberships.seatGroupId', 'memberships.id'),
				),
			),
		)
		.select(FACTS)
		.select(PRICE)
		// A seat goes on as long as what its group pays for.
		.select(({ fn }) => [
			fn.coalesce('memberships.cancelAt', 'paying.cancelAt').as('cancelAt'),
			fn.coalesce('memberships.currentPeriodEnd', 'paying.currentPeriodEnd').as('currentPeriodEnd'),
			fn.coalesce('managers.name', 'members.name').as('managerName'),
		])
		.select(['seatGroups.membershipId as groupId', 'seatGroups.name as groupName'])
		.select((eb) =>
			eb
				.selectFrom('memberships as seated')
				.select(sql<number>`count(*)::int`.as('taken'))
				.whereRef('seated.seatGroupId', '=', 'seatGroups.membershipId')
				.where('seated.status', '<>', 'canceled')
				.as('taken'),
		)
		.select(sql<number | null>`(memberships.data->>'owedSince')::integer`.as('owedSince'))
		.select(sql<unknown>`memberships.data->'parts'`.as('parts'))
		.select(sql<string | null>`memberships.data->>'currency'`.as('paidIn'))
		.select(['members.id as memberId', 'members.name', 'members.handle', 'members.avatarFileId'])
		.select(PAID_ELSEWHERE.as('isPaidElsewhere'));

export type Listing = {
	search: string;
	/** Whether addresses are looked through, too. */
	seesAddresses: boolean;
	tierId: string | null;
	memberId: string | null;
	statuses: readonly MembershipStatus[];
	after: readonly [createdAt: string, id: string] | null;
	limit: number;
};

/** One more than asked for, newest first. */
export const membershipRows = (
	db: CommunityDb,
	{ search, seesAddresses, tierId, memberId, statuses, after, limit }: Listing,
) =>
	shown(db)
		.where((eb) =>
			statuses.length > 0
				? eb('memberships.status', 'in', [...statuses])
				: eb('memberships.status', '<>', 'canceled'),
		)
		.$if(tierId !== null, (query) => query.where('memberships.tierId', '=', tierId ?? ''))
		.$if(memberId !== null, (query) => query.where('memberships.memberId', '=', memberId ?? ''))
		.$if(search !== '', (query) =>
			query.where((eb) => {
				const named = sql<SqlBool>`(lower(members.name) || ' ' || members.handle) like ${`%${plainLike(search)}%`}`;
				if (!seesAddresses) return named;
				const address = eb
					.selectFrom('authUsers')
					.select('authUsers.id')
					.whereRef('authUsers.id', '=', 'members.userId')
					.where(sql<SqlBool>`auth_users.email like ${`${plainLike(search)}%`}`);
				return eb.or([named, eb.exists(address)]);
			}),
		)
		.$if(after !== null, (query) =>
			query.where(
				sql<SqlBool>`(memberships.created_at, memberships.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
			),
		)
		.orderBy('memberships.createdAt', 'desc')
		.orderBy('memberships.id', 'desc')
		.limit(limit + 1);

const plainLike = (search: string) => search.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`);

export const membershipShown = (db: CommunityDb, membershipId: string) =>
	shown(db).where('memberships.id', '=', membershipId);

/** A member's own, those that are open first. */
export const ownRows = (db: CommunityDb, memberId: string, limit: number) =>
	shown(db)
		.select(sql<unknown>`memberships.data->'discount'`.as('discount'))
		.select(sql<unknown>`memberships.data->'tax'`.as('tax'))
		.where('memberships.memberId', '=', memberId)
		.orderBy(sql`memberships.status = 'canceled'`)
		.orderBy('memberships.createdAt', 'desc')
		.limit(limit);

/** Where somebody was led to pay, and the number of their business, go with their name; on which account, and for how much, stays in the books. */
export const forgetVendorData = (db: CommunityDb, memberId: string) =>
	db
		.updateTable('memberships')
		.set({ data: sql`data - array['session', 'wish', 'taxId']` })
		.where('memberId', '=', memberId);
