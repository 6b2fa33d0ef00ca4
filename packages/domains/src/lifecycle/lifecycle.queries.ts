import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { AppAbility } from '../permissions/permission.ts';
import { listedCards } from '../posts/index.ts';

type Life = {
	featuredAt?: Date | null;
	lockedAt?: Date | null;
	lockReason?: string;
	idleDays?: number | null;
	coAuthorIds?: string[];
	invitedAuthorIds?: string[];
};

export const setLife = (db: CommunityDb, postId: string, life: Life) =>
	db.updateTable('posts').set(life).where('id', '=', postId);

type Listing = {
	ability: AppAbility;
	viewerId: string;
	after: readonly [string, string] | null;
	limit: number;
};

/** What was featured, last first, one more than asked for. */
export const featuredPosts = (db: CommunityDb, { ability, viewerId, after, limit }: Listing) =>
	listedCards(db, viewerId, ability)
		.where('posts.status', '=', 'published')
		.where('posts.featuredAt', 'is not', null)
		.$if(after !== null, (query) =>
			query.where(
				sql<SqlBool>`(posts.featured_at, posts.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`,
			),
		)
		.orderBy('posts.featuredAt', 'desc')
		.orderBy('posts.id', 'desc')
		.limit(limit + 1);

/** Where rules filed it is remembered, and that it went on from there. */
export const movePostRow = (db: CommunityDb, postId: string, spaceId: string) =>
	db
		.updateTable('posts')
		.set({ spaceId, pinnedAt: null, pinnedUntil: null })
		.set({ filing: sql`posts.filing || '{"isMovedOn": true}'::jsonb` })
		.where('id', '=', postId);

/** All comments of a post at once, however many there are. */
export const moveComments = (db: CommunityDb, postId: string, spaceId: string) =>
	db.updateTable('comments').set({ spaceId }).where('postId', '=', postId);

/** Answers to a post that wait for approval go along with it, so that those approve who may where it is. */
export const moveHeldComments = (db: CommunityDb, postId: string, spaceId: string) =>
	db.updateTable('submissions').set({ spaceId }).where('postId', '=', postId);

/** Files are seen by who may read the space they are bound to: those of a moved post go along with it. */
export const moveFiles = (db: CommunityDb, postId: string, from: string, to: string) =>
	db
		.updateTable('files')
		.set({ spaceId: to })
		.where('spaceId', '=', from)
		.where('id', 'in', (eb) =>
			eb
				.selectFrom('fileUses')
				.select('fileId')
				.where((on) =>
					on.or([
						on('subjectId', '=', postId),
						on(
							'subjectId',
							'in',
							on.selectFrom('comments').select('id').where('postId', '=', postId),
						),
						on(
							'subjectId',
							'in',
							on.selectFrom('submissions').select('id').where('postId', '=', postId),
						),
					]),
				),
		);

type Placement = { postId: string; spaceId: string; postedAt: Date; placedAt: Date };

export const insertPlacement = (
	db: CommunityDb,
	placement: Placement & { placedBy: string | null },
) =>
	db
		.insertInto('postPlacements')
		.values(placement)
		.onConflict((conflict) => conflict.doNothing())
		.returning('postId');

export const deletePlacement = (db: CommunityDb, postId: string, spaceId: string) =>
	db
		.deleteFrom('postPlacements')
		.where('postId', '=', postId)
		.where('spaceId', '=', spaceId)
		.returning('postId');

/** So many further spaces show one post at the most. */
export const countPlacements = (db: CommunityDb, postId: string) =>
	db
		.selectFrom('postPlacements')
		.select(sql<number>`count(*)::int`.as('count'))
		.where('postId', '=', postId);

export const activeMember = (db: CommunityDb, by: { handle: string } | { id: string }) =>
	db
		.selectFrom('members')
		.select(['id', 'name', 'handle'])
		.where('status', '=', 'active')
		.where('handle' in by ? 'handle' : 'id', '=', 'handle' in by ? by.handle : by.id);

/** Takes who left off the posts they shared. */
export const leaveSharedPosts = (db: CommunityDb, memberId: string) =>
	db
		.updateTable('posts')
		.set({
			coAuthorIds: sql`array_remove(co_author_ids, ${memberId}::uuid)`,
			invitedAuthorIds: sql`array_remove(invited_author_ids, ${memberId}::uuid)`,
		})
		.where(sql<SqlBool>`(co_author_ids <> '{}' or invited_author_ids <> '{}')`)
		.where(
			sql<SqlBool>`(${memberId}::uuid = any(co_author_ids) or ${memberId}::uuid = any(invited_author_ids))`,
		);
