import type { CommunityDb, PlatformDb } from '@kith/db/handles';

export const sessionsOfUser = (db: CommunityDb, userId: string, now: Date) =>
	db
		.selectFrom('authSessions')
		.select(['id', 'token', 'userAgent', 'ipAddress', 'createdAt', 'updatedAt'])
		.where('userId', '=', userId)
		.where('expiresAt', '>', now)
		.orderBy('updatedAt', 'desc')
		.limit(50);

export const deleteSession = (db: CommunityDb, userId: string, sessionId: string) =>
	db.deleteFrom('authSessions').where('userId', '=', userId).where('id', '=', sessionId);

export const deleteSessionsOfUser = (db: CommunityDb, userId: string) =>
	db.deleteFrom('authSessions').where('userId', '=', userId);

export const passwordOfUser = (db: CommunityDb, userId: string) =>
	db
		.selectFrom('authAccounts')
		.select(['id', 'password'])
		.where('userId', '=', userId)
		.where('providerId', '=', 'credential');

export const staffById = (db: PlatformDb, staffId: string) =>
	db.selectFrom('authUsers').select(['id', 'email', 'name']).where('id', '=', staffId);

export const organizationsOfStaff = (db: PlatformDb, staffId: string) =>
	db
		.selectFrom('organizationStaff')
		.innerJoin('organizations', 'organizations.id', 'organizationStaff.organizationId')
		.select(['organizations.id', 'organizations.name', 'organizationStaff.role'])
		.where('organizationStaff.staffId', '=', staffId)
		.orderBy('organizations.createdAt')
		.limit(50);
