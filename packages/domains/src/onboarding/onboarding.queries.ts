import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { FieldValues } from '../fields/fields.schema.ts';
import type { Arrival } from './onboarding.schema.ts';

export const ONBOARDING = 'onboarding';

export const tagNames = (db: CommunityDb, tagIds: readonly string[]) =>
	db
		.selectFrom('tags')
		.select(['id', 'name'])
		.where('id', 'in', [...tagIds]);

/** What a member's row says of their welcome. */
export const arrivalOf = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('members')
		.select(['onboarding', 'fields', 'guidelinesVersion'])
		.where('id', '=', memberId);

export const keepArrival = (db: CommunityDb, memberId: string, arrival: Arrival) =>
	db
		.updateTable('members')
		.set({ onboarding: JSON.stringify(arrival) })
		.where('id', '=', memberId);

export const keepFieldValues = (
	db: CommunityDb,
	memberId: string,
	{ fields, fieldKeys }: { fields: FieldValues; fieldKeys: string[] },
) =>
	db
		.updateTable('members')
		.set({ fields: JSON.stringify(fields), fieldKeys, version: sql<number>`version + 1` })
		.where('id', '=', memberId);

/** Everything the list of first steps asks of one member, in one statement; counts end where nothing hangs on them. */
export const firstFacts = (db: CommunityDb, memberId: string, introSpaceId: string | null) =>
	db
		.selectFrom('members')
		.select(['avatarFileId', 'bio', 'onboarding'])
		.select((eb) => [
			sql<number>`(select count(*)::int from (
				${eb
					.selectFrom('relations')
					.select('targetId as id')
					.where('memberId', '=', memberId)
					.where('kind', '=', 'follow')
					.unionAll(
						eb.selectFrom('tagFollows').select('tagId as id').where('memberId', '=', memberId),
					)
					.unionAll(
						eb
							.selectFrom('spaceVisits')
							.select('spaceId as id')
							.where('memberId', '=', memberId)
							.where('followedAt', 'is not', null),
					)
					.limit(3)}) followed)`.as('followed'),
			eb
				.exists(
					eb
						.selectFrom('posts')
						.select('posts.id')
						.where('posts.authorId', '=', memberId)
						.where('posts.spaceId', '=', introSpaceId)
						.where('posts.status', '=', 'published'),
				)
				.as('introduced'),
			eb
				.exists(
					eb
						.selectFrom('comments')
						.select('comments.id')
						.where('comments.authorId', '=', memberId)
						.where('comments.status', '=', 'published'),
				)
				.as('replied'),
		])
		.where('id', '=', memberId);

const MOST_NEWCOMERS = 10_000;

type Asked = { since: Date; hasGuidelines: boolean; hasQuestions: boolean };

/** The last newcomers, each with how far they came; who keeps the community running is no newcomer. */
export const funnelSince = (db: CommunityDb, { since, hasGuidelines, hasQuestions }: Asked) =>
	db
		.with('newcomers', (inner) =>
			inner
				.selectFrom('members')
				.select(['id', 'joinedAt'])
				.select([
					sql<boolean>`${!hasGuidelines} or guidelines_version > 0`.as('accepted'),
					sql<boolean>`${!hasQuestions} or onboarding->'done' ? 'questions'`.as('answered'),
				])
				.where('status', '=', 'active')
				.where('joinedAt', '>=', since)
				.orderBy('joinedAt', 'desc')
				.limit(MOST_NEWCOMERS),
		)
		.selectFrom('newcomers')
		.select([
			sql<number>`count(*)::int`.as('joined'),
			sql<number>`count(*) filter (where accepted)::int`.as('accepted'),
			sql<number>`count(*) filter (where accepted and answered)::int`.as('answered'),
		])
		.select((eb) => {
			const posts = eb
				.selectFrom('posts')
				.select('posts.id')
				.whereRef('posts.authorId', '=', 'newcomers.id')
				.where(sql<SqlBool>`posts.created_at < newcomers.joined_at + interval '7 days'`)
				.where('posts.status', '=', 'published');
			const comments = eb
				.selectFrom('comments')
				.select('comments.id')
				.whereRef('comments.authorId', '=', 'newcomers.id')
				.where(sql<SqlBool>`comments.created_at < newcomers.joined_at + interval '7 days'`)
				.where('comments.status', '=', 'published');
			const wrote = eb.or([eb.exists(posts), eb.exists(comments)]);
			return sql<number>`count(*) filter (where accepted and answered and ${wrote})::int`.as(
				'contributed',
			);
		});
