import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { BY_DIRECTORY } from '../grants/index.ts';
import type { Before } from '../restrictions/index.ts';
import { accountKey, EXTERNAL_ID, groupProvider, keysOf, SAID, USER_NAME } from './account-rows.ts';
import { SCIM } from './scim.schema.ts';

/** Written at most once a minute, and beside whatever else changes in the setting. */
export const noteUse = (
	db: CommunityDb,
	tokenId: string,
	{ now, before }: { now: Date; before: Date },
) => {
	const path = sql`array['tokens', ${tokenId}::text, 'lastUsedAt']`;
	return db
		.updateTable('settings')
		.set({ value: sql`jsonb_set(value, ${path}, to_jsonb(${now.toISOString()}::text))` })
		.where('key', '=', SCIM)
		.where(sql<boolean>`value->'tokens' ? ${tokenId}::text`)
		.where(sql<boolean>`coalesce(value #>> ${path}, '') < ${before.toISOString()}`);
};

const people = (db: CommunityDb) =>
	db
		.selectFrom('authUsers')
		.innerJoin('members', 'members.userId', 'authUsers.id')
		.select([
			...(['members.id', 'members.name', 'members.status', 'members.joinedAt'] as const),
			...(['members.restriction', 'members.restrictionDetails'] as const),
			...(['authUsers.id as userId', 'authUsers.email', 'authUsers.emailVerified'] as const),
		])
		.select((eb) => [
			eb
				.selectFrom('authAccounts as named')
				.select('named.accountId')
				.whereRef('named.userId', '=', 'authUsers.id')
				.where('named.providerId', '=', USER_NAME)
				.limit(1)
				.as('userName'),
			eb
				.selectFrom('authAccounts as known')
				.select('known.accountId')
				.whereRef('known.userId', '=', 'authUsers.id')
				.where('known.providerId', '=', EXTERNAL_ID)
				.limit(1)
				.as('externalId'),
			sql<string[]>`array(${eb
				.selectFrom('authAccounts as grouped')
				.select('grouped.providerId')
				.whereRef('grouped.userId', '=', 'authUsers.id')
				.where('grouped.providerId', 'like', 'scim:group:%')
				.limit(200)})`.as('groups'),
		]);

export type PersonRow = Awaited<ReturnType<ReturnType<typeof personOfMember>['execute']>>[number];

export const personOfMember = (db: CommunityDb, memberId: string) =>
	people(db).where('members.id', '=', memberId);

export const personOfUser = (db: CommunityDb, userId: string) =>
	people(db).where('authUsers.id', '=', userId);

export const personOfEmail = (db: CommunityDb, email: string) =>
	people(db).where('authUsers.email', '=', email);

/** Who has an address here, member or not. */
export const userOfEmail = (db: CommunityDb, email: string) =>
	db.selectFrom('authUsers').select('id').where('email', '=', email);

/** Whom the directory calls so. */
export const userOfAccount = (db: CommunityDb, providerId: string, accountId: string) =>
	db
		.selectFrom('authAccounts')
		.select('userId')
		.where('id', '=', accountKey(providerId, accountId))
		.where('providerId', '=', providerId);

/** A page of those whom the directory knows. */
export const knownPeople = (
	db: CommunityDb,
	{ offset, limit }: { offset: number; limit: number },
) => {
	const { from, to } = keysOf(USER_NAME);
	return people(db)
		.innerJoin('authAccounts', 'authAccounts.userId', 'authUsers.id')
		.where('authAccounts.id', '>=', from)
		.where('authAccounts.id', '<=', to)
		.where('authAccounts.providerId', '=', USER_NAME)
		.orderBy('authAccounts.id')
		.offset(offset)
		.limit(limit);
};

export const countKnown = (db: CommunityDb) => {
	const { from, to } = keysOf(USER_NAME);
	return db
		.selectFrom('authAccounts')
		.select((eb) => eb.fn.countAll<string>().as('count'))
		.where('id', '>=', from)
		.where('id', '<=', to)
		.where('providerId', '=', USER_NAME);
};

/** The next of those whom the directory knows, with the members they are. */
export const knownAfter = (db: CommunityDb, after: string | null, limit: number) => {
	const { from, to } = keysOf(USER_NAME);
	return db
		.selectFrom('authAccounts')
		.innerJoin('members', 'members.userId', 'authAccounts.userId')
		.select(['authAccounts.id as key', 'members.id as memberId'])
		.where('authAccounts.id', after === null ? '>=' : '>', after ?? from)
		.where('authAccounts.id', '<=', to)
		.where('authAccounts.providerId', '=', USER_NAME)
		.orderBy('authAccounts.id')
		.limit(limit);
};

/** A person who has not proved their address yet; of two at once the second makes nobody. */
export const insertPerson = (
	db: CommunityDb,
	person: { id: string; email: string; name: string },
) =>
	db
		.insertInto('authUsers')
		.values({ ...person, emailVerified: false })
		.onConflict((conflict) => conflict.column('email').doNothing());

/** Who never came has still the address that the directory says. */
export const updatePerson = (
	db: CommunityDb,
	userId: string,
	{ email, name, now }: { email: string; name: string; now: Date },
) =>
	db
		.updateTable('authUsers')
		.set({ email, name, updatedAt: now })
		.where('id', '=', userId)
		.where('emailVerified', '=', false);

