import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { STAFF_ROLES } from './facts.ts';

type Between = { from: Date; to: Date };

/**
 * Posts of a stretch of time that nobody answered, the one that waits longest first, and how many there are; of these spaces
 * alone where some are given.
 */
export const unansweredPosts = (
	db: CommunityDb,
	{ from, to }: Between,
	{ limit, spaceIds }: { limit: number; spaceIds?: readonly string[] },
) =>
	db
		.selectFrom('posts')
		.select(['id', 'title', 'spaceId', 'createdAt'])
		.select(sql<string>`count(*) over ()`.as('count'))
		.where('status', '=', 'published')
		.where('commentCount', '=', 0)
		.where('isExample', '=', false)
		.where('kind', '<>', 'announcement')
		.where('createdAt', '>=', from)
		.where('createdAt', '<', to)
		.$if(spaceIds !== undefined, (query) =>
			query.where('spaceId', '=', sql<string>`any(${[...(spaceIds ?? [])]}::uuid[])`),
		)
		.orderBy('createdAt')
		.limit(limit);

/** Members who were here in a stretch of days and not since. */
export const lastHere = (db: CommunityDb, from: string, to: string) =>
	db
		.selectFrom('members')
		.select(sql<string>`count(*)`.as('n'))
		.where('status', '=', 'active')
		.where('activeOn', '>=', sql<Date>`${from}::date`)
		.where('activeOn', '<=', sql<Date>`${to}::date`);

/** Of these, the members who do not work for the community. */
export const noStaffAmong = (db: CommunityDb, ids: readonly string[]) =>
	db
		.selectFrom('members')
		.select(['members.id', 'members.name', 'members.handle'])
		.where('members.id', 'in', [...ids])
		.where('members.status', '=', 'active')
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('memberRoles')
						.innerJoin('roles', 'roles.id', 'memberRoles.roleId')
						.select('roles.id')
						.whereRef('memberRoles.memberId', '=', 'members.id')
						.where('roles.key', 'in', [...STAFF_ROLES]),
				),
			),
		);

/** In seconds, how long posts of a stretch of time waited for a first answer by somebody else: the middle, and all but a tenth. */
export const answeringTimes = (db: CommunityDb, { from, to }: Between, withStaff: boolean) =>
	db
		.selectFrom(
			db
				.selectFrom('posts')
				.select('posts.createdAt')
				.select((eb) =>
					eb
						.selectFrom('comments')
						.select((of) => of.fn.min('comments.createdAt').as('at'))
						.whereRef('comments.postId', '=', 'posts.id')
						.whereRef('comments.authorId', '<>', 'posts.authorId')
						.where('comments.status', '=', 'published')
						.$if(!withStaff, (query) =>
							query.where((not) =>
								not.not(
									not.exists(
										not
											.selectFrom('memberRoles')
											.innerJoin('roles', 'roles.id', 'memberRoles.roleId')
											.select('roles.id')
											.whereRef('memberRoles.memberId', '=', 'comments.authorId')
											.where('roles.key', 'in', [...STAFF_ROLES]),
									),
								),
							),
						)
						.as('answeredAt'),
				)
				.where('posts.status', '=', 'published')
				.where('posts.isExample', '=', false)
				.where('posts.createdAt', '>=', from)
				.where('posts.createdAt', '<', to)
				.orderBy('posts.createdAt', 'desc')
				.limit(5000)
				.as('posts'),
		)
		.select([
			sql<string>`count(*)`.as('posts'),
			sql<string>`count(answered_at)`.as('answered'),
			sql<number | null>`percentile_cont(0.5) within group
				(order by extract(epoch from answered_at - created_at))`.as('median'),
			sql<number | null>`percentile_cont(0.9) within group
				(order by extract(epoch from answered_at - created_at))`.as('ninetieth'),
		]);
