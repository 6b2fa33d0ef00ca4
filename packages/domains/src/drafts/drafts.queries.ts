import type { CommunityDb, PlatformDb } from '@kith/db/handles';
import type { AppAbility } from '../permissions/permission.ts';
import { accessible } from '../permissions/where.ts';
import { DRAFT_LIMITS, type SaveDraft } from './drafts.schema.ts';

type NewDraft = SaveDraft & { memberId: string; excerpt: string; now: Date };

export const upsertDraft = (
	db: CommunityDb,
	{ memberId, key, fields, body, excerpt, now }: NewDraft,
) =>
	db
		.insertInto('drafts')
		.values({
			...{ memberId, key, excerpt, updatedAt: now },
			...{ fields: JSON.stringify(fields), body: JSON.stringify(body) },
		})
		.onConflict((conflict) =>
			conflict.columns(['memberId', 'key']).doUpdateSet((eb) => ({
				fields: eb.ref('excluded.fields'),
				body: eb.ref('excluded.body'),
				excerpt: eb.ref('excluded.excerpt'),
				updatedAt: eb.ref('excluded.updatedAt'),
			})),
		);

/** Lets a member's oldest drafts go, beyond as many as one may have. */
export const dropOldest = (db: CommunityDb, memberId: string) =>
	db
		.deleteFrom('drafts')
		.where('memberId', '=', memberId)
		.where('key', 'in', (eb) =>
			eb
				.selectFrom('drafts')
				.select('key')
				.where('memberId', '=', memberId)
				.orderBy('updatedAt', 'desc')
				.orderBy('key')
				.offset(DRAFT_LIMITS.perMember),
		);

export const draftByKey = (db: CommunityDb, memberId: string, key: string) =>
	db
		.selectFrom('drafts')
		.select(['key', 'fields', 'body', 'updatedAt', 'memberId'])
		.where('memberId', '=', memberId)
		.where('key', '=', key);

export const draftsOf = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('drafts')
		.select(['key', 'fields', 'excerpt', 'updatedAt'])
		.where('memberId', '=', memberId)
		.orderBy('updatedAt', 'desc')
		.orderBy('key')
		.limit(DRAFT_LIMITS.perMember);

/** Titles of posts that drafts answer, as far as their writer may read them. */
export const titlesOf = (db: CommunityDb, ability: AppAbility, postIds: readonly string[]) =>
	db
		.selectFrom('posts')
		.select(['posts.id', 'posts.title'])
		.where(accessible(ability, 'read', 'Post', 'posts'))
		.where('posts.id', 'in', [...postIds]);

export const deleteDraft = (db: CommunityDb, memberId: string, key: string) =>
	db.deleteFrom('drafts').where('memberId', '=', memberId).where('key', '=', key);

export const deleteDraftsOf = (db: CommunityDb, memberId: string) =>
	db.deleteFrom('drafts').where('memberId', '=', memberId);

/** A page of drafts that nobody has touched for too long. */
export const deleteDraftsBefore = (db: CommunityDb, before: Date, limit: number) =>
	db
		.deleteFrom('drafts')
		.where((eb) =>
			eb(
				eb.refTuple('memberId', 'key'),
				'in',
				eb
					.selectFrom('drafts')
					.select(['memberId', 'key'])
					.where('updatedAt', '<', before)
					.limit(limit)
					.$asTuple('memberId', 'key'),
			),
		)
		.returning('key');

export const authorOfPost = (db: CommunityDb, postId: string) =>
	db.selectFrom('posts').select('authorId').where('id', '=', postId);

export const authorOfComment = (db: CommunityDb, commentId: string) =>
	db.selectFrom('comments').select(['authorId', 'postId', 'parentId']).where('id', '=', commentId);

/** Ids of communities behind `after`, in order. */
export const communityIdsAfter = (db: PlatformDb, after: string, limit: number) =>
	db
		.selectFrom('communities')
		.select('id')
		.where('seededAt', 'is not', null)
		.where('status', '!=', 'deleting')
		.where('id', '>', after)
		.orderBy('id')
		.limit(limit);
