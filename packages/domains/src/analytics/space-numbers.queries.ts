import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { Span } from './reports.queries.ts';
import { staffMembers } from './staff-members.queries.ts';

/** How often each thing was done in one space on each day. */
export const countsInSpace = (
	db: CommunityDb,
	{ from, to, withStaff }: Span,
	{ spaceId, metrics }: { spaceId: string; metrics: readonly string[] },
) =>
	db
		.selectFrom('analyticsCounts')
		.select(['metric', sql<string>`day::text`.as('on')])
		.select((eb) => eb.fn.sum<string>('n').as('n'))
		.where('dimension', '=', 'space')
		.where('value', '=', spaceId)
		.where('metric', 'in', [...metrics])
		.where('day', '>=', sql<Date>`${from}::date`)
		.where('day', '<=', sql<Date>`${to}::date`)
		.$if(!withStaff, (query) => query.where('source', '=', 'member'))
		.groupBy(['metric', 'day']);

type InSpace = { spaceId: string; from: Date; to: Date; withStaff: boolean };

/** How many members were in a space last since a moment; who lets nobody look at what they do is not among them. */
export const visitorsOf = (db: CommunityDb, { spaceId, from, withStaff }: InSpace) =>
	db
		.selectFrom('spaceVisits')
		.innerJoin('members', 'members.id', 'spaceVisits.memberId')
		.select((eb) => eb.fn.countAll<string>().as('n'))
		.where('spaceVisits.spaceId', '=', spaceId)
		.where('spaceVisits.seenAt', '>=', from)
		.where('members.status', '=', 'active')
		.where('members.isPersonal', '=', true)
		.$if(!withStaff, (query) => query.where('members.id', 'not in', staffMembers(db)));

/** How many members wrote something in a space that is still shown. */
export const writersOf = (db: CommunityDb, { spaceId, from, to, withStaff }: InSpace) =>
	db
		.selectFrom(
			db
				.selectFrom('posts')
				.select('posts.authorId')
				.where('posts.spaceId', '=', spaceId)
				.where('posts.status', '=', 'published')
				.where('posts.isExample', '=', false)
				.where('posts.createdAt', '>=', from)
				.where('posts.createdAt', '<', to)
				.unionAll(
					db
						.selectFrom('comments')
						.innerJoin('posts', 'posts.id', 'comments.postId')
						.select('comments.authorId')
						.where('posts.spaceId', '=', spaceId)
						.where('posts.status', '=', 'published')
						.where('comments.status', '=', 'published')
						.where('comments.isExample', '=', false)
						.where('comments.createdAt', '>=', from)
						.where('comments.createdAt', '<', to),
				)
				.as('texts'),
		)
		.select(sql<string>`count(distinct author_id)`.as('n'))
		.$if(!withStaff, (query) => query.where('authorId', 'not in', staffMembers(db)));
