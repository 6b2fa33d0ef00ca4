import { sql, type InferResult, type Insertable, type SqlBool } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';

export const referralOf = (db: CommunityDb, memberId: string) =>
	db.selectFrom('referrals').selectAll().where('memberId', '=', memberId);

export type ReferralFacts = InferResult<ReturnType<typeof referralOf>>[number];

/** Yields the row unless somebody brought them before. */
export const insertReferral = (db: CommunityDb, row: Insertable<CommunityTables['referrals']>) =>
	db
		.insertInto('referrals')
		.values(row)
		.onConflict((conflict) => conflict.column('memberId').doNothing())
		.returning('memberId');

type Change = Partial<Pick<ReferralFacts, 'status' | 'reason' | 'firstPaidAt'>>;

export const changeReferral = (db: CommunityDb, memberId: string, change: Change) =>
	db.updateTable('referrals').set(change).where('memberId', '=', memberId);

type Place = { affiliateId: string; mark: string; since: Date };

/** How many came by one affiliate from one place on one day, counted under the lock of the affiliate's row. */
export const fromOnePlace = (db: CommunityDb, { affiliateId, mark, since }: Place) =>
	db
		.selectFrom('referrals')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('affiliateId', '=', affiliateId)
		.where('at', '>=', since)
		.where('mark', '=', mark);

export const holdFromOnePlace = (db: CommunityDb, { affiliateId, mark, since }: Place) =>
	db
		.updateTable('referrals')
		.set({ status: 'held', reason: 'velocity' })
		.where('affiliateId', '=', affiliateId)
		.where('at', '>=', since)
		.where('mark', '=', mark)
		.where('status', '=', 'open');

/** Whether somebody paid for anything, ever. */
export const paidBefore = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('ledger')
		.innerJoin('memberships', 'memberships.id', 'ledger.membershipId')
		.select('ledger.id')
		.where('memberships.memberId', '=', memberId)
		.where('ledger.kind', '=', 'payment')
		.limit(1);

/** Whether a member ever paid with this card. */
export const paidWithCard = (db: CommunityDb, memberId: string, card: string) =>
	db
		.selectFrom('memberships')
		.select('id')
		.where('memberId', '=', memberId)
		.where(sql<string>`data->>'card'`, '=', card)
		.limit(1);

export const noteCardOf = (db: CommunityDb, membershipId: string, card: string) =>
	db
		.updateTable('memberships')
		.set({ data: sql`data || jsonb_build_object('card', ${card}::text)` })
		.where('id', '=', membershipId);

type Wanted = {
	affiliateId: string;
	after: readonly [at: string, id: string] | null;
	limit: number;
};

/** One more than asked for, newest first. */
export const referralRows = (db: CommunityDb, { affiliateId, after, limit }: Wanted) =>
	db
		.selectFrom('referrals')
		.innerJoin('members', 'members.id', 'referrals.memberId')
		.select(['referrals.memberId', 'referrals.via', 'referrals.at', 'referrals.status'])
		.select(['referrals.reason', 'referrals.firstPaidAt', 'members.name', 'members.handle'])
		.where('referrals.affiliateId', '=', affiliateId)
		.$if(after !== null, (query) =>
			query.where(
				sql<SqlBool>`(referrals.at, referrals.member_id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
			),
		)
		.orderBy('referrals.at', 'desc')
		.orderBy('referrals.memberId', 'desc')
		.limit(limit + 1);

/** Nothing leads from somebody who is forgotten to who brought them. */
export const forgetReferral = (db: CommunityDb, memberId: string) =>
	db.deleteFrom('referrals').where('memberId', '=', memberId);

export const forgetPayer = (db: CommunityDb, memberId: string) =>
	db.updateTable('commissions').set({ memberId: null }).where('memberId', '=', memberId);
