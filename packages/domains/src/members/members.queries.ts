import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { Access } from '../communities/communities.schema.ts';
import type { AppAbility } from '../permissions/permission.ts';
import { isCoWrittenBy } from '../permissions/co-written.queries.ts';
import { accessible } from '../permissions/where.ts';
import { BY_HAND } from '../grants/index.ts';
import type { FieldValues } from '../fields/fields.schema.ts';
import type { KeysAsked } from './look-up-members.ts';
import type { MemberSort } from './members.schema.ts';
import { beyond, PLACE } from './member-order.queries.ts';
import { roleIds, type MemberEb } from './standing.queries.ts';
import { waitsForDecision, waitsToPay } from './waiting.queries.ts';

/** Members with an address, by the addresses. */
export const membersByEmails = (db: CommunityDb, emails: readonly string[]) =>
	db
		.selectFrom('members')
		.innerJoin('authUsers', 'authUsers.id', 'members.userId')
		.select(['members.id', 'members.status', 'members.restriction', 'authUsers.email'])
		.where('authUsers.email', 'in', [...emails]);

export const handlesLike = (db: CommunityDb, base: string) =>
	db
		.selectFrom('members')
		.select('handle')
		.where((eb) => eb.or([eb('handle', '=', base), eb('handle', 'like', `${base}-%`)]))
		.limit(1000);

/** Lets the joins of one person wait for each other. */
export const lockPerson = (db: CommunityDb, userId: string) =>
	db.selectFrom('authUsers').select('id').where('id', '=', userId).forNoKeyUpdate();

type NewMember = {
	id: string;
	userId: string;
	handle: string;
	name: string;
	status: 'active' | 'pending';
	joinedAt: Date;
	request?: string;
};

/** Idempotent by person: a second join of the same person inserts nothing. */
export const insertMember = (db: CommunityDb, member: NewMember) =>
	db
		.insertInto('members')
		.values(member)
		.onConflict((conflict) => conflict.column('userId').doNothing())
		.returning('id');

/** Keeps a person out whose contributions no longer lead to them. */
export const insertRemoved = (
	db: CommunityDb,
	member: { id: string; userId: string; handle: string; name: string; removedAt: Date },
) => db.insertInto('members').values({ ...member, status: 'removed', joinedAt: member.removedAt });

/** Takes all roles, whoever gave them. */
export const dropRoles = (db: CommunityDb, memberId: string) =>
	db.deleteFrom('memberRoles').where('memberId', '=', memberId);

/** Takes all roles that a hand gave. */
export const revokeRoles = (db: CommunityDb, memberId: string) =>
	dropRoles(db, memberId).where('source', '=', BY_HAND);

/** Who holds a role, locked, once for each source: of two parallel demotions the second sees the first. */
export const holdersOfRole = (db: CommunityDb, roleId: string) =>
	db
		.selectFrom('memberRoles')
		.select('memberId')
		.where('roleId', '=', roleId)
		.limit(100)
		.forUpdate();

export const memberById = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('members')
		.select(['id', 'userId', 'handle', 'name', 'bio', 'avatarFileId', 'status'])
		.select(['locale', 'timeZone', 'joinedAt', 'version', 'fields', 'overrides'])
		.select(roleIds)
		.where('id', '=', memberId);

/**
 * A member with what they contributed to the spaces that the viewer may read; by handle or id, also of an account that
 * became theirs.
 */
export const memberByHandle = (db: CommunityDb, handle: string, spaceIds: readonly string[]) =>
	db
		.selectFrom('members')
		.select(['id', 'handle', 'name', 'bio', 'avatarFileId', 'status', 'joinedAt', 'fields'])
		.select(roleIds)
		.select((eb) => [
			sql<number>`coalesce(${countOf(eb, 'posts', spaceIds)}, 0) + coalesce(${countShared(db, eb, spaceIds)}, 0)`.as(
				'postCount',
			),
			sql<number>`coalesce(${countOf(eb, 'comments', spaceIds)}, 0)`.as('commentCount'),
		])
		.where('members.id', '=', (eb) =>
			eb
				.selectFrom('members as named')
				.select(sql<string>`coalesce(named.merged_into_id, named.id)`.as('id'))
				.where(UUID.test(handle) ? 'named.id' : 'named.handle', '=', handle),
		);

/** Longer than any handle: what mentions in texts know somebody by. */
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

const countOf = (eb: MemberEb, table: 'posts' | 'comments', spaceIds: readonly string[]) =>
	eb
		.selectFrom(table)
		.select(sql<number>`count(*)::int`.as('count'))
		.whereRef('authorId', '=', 'members.id')
		.where('status', '=', 'published')
		.where('spaceId', '=', sql<string>`any(${spaceIds})`);

/** What they wrote along with others, which their own tab holds as well. */
const countShared = (db: CommunityDb, eb: MemberEb, spaceIds: readonly string[]) =>
	eb
		.selectFrom('posts')
		.select(sql<number>`count(*)::int`.as('count'))
		.where(isCoWrittenBy(db, sql<string>`members.id`))
		.where('posts.status', '=', 'published')
		.where('posts.spaceId', '=', sql<string>`any(${spaceIds})`);

type Listing = {
	ability: AppAbility;
	search: string;
	status: string | null;
	/** Holders of this role; `isOrdinary`: those who hold no other. */
	role: { id: string; isOrdinary: boolean } | null;
	keys: readonly KeysAsked[];
	sort: MemberSort;
	after: readonly [string, string] | null;
	limit: number;
};

