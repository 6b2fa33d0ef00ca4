import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

type Pair = { from: string; into: string };

export const bringReferrals = (db: CommunityDb, { from, into }: Pair) =>
	db.updateTable('referrals').set({ affiliateId: into }).where('affiliateId', '=', from);

export const bringCommissions = (db: CommunityDb, { from, into }: Pair) =>
	db.updateTable('commissions').set({ affiliateId: into }).where('affiliateId', '=', from);

/** What both counted on one day is added up. */
export const addDays = (db: CommunityDb, { from, into }: Pair) =>
	db
		.insertInto('affiliateDays')
		.columns(['affiliateId', 'day', 'clicks'])
		.expression(
			db
				.selectFrom('affiliateDays')
				.select([sql<string>`${into}::uuid`.as('affiliateId'), 'day', 'clicks'])
				.where('affiliateId', '=', from),
		)
		.onConflict((conflict) =>
			conflict
				.columns(['affiliateId', 'day'])
				.doUpdateSet({ clicks: sql<number>`affiliate_days.clicks + excluded.clicks` }),
		);

export const dropDays = (db: CommunityDb, affiliateId: string) =>
	db.deleteFrom('affiliateDays').where('affiliateId', '=', affiliateId);

/** Who brought the one that stays goes on to have brought them. */
export const bringReferral = (db: CommunityDb, { from, into }: Pair) =>
	db
		.updateTable('referrals')
		.set({ memberId: into })
		.where('memberId', '=', from)
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('referrals as kept')
						.select('kept.memberId')
						.where('kept.memberId', '=', into),
				),
			),
		);

export const dropReferral = (db: CommunityDb, memberId: string) =>
	db.deleteFrom('referrals').where('memberId', '=', memberId);

export const bringPayer = (db: CommunityDb, { from, into }: Pair) =>
	db.updateTable('commissions').set({ memberId: into }).where('memberId', '=', from);

type Own = { memberId: string; affiliateId: string };

export const refuseOwnReferral = (db: CommunityDb, { memberId, affiliateId }: Own) =>
	db
		.updateTable('referrals')
		.set({ status: 'refused', reason: 'merged' })
		.where('memberId', '=', memberId)
		.where('affiliateId', '=', affiliateId);

export const refuseOwn = (db: CommunityDb, { memberId, affiliateId }: Own) =>
	db
		.updateTable('commissions')
		.set({ state: 'refused', reason: 'merged' })
		.where('memberId', '=', memberId)
		.where('affiliateId', '=', affiliateId)
		.where('paid', '=', 0);
