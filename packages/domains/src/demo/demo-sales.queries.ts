import type { Insertable } from 'kysely';
import type { CommunityDb, CommunityTables, PlatformDb } from '@kith/db/handles';

type Row<Table extends keyof CommunityTables> = Insertable<CommunityTables[Table]>;

export const groupCalled = (db: CommunityDb, name: string) =>
	db.selectFrom('spaceGroups').select('id').where('name', '=', name);

type SoldSpace = Pick<
	Row<'spaces'>,
	'id' | 'slug' | 'name' | 'icon' | 'description' | 'prompt' | 'groupId' | 'createdAt'
>;

/** A private space behind all others. */
export const openSoldSpace = (db: CommunityDb, space: SoldSpace) =>
	db.insertInto('spaces').values({
		...{ ...space, visibility: 'private', posting: 'everyone', position: 1000 },
		modules: ['feed'],
	});

export const insertTiers = (db: CommunityDb, row: Row<'tiers'>) =>
	db.insertInto('tiers').values(row);

export const insertPrices = (db: CommunityDb, rows: Row<'prices'>[]) =>
	db.insertInto('prices').values(rows);

export const insertMemberships = (db: CommunityDb, rows: Row<'memberships'>[]) =>
	db.insertInto('memberships').values(rows);

/** Who has two tiers that open it came in once. */
export const insertSpaceMembers = (db: CommunityDb, rows: Row<'spaceMembers'>[]) =>
	db
		.insertInto('spaceMembers')
		.values(rows)
		.onConflict((conflict) => conflict.doNothing());

export const staffCalled = (db: PlatformDb, email: string) =>
	db.selectFrom('authUsers').select('id').where('email', '=', email);

export const memberCalled = (db: CommunityDb, handle: string) =>
	db.selectFrom('members').select(['id', 'userId']).where('handle', '=', handle);

type PriceWords = { slug: string; kind: string; amount: number; every: string | null };

export const priceLike = (db: CommunityDb, { slug, kind, amount, every }: PriceWords) =>
	db
		.selectFrom('prices')
		.innerJoin('tiers', 'tiers.id', 'prices.tierId')
		.select('prices.id')
		.where('tiers.slug', '=', slug)
		.where('prices.kind', '=', kind)
		.where('prices.amount', '=', amount)
		.where('prices.every', every === null ? 'is' : '=', every);
