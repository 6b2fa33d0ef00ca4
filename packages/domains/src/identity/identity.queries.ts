import { sql } from 'kysely';
import type { CommunityDb, PlatformDb } from '@kith/db/handles';
import type { RealmDb } from '../realm.ts';

const MARKS = 'sso-session:';

export const sessionsOfUser = (db: RealmDb, userId: string, now: Date) =>
	db
		.selectFrom('authSessions')
		.select(['id', 'userAgent', 'ipAddress', 'createdAt', 'updatedAt'])
		.where('userId', '=', userId)
		.where('expiresAt', '>', now)
		.orderBy('updatedAt', 'desc')
		.limit(50);

export const deleteSession = (db: RealmDb, userId: string, sessionId: string) =>
	db.deleteFrom('authSessions').where('userId', '=', userId).where('id', '=', sessionId);

export const deleteSessionById = (db: RealmDb, sessionId: string) =>
	db.deleteFrom('authSessions').where('id', '=', sessionId);

export const deleteSessionByToken = (db: RealmDb, token: string) =>
	db.deleteFrom('authSessions').where('token', '=', token);

export const deleteSessionsOfUser = (db: RealmDb, userId: string) =>
	db.deleteFrom('authSessions').where('userId', '=', userId);

/** Ends a person's sessions that were opened by what they are marked with: one session elsewhere, or all of a connection. */
export const deleteMarkedSessions = (
	db: CommunityDb,
	userId: string,
	mark: { exactly: string } | { beginning: string },
) =>
	db
		.deleteFrom('authSessions')
		.using('authVerifications')
		.where('authSessions.userId', '=', userId)
		.where('authVerifications.identifier', '=', sql<string>`${MARKS} || auth_sessions.id`)
		.where((eb) =>
			'exactly' in mark
				? eb('authVerifications.value', '=', mark.exactly)
				: eb(sql`starts_with(auth_verifications.value, ${mark.beginning})`, '=', true),
		)
		.returning('authSessions.id');

export const deleteOtherSessions = (db: RealmDb, userId: string, sessionId: string) =>
	deleteSessionsOfUser(db, userId).where('id', '!=', sessionId);

/** A session's second factor counts for one thing more. */
export const addShown = (db: RealmDb, sessionId: string, what: string) =>
	db
		.updateTable('authSessions')
		.set({ shownFor: sql<string>`concat_ws(' ', shown_for, ${what}::text)` })
		.where('id', '=', sessionId)
		.where('factor', 'is not', null);

export const passwordOfUser = (db: RealmDb, userId: string) =>
	db
		.selectFrom('authAccounts')
		.select(['id', 'password'])
		.where('userId', '=', userId)
		.where('providerId', '=', 'credential');

/** Who has an address, with their password if they have one. */
export const credentialByEmail = (db: RealmDb, email: string) =>
	db
		.selectFrom('authUsers')
		.leftJoin('authAccounts', (join) =>
			join
				.onRef('authAccounts.userId', '=', 'authUsers.id')
				.on('authAccounts.providerId', '=', 'credential'),
		)
		.select(['authUsers.id', 'authUsers.email', 'authUsers.name', 'authAccounts.password'])
		.where('authUsers.email', '=', email);

/** Somebody who was brought in with an address that nobody has proved yet. */
export const unprovedByEmail = (db: RealmDb, email: string) =>
	db
		.selectFrom('authUsers')
		.select('id')
		.where('email', '=', email)
		.where('emailVerified', '=', false);

/**
 * Their address is proved: what was tied to it before (a password, an account elsewhere, a session) was not by its holder,
 * and goes. What a directory calls them opens nothing, and stays.
 */
export const proveAddress = (db: RealmDb, userId: string, now: Date) =>
	db
		.with('untied', (inner) =>
			inner
				.deleteFrom('authAccounts')
				.where('userId', '=', userId)
				.where('providerId', 'not like', 'scim:%'),
		)
		.with('left', (inner) => inner.deleteFrom('authSessions').where('userId', '=', userId))
		.updateTable('authUsers')
		.set({ emailVerified: true, updatedAt: now })
		.where('id', '=', userId)
		.where('emailVerified', '=', false);

/** A person's address, proved anew; of two who take one address at once the later finds it taken. */
export const moveTo = (
	db: RealmDb,
	{ userId, from, to, now }: { userId: string; from: string; to: string; now: Date },
) =>
	db
		.updateTable('authUsers')
		.set({ email: to, emailVerified: true, updatedAt: now })
		.where('id', '=', userId)
		.where('email', '=', from);

/** Who owns an organization and has this address in the studio. */
export const ownerByAddress = (db: PlatformDb, email: string, organizationId: string) =>
	db
		.selectFrom('authUsers')
		.innerJoin('organizationStaff', 'organizationStaff.staffId', 'authUsers.id')
		.select('authUsers.id')
		.where('authUsers.email', '=', email)
		.where('organizationStaff.organizationId', '=', organizationId)
		.where('organizationStaff.role', '=', 'owner');

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

const PERSON = ['authUsers.id', 'authUsers.email', 'authUsers.name'] as const;

export const userByAccount = (db: CommunityDb, accountRowId: string) =>
	db
		.selectFrom('authAccounts')
		.innerJoin('authUsers', 'authUsers.id', 'authAccounts.userId')
		.select(PERSON)
		.where('authAccounts.id', '=', accountRowId);

type NewAccount = { id: string; userId: string; providerId: string; accountId: string };

export const insertAccount = (db: CommunityDb, account: NewAccount, now: Date) =>
	db
		.insertInto('authAccounts')
		.values({ ...account, createdAt: now, updatedAt: now })
		.onConflict((conflict) => conflict.column('id').doNothing());

export const userByEmail = (db: CommunityDb, email: string) =>
	db.selectFrom('authUsers').select(PERSON).where('email', '=', email);

export const deleteAccountsOf = (db: CommunityDb, providerId: string) =>
	db.deleteFrom('authAccounts').where('providerId', '=', providerId);

export const countAccountsOf = (db: CommunityDb, providerId: string) =>
	db
		.selectFrom('authAccounts')
		.select((eb) => eb.fn.countAll<string>().as('count'))
		.where('providerId', '=', providerId);
