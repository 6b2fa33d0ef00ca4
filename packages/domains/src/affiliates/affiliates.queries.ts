import { sql, type InferResult, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { AffiliateStatus } from './affiliates.schema.ts';
import type { Programme } from './programme.schema.ts';

export const storedProgramme = (db: CommunityDb) =>
	db.selectFrom('settings').select(['value', 'version']).where('key', '=', 'affiliates');

export const keepProgramme = (db: CommunityDb, programme: Programme, now: Date) =>
	db
		.insertInto('settings')
		.values({ key: 'affiliates', value: JSON.stringify(programme), updatedAt: now })
		.onConflict((conflict) =>
			conflict.column('key').doUpdateSet((eb) => ({
				value: eb.ref('excluded.value'),
				updatedAt: now,
				version: sql<number>`settings.version + 1`,
			})),
		);

/** One after the other, terms are changed and payouts made and undone. */
export const takeTurn = (db: CommunityDb) =>
	db.selectFrom('settings').select('key').where('key', '=', 'modules').forNoKeyUpdate();

export const heldCount = (db: CommunityDb) =>
	db
		.selectFrom('commissions')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('state', '=', 'held');

export const affiliateRow = (db: CommunityDb, id: string) =>
	db.selectFrom('affiliates').selectAll().where('id', '=', id);

export type Affiliate = InferResult<ReturnType<typeof affiliateRow>>[number];

export const affiliateOf = (db: CommunityDb, memberId: string) =>
	db.selectFrom('affiliates').selectAll().where('memberId', '=', memberId);

/** Whose code it is now: where accounts became one, the one that stays. */
export const affiliateByCode = (db: CommunityDb, code: string) =>
	db
		.selectFrom('affiliates as named')
		.innerJoin('affiliates', (join) =>
			join.on(sql<SqlBool>`affiliates.id = coalesce(named.into_id, named.id)`),
		)
		.select(['affiliates.id', 'affiliates.memberId', 'affiliates.status'])
		.where('named.code', '=', code);

/** Of these, the affiliates that there are. */
export const affiliatesThere = (db: CommunityDb, ids: readonly string[]) =>
	db
		.selectFrom('affiliates')
		.select('id')
		.where('id', 'in', [...ids]);

type NewAffiliate = Pick<Affiliate, 'id' | 'memberId' | 'code' | 'status' | 'createdAt'>;

/** Yields the row unless the member has one, or the code is taken. */
export const insertAffiliate = (db: CommunityDb, row: NewAffiliate) =>
	db
		.insertInto('affiliates')
		.values(row)
		.onConflict((conflict) => conflict.doNothing())
		.returning('id');

type Change = Partial<Pick<Affiliate, 'status' | 'reason' | 'code' | 'memberId' | 'intoId'>>;

export const changeAffiliate = (db: CommunityDb, id: string, change: Change) =>
	db
		.updateTable('affiliates')
		.set({ ...change, version: sql<number>`version + 1` })
		.where('id', '=', id);

export const countClick = (db: CommunityDb, affiliateId: string, day: string) =>
	db
		.insertInto('affiliateDays')
		.values({ affiliateId, day: sql<Date>`${day}::date`, clicks: 1 })
		.onConflict((conflict) =>
			conflict
				.columns(['affiliateId', 'day'])
				.doUpdateSet({ clicks: sql<number>`affiliate_days.clicks + 1` }),
		);

export const clicksOf = (db: CommunityDb, ids: readonly string[], since: string) =>
	db
		.selectFrom('affiliateDays')
		.select('affiliateId')
		.select(({ fn }) => fn.sum<string>('clicks').as('clicks'))
		.select(sql<string | null>`sum(clicks) filter (where day >= ${since}::date)`.as('recent'))
		.where('affiliateId', 'in', [...ids])
		.groupBy('affiliateId');

/** How many came by each, and how many of them paid. */
export const broughtBy = (db: CommunityDb, ids: readonly string[]) =>
	db
		.selectFrom('referrals')
		.select('affiliateId')
		.select(({ fn, eb }) => [
			fn.countAll<number>().filterWhere('via', '=', 'join').as('joins'),
			fn
				.countAll<number>()
				.filterWhere(eb('firstPaidAt', 'is not', null))
				.as('sales'),
		])
		.where('affiliateId', 'in', [...ids])
		.where('status', '<>', 'refused')
		.groupBy('affiliateId');

type Wanted = {
	search: string;
	status: AffiliateStatus | null;
	after: string | null;
	limit: number;
};

const likely = (search: string) => `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`;

const shown = (db: CommunityDb) =>
	db
		.selectFrom('affiliates')
		.leftJoin('members', 'members.id', 'affiliates.memberId')
		.select(['affiliates.id', 'affiliates.code', 'affiliates.status', 'affiliates.reason'])
		.select(['affiliates.createdAt', 'affiliates.version', 'affiliates.memberId'])
		.select(['members.name', 'members.handle'])
		.where('affiliates.status', '<>', 'merged');

export const affiliateShown = (db: CommunityDb, id: string) =>
	shown(db).where('affiliates.id', '=', id);

/** One more than asked for, newest first: their ids are made in the order of time. */
export const affiliateRows = (db: CommunityDb, { search, status, after, limit }: Wanted) =>
	shown(db)
		.$if(search !== '', (query) =>
			query.where((eb) =>
				eb.or([
					eb('members.name', 'ilike', likely(search)),
					eb('members.handle', 'ilike', likely(search)),
					eb('affiliates.code', 'ilike', likely(search)),
				]),
			),
		)
		.$if(status !== null, (query) => query.where('affiliates.status', '=', status ?? ''))
		.$if(after !== null, (query) => query.where('affiliates.id', '<', after ?? ''))
		.orderBy('affiliates.id', 'desc')
		.limit(limit + 1);

export const personWith = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('members')
		.leftJoin('authUsers', 'authUsers.id', 'members.userId')
		.select(['members.id', 'members.name', 'members.handle', 'members.status'])
		.select(['members.joinedAt', 'authUsers.email'])
		.where('members.id', '=', memberId);
