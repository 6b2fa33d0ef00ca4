import { sql, type Insertable, type SqlBool } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import { MOST_OWED } from './payouts.schema.ts';

/** What can be paid of a commission now; less than nothing where more was paid than is left of it. */
const due = sql<number>`commissions.amount - commissions.reversed - commissions.paid`;

const open = (db: CommunityDb, now: Date) =>
	db
		.selectFrom('commissions')
		.where('commissions.state', '=', 'earned')
		.where((eb) => eb.or([eb('commissions.payableAt', '<=', now), eb('commissions.paid', '>', 0)]))
		.where(sql<SqlBool>`${due} <> 0`);

/** Who is owed something, by currency, the most first. */
export const owedNow = (db: CommunityDb, now: Date) =>
	open(db, now)
		.innerJoin('affiliates', 'affiliates.id', 'commissions.affiliateId')
		.leftJoin('members', 'members.id', 'affiliates.memberId')
		.leftJoin('authUsers', 'authUsers.id', 'members.userId')
		.select(['affiliates.id as affiliateId', 'affiliates.code', 'commissions.currency'])
		.select(['members.name', 'members.handle', 'authUsers.email'])
		.select(({ fn }) => fn.countAll<number>().as('commissions'))
		.select(sql<string>`sum(${due})`.as('amount'))
		.groupBy(['affiliates.id', 'commissions.currency', 'members.id', 'authUsers.id'])
		.having(sql<SqlBool>`sum(${due}) > 0`)
		.orderBy('commissions.currency')
		.orderBy('amount', 'desc')
		.orderBy('affiliates.id')
		.limit(MOST_OWED);

export const payoutById = (db: CommunityDb, id: string) =>
	db.selectFrom('affiliatePayouts').selectAll().where('id', '=', id);

export const insertPayout = (
	db: CommunityDb,
	row: Insertable<CommunityTables['affiliatePayouts']>,
) => db.insertInto('affiliatePayouts').values(row);

type Batch = { payoutId: string; currency: string; affiliateIds: readonly string[]; now: Date };

/** Waits for whoever decides about these, or gives back what they were for. */
export const lockDue = (db: CommunityDb, { currency, affiliateIds, now }: Batch) =>
	open(db, now)
		.select('commissions.id')
		.where('commissions.currency', '=', currency)
		.where('commissions.affiliateId', 'in', [...affiliateIds])
		.orderBy('commissions.id')
		.forUpdate();

/** What each affiliate is owed in a currency. */
export const dueTo = (db: CommunityDb, { currency, affiliateIds, now }: Batch) =>
	open(db, now)
		.select('commissions.affiliateId')
		.select(sql<string>`sum(${due})`.as('amount'))
		.where('commissions.currency', '=', currency)
		.where('commissions.affiliateId', 'in', [...affiliateIds])
		.groupBy('commissions.affiliateId');

export const insertLines = (db: CommunityDb, { payoutId, currency, affiliateIds, now }: Batch) =>
	db
		.insertInto('affiliatePayoutLines')
		.columns(['payoutId', 'commissionId', 'amount'])
		.expression(
			open(db, now)
				.select([sql<string>`${payoutId}::uuid`.as('payoutId'), 'commissions.id', due.as('amount')])
				.where('commissions.currency', '=', currency)
				.where('commissions.affiliateId', 'in', [...affiliateIds]),
		);

/** Adds the lines of a payout to what was paid, or takes them away again. */
export const bookLines = (db: CommunityDb, payoutId: string, sign: 1 | -1) =>
	db
		.updateTable('commissions')
		.from('affiliatePayoutLines as lines')
		.set({ paid: sql<number>`commissions.paid + ${sign}::integer * lines.amount` })
		.whereRef('lines.commissionId', '=', 'commissions.id')
		.where('lines.payoutId', '=', payoutId);

/** Whether another one in its currency stands that was made later. */
const shown = (db: CommunityDb) =>
	db
		.selectFrom('affiliatePayouts')
		.selectAll('affiliatePayouts')
		.select((eb) =>
			eb
				.exists(
					eb
						.selectFrom('affiliatePayouts as later')
						.select('later.id')
						.whereRef('later.currency', '=', 'affiliatePayouts.currency')
						.where('later.undoneAt', 'is', null)
						.where(
							sql<SqlBool>`(later.at, later.id) > (affiliate_payouts.at, affiliate_payouts.id)`,
						),
				)
				.as('isBuiltUpon'),
		);

export const payoutShown = (db: CommunityDb, id: string) => shown(db).where('id', '=', id);

export const undo = (
	db: CommunityDb,
	id: string,
	{ undoneAt, undoneWhy }: { undoneAt: Date; undoneWhy: string },
) => db.updateTable('affiliatePayouts').set({ undoneAt, undoneWhy }).where('id', '=', id);

type Wanted = { after: readonly [at: string, id: string] | null; limit: number };

/** One more than asked for, newest first. */
export const payoutRows = (db: CommunityDb, { after, limit }: Wanted) =>
	shown(db)
		.$if(after !== null, (query) =>
			query.where(sql<SqlBool>`(at, id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
		)
		.orderBy('at', 'desc')
		.orderBy('id', 'desc')
		.limit(limit + 1);
