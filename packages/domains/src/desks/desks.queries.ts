import type { PlatformDb } from '@kith/db/handles';

type Token = { tokenHash: string; communityId: string; memberId: string; expiresAt: Date };

export const insertDeskToken = (db: PlatformDb, token: Token) =>
	db.insertInto('deskTokens').values(token);

export const openDeskToken = (db: PlatformDb, tokenHash: string, now: Date) =>
	db
		.selectFrom('deskTokens')
		.select(['communityId', 'memberId'])
		.where('tokenHash', '=', tokenHash)
		.where('usedAt', 'is', null)
		.where('expiresAt', '>', now);

/** Uses a token up; of any number of parallel uses one gets a row. */
export const useDeskToken = (db: PlatformDb, tokenHash: string, now: Date) =>
	db
		.updateTable('deskTokens')
		.set({ usedAt: now })
		.where('tokenHash', '=', tokenHash)
		.where('usedAt', 'is', null)
		.where('expiresAt', '>', now)
		.returning(['communityId', 'memberId']);

export const deleteOldDeskTokens = (db: PlatformDb, before: Date) =>
	db.deleteFrom('deskTokens').where('expiresAt', '<', before);

type Row = { communityId: string; memberId: string; staffId: string; createdAt: Date };

/** Does nothing where the member or the account has a desk there. */
export const insertDesk = (db: PlatformDb, row: Row) =>
	db
		.insertInto('desks')
		.values(row)
		.onConflict((conflict) => conflict.doNothing())
		.returning('memberId');

const desks = (db: PlatformDb, communityId: string) =>
	db
		.selectFrom('desks')
		.select(['desks.memberId', 'desks.staffId', 'desks.createdAt'])
		.where('communityId', '=', communityId);

export const deskOfAccount = (db: PlatformDb, communityId: string, staffId: string) =>
	desks(db, communityId).where('staffId', '=', staffId);

export const deskOfMember = (db: PlatformDb, communityId: string, memberId: string) =>
	desks(db, communityId)
		.innerJoin('authUsers', 'authUsers.id', 'desks.staffId')
		.select('authUsers.email')
		.where('memberId', '=', memberId);

/** Of one community, or of one member of it. */
export const desksHere = (db: PlatformDb, communityId: string, memberId: string | null) =>
	desks(db, communityId)
		.$if(memberId !== null, (query) => query.where('memberId', '=', memberId ?? ''))
		.limit(1000);

export const desksOfAccount = (db: PlatformDb, staffId: string, limit: number) =>
	db
		.selectFrom('desks')
		.innerJoin('communities', 'communities.id', 'desks.communityId')
		.select(['desks.communityId', 'desks.memberId', 'desks.createdAt'])
		.where('staffId', '=', staffId)
		.where('communities.status', '!=', 'deleting')
		.orderBy('desks.createdAt', 'desc')
		.orderBy('desks.communityId')
		.limit(limit);

export const deleteDesk = (
	db: PlatformDb,
	communityId: string,
	who: { memberId: string } | { staffId: string },
) =>
	db
		.deleteFrom('desks')
		.where('communityId', '=', communityId)
		.where((eb) => eb.and(who))
		.returning('memberId');
