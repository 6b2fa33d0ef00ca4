import { sql, type Insertable } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import { MOST_PRICES, MOST_TIERS } from './tiers.schema.ts';

const COLUMNS = [
	...(['id', 'name', 'slug', 'description', 'benefits', 'entitlements', 'status'] as const),
	...(['visibility', 'position', 'trialDays', 'version', 'createdAt', 'updatedAt'] as const),
] as const;

const PRICE = [
	...(['id', 'tierId', 'kind', 'every', 'days', 'payments', 'currency', 'amount'] as const),
	...(['leastAmount', 'otherCurrencies', 'status', 'createdAt', 'months'] as const),
	...(['leastSeats', 'mostSeats'] as const),
] as const;

export const allTiers = (db: CommunityDb) =>
	db
		.selectFrom('tiers')
		.select(COLUMNS)
		.select((eb) =>
			eb
				.selectFrom('memberships')
				.select(sql<number>`count(*)::int`.as('count'))
				.whereRef('memberships.tierId', '=', 'tiers.id')
				.where('memberships.status', '<>', 'canceled')
				.where('memberships.seats', 'is', null)
				.as('memberships'),
		)
		.orderBy('position')
		.orderBy('id')
		.limit(MOST_TIERS);

export const tierRow = (db: CommunityDb, tierId: string) =>
	db.selectFrom('tiers').select(COLUMNS).where('id', '=', tierId);

/** One after the other, tiers are made and put in order: locked rows alone would let new ones in. */
export const takeTurn = (db: CommunityDb) =>
	db.selectFrom('settings').select('key').where('key', '=', 'modules').forNoKeyUpdate();

export const placesTaken = (db: CommunityDb) =>
	db.selectFrom('tiers').select(['id', 'position']).orderBy('id').limit(MOST_TIERS);

export const insertTier = (db: CommunityDb, row: Insertable<CommunityTables['tiers']>) =>
	db
		.insertInto('tiers')
		.values(row)
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning('id');

type Change = Partial<
	Pick<
		Insertable<CommunityTables['tiers']>,
		| 'name'
		| 'slug'
		| 'description'
		| 'benefits'
		| 'entitlements'
		| 'visibility'
		| 'trialDays'
		| 'status'
	>
>;

export const changeTier = (db: CommunityDb, tierId: string, change: Change, now: Date) =>
	db
		.updateTable('tiers')
		.set({ ...change, updatedAt: now, version: sql<number>`version + 1` })
		.where('id', '=', tierId);

export const placeTier = (db: CommunityDb, tierId: string, position: number) =>
	db.updateTable('tiers').set({ position }).where('id', '=', tierId);

export const allPrices = (db: CommunityDb) =>
	db
		.selectFrom('prices')
		.select(PRICE)
		.orderBy('createdAt')
		.orderBy('id')
		.limit(MOST_TIERS * MOST_PRICES);

export const priceRow = (db: CommunityDb, priceId: string) =>
	db.selectFrom('prices').select(PRICE).where('id', '=', priceId);

export const priceCount = (db: CommunityDb, tierId: string) =>
	db
		.selectFrom('prices')
		.select(sql<number>`count(*)::int`.as('count'))
		.where('tierId', '=', tierId);

export const insertPrice = (db: CommunityDb, row: Insertable<CommunityTables['prices']>) =>
	db
		.insertInto('prices')
		.values(row)
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning('id');

export const putPriceAway = (db: CommunityDb, priceId: string, now: Date) =>
	db
		.updateTable('prices')
		.set({ status: 'archived', archivedAt: now })
		.where('id', '=', priceId)
		.where('status', '=', 'active')
		.returning('id');

/** What everybody may see: public tiers, and the prices that one can pay now. */
export const offeredTiers = (db: CommunityDb) =>
	db
		.selectFrom('tiers')
		.select(COLUMNS)
		.where('status', '=', 'published')
		.where('visibility', '=', 'public')
		.orderBy('position')
		.orderBy('id')
		.limit(MOST_TIERS);

export const payablePrices = (db: CommunityDb) =>
	db
		.selectFrom('prices')
		.select(PRICE)
		.where('status', '=', 'active')
		.orderBy('createdAt')
		.orderBy('id')
		.limit(MOST_TIERS * MOST_PRICES);

/** The tiers that a member tried for free. */
export const tiersTriedBy = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('redemptions')
		.select('tierId')
		.where('memberId', '=', memberId)
		.where('trialDays', '>', 0)
		.where('status', '=', 'used')
		.union(
			db
				.selectFrom('memberships')
				.select('tierId')
				.where('memberId', '=', memberId)
				.where('trialEnd', 'is not', null),
		)
		.limit(MOST_TIERS);

/** The currencies that a member's own subscriptions run in, and the accounts they are paid on, the newest first. */
export const runningCurrencies = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('memberships')
		.select(sql<string>`data->>'currency'`.as('currency'))
		.select(sql<string>`data->>'account'`.as('account'))
		.where('memberId', '=', memberId)
		.where('source', '=', 'purchase')
		.where('seats', 'is', null)
		.where('externalSubscriptionId', 'is not', null)
		.where('status', 'not in', ['canceled', 'pending'])
		.where(sql<boolean>`data->>'currency' is not null`)
		// What was paid in parts, and is paid, runs no more.
		.where(
			sql<boolean>`coalesce((data->'parts'->>'paid')::integer < (data->'parts'->>'of')::integer, true)`,
		)
		.orderBy('createdAt', 'desc')
		.limit(MOST_TIERS);

/** The tiers that a member has now. */
export const tiersHeldBy = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('memberships')
		.select('tierId')
		.distinct()
		.where('memberId', '=', memberId)
		.where('status', '<>', 'canceled')
		// Who pays for a group has what their own seat gives.
		.where('seats', 'is', null)
		.limit(MOST_TIERS);