const foundBy = ({ match, keys }: KeysAsked) => {
	if (keys.length === 0) return sql<SqlBool>`false`;
	const asked = sql`${[...keys]}::text[]`;
	return match === 'any'
		? sql<SqlBool>`members.field_keys && ${asked}`
		: sql<SqlBool>`members.field_keys @> ${asked}`;
};

/** One more than asked for; the search uses the trigram index, fields theirs. */
export const memberRows = (db: CommunityDb, listing: Listing) =>
	db
		.selectFrom('members')
		.leftJoin('authUsers', 'authUsers.id', 'members.userId')
		.select([
			...(['members.id', 'members.handle', 'members.name', 'members.bio'] as const),
			...(['members.avatarFileId', 'members.status', 'members.joinedAt'] as const),
			...(['members.lastSeenAt', 'authUsers.email', 'members.fields'] as const),
			...(['members.restriction', 'members.restrictedUntil', 'members.request'] as const),
			sql<string>`coalesce(members.restriction_details->>'reason', '')`.as('restrictionReason'),
		])
		.select(PLACE[listing.sort].as('place'))
		.select((eb) => roleIds(eb as unknown as MemberEb))
		.where(accessible(listing.ability, 'read', 'Member', 'members'))
		.where(ofStatus(listing.status))
		.$call((query) => listing.keys.reduce((all, asked) => all.where(foundBy(asked)), query))
		.$if(listing.search !== '', (query) =>
			query.where(
				sql<SqlBool>`(lower(members.name) || ' ' || members.handle) like ${likePattern(listing.search)}`,
			),
		)
		.$if(listing.role !== null, (query) =>
			query.where((eb) => {
				const held = eb
					.selectFrom('memberRoles')
					.select('roleId')
					.whereRef('memberRoles.memberId', '=', 'members.id');
				const id = listing.role?.id ?? '';
				return listing.role?.isOrdinary
					? eb.not(eb.exists(held.where('roleId', '<>', id)))
					: eb.exists(held.where('roleId', '=', id));
			}),
		)
		.$if(listing.after !== null, (query) =>
			query.where(beyond(listing.sort, listing.after ?? ['', ''])),
		)
		.$if(listing.sort === 'newest', (query) =>
			query.orderBy('members.joinedAt', 'desc').orderBy('members.id', 'desc'),
		)
		.$if(listing.sort === 'name', (query) =>
			query.orderBy(sql`lower(members.name)`).orderBy('members.id'),
		)
		.$if(listing.sort === 'active', (query) =>
			query.orderBy('members.activeOn', 'desc').orderBy('members.id', 'desc'),
		)
		.limit(listing.limit + 1);

/** Written out, so that the indexes of active members alone are known to hold all of them. */
const ofStatus = (status: string | null) => {
	if (status === 'active') return sql<SqlBool>`members.status = 'active'`;
	const any = status === null ? ['active', 'pending', 'suspended'] : [status];
	return sql<SqlBool>`members.status = any(${any})`;
};

/** What a search for a part of a name or handle compares with. */
export function likePattern(search: string): string {
	return `%${search.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}

export const activeMemberCount = (db: CommunityDb) =>
	db
		.selectFrom('members')
		.select(sql<number>`count(*)::int`.as('count'))
		.where('status', '=', 'active');

export const memberCounts = (db: CommunityDb, access: Pick<Access, 'join'>, now: Date) =>
	db.selectNoFrom((eb) => {
		const members = eb.selectFrom('members').select(sql<number>`count(*)::int`.as('count'));
		return [
			members.where('status', '=', 'active').as('active'),
			members.where(waitsForDecision(access)).as('pending'),
			members.where(waitsToPay(access)).as('paying'),
			members.where('status', '=', 'staged').as('staged'),
			members
				.where('restriction', 'is not', null)
				.where('status', '<>', 'removed')
				.as('restricted'),
			members.where('status', '=', 'removed').where('restriction', '=', 'banned').as('banned'),
			eb
				.selectFrom('invitations')
				.select(sql<number>`count(*)::int`.as('count'))
				.where('email', 'is not', null)
				.where('uses', '=', 0)
				.where('revokedAt', 'is', null)
				.where('expiresAt', '>', now)
				.as('invited'),
		];
	});

type ProfileChange = {
	name: string;
	handle: string;
	bio: string;
	avatarFileId: string | null;
	locale: string | null;
	timeZone: string | null;
	fields: FieldValues;
	fieldKeys: string[];
};

export const updateMember = (
	db: CommunityDb,
	memberId: string,
	{ fields, ...change }: ProfileChange,
) =>
	db
		.updateTable('members')
		.set({ ...change, fields: JSON.stringify(fields), version: sql<number>`version + 1` })
		.where('id', '=', memberId);

/** Writes a visit down unless one was written since `before`; returns the one before it. */
export const touchLastSeen = (db: CommunityDb, memberId: string, now: Date, before: Date) =>
	db
		.updateTable('members')
		.from(
			db
				.selectFrom('members')
				.select(['id', 'lastSeenAt', 'isPersonal'])
				.where('id', '=', memberId)
				.forNoKeyUpdate()
				.as('was'),
		)
		// A day has an index and the moment has none: most visits change no index at all.
		.set({ lastSeenAt: now, activeOn: sql<Date>`(${now}::timestamptz at time zone 'UTC')::date` })
		.whereRef('members.id', '=', 'was.id')
		.where((eb) => eb.or([eb('was.lastSeenAt', 'is', null), eb('was.lastSeenAt', '<', before)]))
		.returning(['was.lastSeenAt', 'was.isPersonal']);

/** Whether what a member does may be looked at, and when they joined. */
export const looksAt = (db: CommunityDb, memberId: string) =>
	db.selectFrom('members').select(['isPersonal', 'joinedAt']).where('id', '=', memberId);
