import { sql, type InferResult, type Insertable, type SqlBool } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import type { CommissionState } from './affiliates.schema.ts';

export const commissionOf = (db: CommunityDb, paymentId: string) =>
	db.selectFrom('commissions').selectAll().where('paymentId', '=', paymentId);

export type Commission = InferResult<ReturnType<typeof commissionOf>>[number];

export const insertCommission = (
	db: CommunityDb,
	row: Insertable<CommunityTables['commissions']>,
) =>
	db
		.insertInto('commissions')
		.values(row)
		.onConflict((conflict) => conflict.column('paymentId').doNothing());

export const reverse = (db: CommunityDb, id: string, reversed: number) =>
	db.updateTable('commissions').set({ reversed }).where('id', '=', id);

/** What was paid with a payment, and what is left of it. */
export const leftOf = (db: CommunityDb, paymentId: string) =>
	db
		.selectFrom('ledger')
		.select(['kind', 'at', 'currency', 'membershipId'])
		// Tax is nobody's to share.
		.select(sql<number>`amount - tax`.as('amount'))
		.where('paymentId', '=', paymentId)
		.limit(300);

export const payerOf = (db: CommunityDb, membershipId: string) =>
	db.selectFrom('memberships').select('memberId').where('id', '=', membershipId);

/** Holds what could not be paid out yet of a membership that ended so soon. */
export const holdOf = (
	db: CommunityDb,
	{ memberId, membershipId }: { memberId: string; membershipId: string },
	now: Date,
) =>
	db
		.updateTable('commissions')
		.set({ state: 'held', reason: 'cancelled' })
		.where('memberId', '=', memberId)
		.where('membershipId', '=', membershipId)
		.where('state', '=', 'earned')
		.where('payableAt', '>', now)
		.where('paid', '=', 0)
		.where(sql<SqlBool>`reversed < amount`);

export const lockCommissions = (db: CommunityDb, ids: readonly string[]) =>
	db
		.selectFrom('commissions')
		.selectAll()
		.where('id', 'in', [...ids])
		.orderBy('id')
		.forUpdate();

type Decision = { state: CommissionState; reason: string; note: string };

export const decide = (db: CommunityDb, ids: readonly string[], decision: Decision) =>
	db
		.updateTable('commissions')
		.set(decision)
		.where('id', 'in', [...ids]);

/** What else is held of those that somebody brought, for what was found about how they came. */
export const decideRest = (
	db: CommunityDb,
	{ memberId, affiliateId, held }: { memberId: string; affiliateId: string; held: string[] },
	decision: Decision,
) =>
	db
		.updateTable('commissions')
		.set(decision)
		.where('memberId', '=', memberId)
		.where('affiliateId', '=', affiliateId)
		.where('state', '=', 'held')
		.where('paid', '=', 0)
		.where('reason', 'in', held);

/** What each affiliate has, by currency. */
export const sumsOf = (db: CommunityDb, ids: readonly string[], now: Date) =>
	db
		.selectFrom('commissions')
		.select(['affiliateId', 'currency'])
		.select([
			sql<string>`coalesce(sum(amount - reversed - paid)
				filter (where state = 'earned' and payable_at > ${now} and paid = 0), 0)`.as('waiting'),
			sql<string>`coalesce(sum(amount - reversed) filter (where state = 'held'), 0)`.as('held'),
			sql<string>`coalesce(sum(amount - reversed - paid)
				filter (where state = 'earned' and (payable_at <= ${now} or paid > 0)), 0)`.as('payable'),
			sql<string>`coalesce(sum(paid), 0)`.as('paid'),
		])
		.where('affiliateId', 'in', [...ids])
		.groupBy(['affiliateId', 'currency'])
		.orderBy('currency');

type Wanted = {
	affiliateId: string | null;
	state: CommissionState | null;
	after: readonly [at: string, id: string] | null;
	limit: number;
};

/** One more than asked for, newest first. */
export const commissionRows = (db: CommunityDb, { affiliateId, state, after, limit }: Wanted) =>
	db
		.selectFrom('commissions')
		.innerJoin('affiliates', 'affiliates.id', 'commissions.affiliateId')
		.leftJoin('members as bringers', 'bringers.id', 'affiliates.memberId')
		.leftJoin('members as payers', 'payers.id', 'commissions.memberId')
		.selectAll('commissions')
		.select(['bringers.id as bringerId', 'bringers.name as bringerName'])
		.select(['bringers.handle as bringerHandle'])
		.select(['payers.name as payerName', 'payers.handle as payerHandle'])
		.$if(affiliateId !== null, (query) =>
			query.where('commissions.affiliateId', '=', affiliateId ?? ''),
		)
		.$if(state !== null, (query) => query.where('commissions.state', '=', state ?? ''))
		.$if(after !== null, (query) =>
			query.where(
				sql<SqlBool>`(commissions.at, commissions.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
			),
		)
		.orderBy('commissions.at', 'desc')
		.orderBy('commissions.id', 'desc')
		.limit(limit + 1);
