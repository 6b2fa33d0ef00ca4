import type { CommunityDb } from '@kith/db/handles';

/** The seats of a group that do not stand as its payment does, a page of them behind a seat. */
export const strayingSeats = (
	db: CommunityDb,
	{ groupId, after, limit }: { groupId: string; after: string; limit: number },
) =>
	straying(db)
		.select('seated.id')
		.where('paying.id', '=', groupId)
		.where('seated.id', '>', after)
		.orderBy('seated.id')
		.limit(limit);

/** The groups that have such seats. */
export const strayingGroups = (db: CommunityDb, limit: number) =>
	straying(db).select('paying.id').distinct().limit(limit);

const straying = (db: CommunityDb) =>
	db
		.selectFrom('memberships as seated')
		.innerJoin('memberships as paying', 'paying.id', 'seated.seatGroupId')
		.where('seated.status', '<>', 'canceled')
		.whereRef('seated.status', '<>', 'paying.status');

/** How a group's payment stands. A seat changes only while this is held. */
export const payingRow = (db: CommunityDb, groupId: string) =>
	db
		.selectFrom('memberships')
		.select(['id', 'memberId', 'tierId', 'status', 'seats'])
		.where('id', '=', groupId)
		.where('seats', 'is not', null)
		.forNoKeyUpdate();
