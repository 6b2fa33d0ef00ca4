import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { STAFF_ROLES } from './facts.ts';

export const authorOf = (db: CommunityDb, postId: string) =>
	db.selectFrom('posts').select(['authorId', 'createdAt']).where('id', '=', postId);

/** Who wrote a comment, and whose words it answers. */
export const authorsAround = (db: CommunityDb, commentId: string) =>
	db
		.selectFrom('comments')
		.innerJoin('posts', 'posts.id', 'comments.postId')
		.leftJoin('comments as parents', 'parents.id', 'comments.parentId')
		.select(['comments.authorId', 'comments.createdAt'])
		.select(sql<string | null>`coalesce(parents.author_id, posts.author_id)`.as('answered'))
		.where('comments.id', '=', commentId);

export const targetAuthor = (db: CommunityDb, subjectId: string, isComment: boolean) =>
	db
		.selectFrom(isComment ? 'comments' : 'posts')
		.select('authorId')
		.where('id', '=', subjectId);

/** Whether what these do may be looked at, and whether they work for the community. */
export const peopleIn = (db: CommunityDb, ids: readonly string[]) =>
	db
		.selectFrom('members')
		.select(['members.id', 'members.isPersonal'])
		.select((eb) =>
			eb
				.exists(
					eb
						.selectFrom('memberRoles')
						.innerJoin('roles', 'roles.id', 'memberRoles.roleId')
						.select('roles.id')
						.whereRef('memberRoles.memberId', '=', 'members.id')
						.where('roles.key', 'in', [...STAFF_ROLES]),
				)
				.$castTo<boolean>()
				.as('isStaff'),
		)
		.where('members.id', 'in', [...ids]);

/** When somebody joined. */
export const joinedAtOf = (db: CommunityDb, memberId: string) =>
	db.selectFrom('members').select('joinedAt').where('id', '=', memberId);

export const reactionAt = (
	db: CommunityDb,
	{ subjectId, memberId, emoji }: { subjectId: string; memberId: string; emoji: string },
) =>
	db
		.selectFrom('reactions')
		.select('createdAt')
		.where('subjectId', '=', subjectId)
		.where('memberId', '=', memberId)
		.where('emoji', '=', emoji);

export const boughtAt = (db: CommunityDb, membershipId: string) =>
	db.selectFrom('memberships').select('createdAt').where('id', '=', membershipId);
