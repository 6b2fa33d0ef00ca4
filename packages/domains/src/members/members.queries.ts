import { sql, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';

/** The member behind a person, with the roles and private spaces that decide what they may do. */
export const standingOfUser = (db: CommunityDb, userId: string) =>
	db
		.selectFrom('members')
		.select(['id', 'handle', 'name', 'status', 'avatarFileId', 'locale', 'timeZone'])
		.select((eb) => [
			sql<string[]>`array(${eb
				.selectFrom('memberRoles')
				.select('roleId')
				.whereRef('memberRoles.memberId', '=', 'members.id')})`.as('roleIds'),
			sql<string[]>`array(${eb
				.selectFrom('spaceMembers')
				.select('spaceId')
				.whereRef('spaceMembers.memberId', '=', 'members.id')})`.as('spaceIds'),
		])
		.where('userId', '=', userId);

export const memberByEmail = (db: CommunityDb, email: string) =>
	db
		.selectFrom('members')
		.innerJoin('authUsers', 'authUsers.id', 'members.userId')
		.select(['members.id', 'members.status'])
		.where('authUsers.email', '=', email);

export const handlesLike = (db: CommunityDb, base: string) =>
	db
		.selectFrom('members')
		.select('handle')
		.where((eb) => eb.or([eb('handle', '=', base), eb('handle', 'like', `${base}-%`)]))
		.limit(1000);

type NewMember = {
	id: string;
	userId: string;
	handle: string;
	name: string;
	status: 'active' | 'pending';
	joinedAt: Date;
};

/** Idempotent by person: a second join of the same person inserts nothing. */
export const insertMember = (db: CommunityDb, member: NewMember) =>
	db
		.insertInto('members')
		.values(member)
		.onConflict((conflict) => conflict.column('userId').doNothing())
		.returning('id');

export const grantRole = (db: CommunityDb, memberId: string, roleId: string) =>
	db
		.insertInto('memberRoles')
		.values({ memberId, roleId })
		.onConflict((conflict) => conflict.doNothing());

export const revokeRoles = (db: CommunityDb, memberId: string) =>
	db.deleteFrom('memberRoles').where('memberId', '=', memberId);

export const memberById = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('members')
		.select([
			'id',
			'userId',
			'handle',
			'name',
			'bio',
			'avatarFileId',
			'status',
			'joinedAt',
			'version',
		])
		.select(roleIds)
		.where('id', '=', memberId);

export const memberByHandle = (db: CommunityDb, handle: string) =>
	db
		.selectFrom('members')
		.select(['id', 'handle', 'name', 'bio', 'avatarFileId', 'status', 'joinedAt'])
		.select(roleIds)
		.select((eb) => [
			eb
				.selectFrom('posts')
				.select(sql<number>`count(*)::int`.as('count'))
				.whereRef('posts.authorId', '=', 'members.id')
				.where('posts.status', '=', 'published')
				.as('postCount'),
			eb
				.selectFrom('comments')
				.select(sql<number>`count(*)::int`.as('count'))
				.whereRef('comments.authorId', '=', 'members.id')
				.where('comments.status', '=', 'published')
				.as('commentCount'),
		])
		.where('handle', '=', handle);

type MemberEb = ExpressionBuilder<CommunityTables, 'members'>;

function roleIds(eb: MemberEb) {
	return sql<string[]>`array(${eb
		.selectFrom('memberRoles')
		.select('roleId')
		.whereRef('memberRoles.memberId', '=', 'members.id')})`.as('roleIds');
}

type Listing = {
	search: string | null;
	status: 'active' | 'pending' | null;
	roleId: string | null;
	after: readonly [string, string] | null;
	limit: number;
};

/** Newest first; search is by any part of name or handle and uses the trigram index. */
export const listMembers = (db: CommunityDb, { search, status, roleId, after, limit }: Listing) =>
	db
		.selectFrom('members')
		.leftJoin('authUsers', 'authUsers.id', 'members.userId')
		.select([
			...(['members.id', 'members.handle', 'members.name', 'members.bio'] as const),
			...(['members.avatarFileId', 'members.status', 'members.joinedAt'] as const),
			...(['members.lastSeenAt', 'authUsers.email'] as const),
		])
		.select((eb) =>
			sql<string[]>`array(${eb
				.selectFrom('memberRoles')
				.select('roleId')
				.whereRef('memberRoles.memberId', '=', 'members.id')})`.as('roleIds'),
		)
		.where('members.status', 'in', status ? [status] : ['active', 'pending', 'suspended'])
		.$if(search !== null, (query) =>
			query.where(
				sql<SqlBool>`(lower(members.name) || ' ' || members.handle) like ${likePattern(search ?? '')}`,
			),
		)
		.$if(roleId !== null, (query) =>
			query.where('members.id', 'in', (eb) =>
				eb
					.selectFrom('memberRoles')
					.select('memberId')
					.where('roleId', '=', roleId ?? ''),
			),
		)
		.$if(after !== null, (query) =>
			query.where(
				sql<SqlBool>`(members.joined_at, members.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
			),
		)
		.orderBy('members.joinedAt', 'desc')
		.orderBy('members.id', 'desc')
		.limit(limit + 1);

function likePattern(search: string): string {
	return `%${search.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}
