import { sql } from 'kysely';
import type { CommunityDb, PlatformDb } from '@kith/db/handles';

type Closing = { closedAt: Date; closedBy: string; dropAt: Date };

/** Closes a community that is not closed yet; no row comes back when it is. */
export const markClosed = (db: PlatformDb, id: string, closing: Closing) =>
	db
		.updateTable('communities')
		.set({ status: 'deleting', ...closing })
		.where('id', '=', id)
		.where('status', '!=', 'deleting')
		.returning('id');

/** Opens a closed community again as it was; no row comes back when its time is over. */
export const markKept = (db: PlatformDb, id: string, now: Date) =>
	db
		.updateTable('communities')
		.set({
			status: sql<string>`case when live_at is null then 'setup' else 'live' end`,
			...{ closedAt: null, closedBy: null, dropAt: null },
		})
		.where('id', '=', id)
		.where('status', '=', 'deleting')
		.where('dropAt', '>', now)
		.returning('id');

export const closingOf = (db: PlatformDb, id: string) =>
	db
		.selectFrom('communities')
		.innerJoin('organizations', 'organizations.id', 'communities.organizationId')
		.leftJoin('authUsers', 'authUsers.id', 'communities.closedBy')
		.select(['organizations.locale', 'organizations.timeZone'])
		.select(['communities.id', 'communities.organizationId', 'communities.name'])
		.select(['communities.slug', 'communities.closedAt', 'communities.closedBy'])
		.select([
			'communities.dropAt',
			'authUsers.name as closerName',
			'authUsers.email as closerEmail',
		])
		.where('communities.id', '=', id)
		.where('communities.status', '=', 'deleting');

/** Closed communities whose time is over. */
export const overdue = (db: PlatformDb, now: Date, limit: number) =>
	db
		.selectFrom('communities')
		.select('id')
		.where('status', '=', 'deleting')
		.where('dropAt', '<=', now)
		.orderBy('dropAt')
		.limit(limit);

export const ownersOfOrganization = (db: PlatformDb, organizationId: string) =>
	db
		.selectFrom('organizationStaff')
		.innerJoin('authUsers', 'authUsers.id', 'organizationStaff.staffId')
		.select(['authUsers.id', 'authUsers.email'])
		.where('organizationStaff.organizationId', '=', organizationId)
		.where('organizationStaff.role', '=', 'owner')
		.limit(200);

/** What was made of a community or into one goes with it; that it was there stays. */
export const expireArchivesOf = (db: PlatformDb, communityId: string) =>
	db.updateTable('archives').set({ state: 'expired' }).where('communityId', '=', communityId);

/** Signs everybody out. */
export const endSessions = (db: CommunityDb) => db.deleteFrom('authSessions');