export const insertProvisioned = (
	db: CommunityDb,
	member: { id: string; userId: string; handle: string; name: string; joinedAt: Date },
) =>
	db
		.insertInto('members')
		.values({ ...member, status: 'staged' })
		.onConflict((conflict) => conflict.column('userId').doNothing());

export const renameMember = (db: CommunityDb, memberId: string, name: string) =>
	db
		.updateTable('members')
		.set({ name, version: sql<number>`version + 1` })
		.where('id', '=', memberId);

/** The same, where they are called so still. */
export const renameMemberFrom = (
	db: CommunityDb,
	memberId: string,
	{ from, to }: { from: string; to: string },
) => renameMember(db, memberId, to).where('name', '=', from).returning('id');

/** What the directory said of a person; kept where what providers say of people is. */
export const saidRow = (db: CommunityDb, userId: string) =>
	db.selectFrom('authAccounts').select('idToken').where('id', '=', accountKey(SAID, userId));

export const keepSaidRow = (
	db: CommunityDb,
	userId: string,
	{ said: idToken, now }: { said: string; now: Date },
) =>
	db
		.insertInto('authAccounts')
		.values({
			...{ id: accountKey(SAID, userId), providerId: SAID, accountId: userId, userId },
			...{ idToken, createdAt: now, updatedAt: now },
		})
		.onConflict((conflict) => conflict.column('id').doUpdateSet({ idToken, updatedAt: now }));

/** Remembers of somebody that the directory took them out, and what held them back: it may bring them in again. */
export const markTakenOut = (db: CommunityDb, memberId: string, before: Before | null) =>
	db
		.updateTable('members')
		.set({ restrictionDetails: JSON.stringify({ takenOutBy: 'directory', before }) })
		.where('id', '=', memberId);

/** Back to those who have still to come. */
export const bringBack = (db: CommunityDb, memberId: string) =>
	db
		.updateTable('members')
		.set({ status: 'staged', removedAt: null, restrictionDetails: '{}' })
		.set({ version: sql<number>`version + 1` })
		.where('id', '=', memberId);

type Account = { userId: string; providerId: string; accountId: string };

export const insertAccounts = (db: CommunityDb, accounts: readonly Account[], now: Date) =>
	db
		.insertInto('authAccounts')
		.values(
			accounts.map((account) => ({
				...{ ...account, id: accountKey(account.providerId, account.accountId) },
				...{ createdAt: now, updatedAt: now },
			})),
		)
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning('userId');

export const deleteAccount = (db: CommunityDb, userId: string, providerId: string) =>
	db.deleteFrom('authAccounts').where('userId', '=', userId).where('providerId', '=', providerId);

const inGroup = (groupId: string) => ({
	provider: groupProvider(groupId),
	...keysOf(groupProvider(groupId)),
});

/** Who is in a group. */
export const membersOfGroup = (db: CommunityDb, groupId: string, limit: number) => {
	const { from, to, provider } = inGroup(groupId);
	return db
		.selectFrom('authAccounts')
		.innerJoin('members', 'members.userId', 'authAccounts.userId')
		.select(['members.id', 'members.name', 'members.userId'])
		.where('authAccounts.id', '>=', from)
		.where('authAccounts.id', '<=', to)
		.where('authAccounts.providerId', '=', provider)
		.orderBy('authAccounts.id')
		.limit(limit);
};

export const takeOutOfGroup = (
	db: CommunityDb,
	groupId: string,
	userIds: readonly string[] | null,
) => {
	const { from, to, provider } = inGroup(groupId);
	return db
		.deleteFrom('authAccounts')
		.where('id', '>=', from)
		.where('id', '<=', to)
		.where('providerId', '=', provider)
		.$if(userIds !== null, (query) =>
			query.where('userId', '=', sql<string>`any(${[...(userIds ?? [])]}::uuid[])`),
		)
		.returning('userId');
};

/** Of these members, those whom the directory knows. */
export const knownAmong = (db: CommunityDb, memberIds: readonly string[]) =>
	db
		.selectFrom('members')
		.innerJoin('authAccounts', 'authAccounts.userId', 'members.userId')
		.select(['members.id', 'authAccounts.userId'])
		.where('members.id', '=', sql<string>`any(${[...memberIds]}::uuid[])`)
		.where('authAccounts.providerId', '=', USER_NAME);

export const membersOfUsers = (db: CommunityDb, userIds: readonly string[]) =>
	db
		.selectFrom('members')
		.select('id')
		.where('userId', '=', sql<string>`any(${[...userIds]}::uuid[])`)
		.orderBy('id');

/** The groups that the directory has a member in, and the roles that others than it gave them. */
export const directoryOf = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('members')
		.select((eb) => [
			'members.id',
			sql<string[]>`array(${eb
				.selectFrom('authAccounts')
				.select('providerId')
				.whereRef('authAccounts.userId', '=', 'members.userId')
				.where('providerId', 'like', 'scim:group:%')
				.limit(200)})`.as('groups'),
			sql<string[]>`array(${eb
				.selectFrom('memberRoles')
				.select('roleId')
				.distinct()
				.whereRef('memberRoles.memberId', '=', 'members.id')
				.where('memberRoles.source', '<>', BY_DIRECTORY)})`.as('roleIds'),
		])
		.where('members.id', '=', memberId);
