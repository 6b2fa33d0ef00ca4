import { sql } from 'kysely';
import type { Access } from '../communities/communities.schema.ts';
import { waitsForDecision } from '../members/index.ts';
import type { CommunityDb, PlatformDb } from '@kith/db/handles';
import type { MemberTest } from '../permissions/members-where.ts';

export const knownAddress = (db: CommunityDb, email: string) =>
	db.selectFrom('authUsers').select('id').where('email', '=', email);

/** The same of the studio. */
export const knownLogin = (db: PlatformDb, email: string) =>
	db.selectFrom('authUsers').select('id').where('email', '=', email);

const addressees = (db: CommunityDb) =>
	db
		.selectFrom('members')
		.innerJoin('authUsers', 'authUsers.id', 'members.userId')
		.select(['members.id', 'members.name', 'members.status', 'members.locale', 'authUsers.email'])
		.select('members.timeZone');

export const addressee = (db: CommunityDb, memberId: string) =>
	addressees(db).where('members.id', '=', memberId);

/** The person behind an account, in their own language and zone where they are a member. */
export const ownerOfAccount = (db: CommunityDb, userId: string) =>
	db
		.selectFrom('authUsers')
		.leftJoin('members', 'members.userId', 'authUsers.id')
		.select(['authUsers.email', 'members.locale', 'members.timeZone'])
		.where('authUsers.id', '=', userId);

export const ownerOfLogin = (db: PlatformDb, userId: string) =>
	db.selectFrom('authUsers').select('email').where('id', '=', userId);

export const handlesOf = (db: CommunityDb, memberIds: readonly string[]) =>
	db
		.selectFrom('members')
		.select(['id', 'handle'])
		.where('id', 'in', [...memberIds]);

/** A post that still waits for a member's answer. */
export const invitedPost = (db: CommunityDb, postId: string, memberId: string) =>
	db
		.selectFrom('posts')
		.select('title')
		.where('id', '=', postId)
		.where('status', '=', 'published')
		.where(sql<boolean>`${memberId}::uuid = any(invited_author_ids)`);
export const postTitle = (db: CommunityDb, postId: string) =>
	db.selectFrom('posts').select('title').where('id', '=', postId).where('status', '=', 'published');

const MOST_HOLDERS = 500;

/** Active members, or some of them, who hold one of some roles, with all their roles, longest here first. */
export const roleHolders = (
	db: CommunityDb,
	roleIds: readonly string[],
	among?: readonly string[],
) =>
	addressees(db)
		.select((eb) =>
			sql<string[]>`array(${eb
				.selectFrom('memberRoles')
				.select('roleId')
				.distinct()
				.whereRef('memberRoles.memberId', '=', 'members.id')})`.as('roleIds'),
		)
		.where('members.status', '=', 'active')
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('memberRoles')
					.select('roleId')
					.whereRef('memberRoles.memberId', '=', 'members.id')
					.where('memberRoles.roleId', 'in', [...roleIds]),
			),
		)
		.$if(among !== undefined, (query) => query.where('members.id', 'in', [...(among ?? [])]))
		.orderBy('members.joinedAt')
		.limit(among?.length ?? MOST_HOLDERS);

/** Active members who pass a test, longest here first. */
export const membersWho = (db: CommunityDb, test: MemberTest, most: number) =>
	addressees(db)
		.where('members.status', '=', 'active')
		.where((eb) => test(eb as never))
		.orderBy('members.joinedAt')
		.orderBy('members.id')
		.limit(most);

/** How many asked to join in a stretch of time and still wait, and who of them came last. */
export const requestsSince = (
	db: CommunityDb,
	access: Pick<Access, 'join'>,
	{ since, until }: { since: Date; until: Date },
) =>
	db
		.selectFrom('members')
		.select([
			sql<number>`count(*)::int`.as('count'),
			sql<string | null>`(array_agg(name order by joined_at desc))[1]`.as('name'),
		])
		.where(waitsForDecision(access))
		.where('joinedAt', '>=', since)
		.where('joinedAt', '<', until);

/** Why somebody was declined; none for who was declined before reasons were kept. */
export const declineReason = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('members')
		.select(sql<string>`coalesce(request->>'reason', '')`.as('reason'))
		.where('id', '=', memberId)
		.where('request', 'is not', null);
