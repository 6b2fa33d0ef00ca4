import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { WORTH } from '../reactions/index.ts';

/** Takes a member out of the community; their row stays, because contributions name it. */
export const markRemoved = (db: CommunityDb, memberId: string, now: Date) =>
	db
		.updateTable('members')
		// What somebody is held back for goes with them; a ban is set after it.
		.set({ restriction: null, restrictedUntil: null, restrictionDetails: '{}', request: null })
		.set({ status: 'removed', removedAt: now, version: sql<number>`version + 1` })
		.where('id', '=', memberId);

export const detachPerson = (db: CommunityDb, memberId: string) =>
	db.updateTable('members').set({ userId: null }).where('id', '=', memberId);

/** Leaves nothing on a member's row that tells who they were. */
export const anonymise = (
	db: CommunityDb,
	memberId: string,
	{ handle, name }: { handle: string; name: string },
) =>
	db
		.updateTable('members')
		.set({ handle, name, bio: '', avatarFileId: null, lastSeenAt: null })
		.set({ userId: null, locale: null, timeZone: null, activeOn: sql`default` })
		.where('id', '=', memberId);

export const leaveSpaces = (db: CommunityDb, memberId: string) =>
	db
		.with('unscoped', (inner) => inner.deleteFrom('scopedRoles').where('memberId', '=', memberId))
		.deleteFrom('spaceMembers')
		.where('memberId', '=', memberId);

export const forgetVisits = (db: CommunityDb, memberId: string) =>
	db.deleteFrom('spaceVisits').where('memberId', '=', memberId);

/** What a member followed, looked for and told of themselves says who they were: it goes with them. */
export const forgetPreferences = (db: CommunityDb, memberId: string) =>
	db
		.with('unfollowed', (inner) => inner.deleteFrom('tagFollows').where('memberId', '=', memberId))
		.updateTable('members')
		.set({ recentSearches: [], savedSearches: '[]', dismissedIds: [] })
		.set({ feed: null, isPersonal: true, learnedSince: null })
		.set({ fields: '{}', fieldKeys: [], onboarding: '{}', overrides: '{}', labels: [] })
		.where('id', '=', memberId);

export const forgetReading = (db: CommunityDb, memberId: string) =>
	db.deleteFrom('commentReads').where('memberId', '=', memberId);

export const emailOfUser = (db: CommunityDb, userId: string) =>
	db.selectFrom('authUsers').select('email').where('id', '=', userId);

export const endSessions = (db: CommunityDb, userId: string) =>
	db.deleteFrom('authSessions').where('userId', '=', userId);

/** What others call them: by their address they are found again. */
export const forgetAccounts = (db: CommunityDb, userId: string) =>
	db
		.deleteFrom('authAccounts')
		.where('userId', '=', userId)
		.where((eb) => eb.or([eb('providerId', 'like', 'sso:%'), eb('providerId', 'like', 'scim:%')]));

/** Withdraws what a member could still let people in by, and what could let them in again. */
export const revokeInvitationsAround = (
	db: CommunityDb,
	{ memberId, userId, now }: { memberId: string; userId: string | null; now: Date },
) =>
	db
		.updateTable('invitations')
		.set({ revokedAt: now })
		.where('revokedAt', 'is', null)
		.where((eb) =>
			eb.or([
				eb('invitedBy', '=', memberId),
				eb('email', 'in', (inner) =>
					inner.selectFrom('authUsers').select('email').where('id', '=', userId),
				),
			]),
		);

/** Takes a member's posts back and corrects each space's count, in one statement. */
export const deletePostsOf = (db: CommunityDb, memberId: string) =>
	db
		.with('gone', (inner) =>
			inner
				.updateTable('posts')
				.set({ status: 'deleted', pinnedAt: null, version: sql<number>`version + 1` })
				.where('authorId', '=', memberId)
				.where('status', '=', 'published')
				.returning('spaceId'),
		)
		.updateTable('spaces')
		.from((eb) =>
			eb
				.selectFrom('gone')
				.select(['gone.spaceId', sql<number>`count(*)::int`.as('fewer')])
				.groupBy('gone.spaceId')
				.as('per'),
		)
		.set({ postCount: sql<number>`greatest(post_count - per.fewer, 0)` })
		.whereRef('spaces.id', '=', 'per.spaceId');

/** Takes a member's comments back and corrects each post's count, in one statement. */
export const deleteCommentsOf = (db: CommunityDb, memberId: string) =>
	db
		.with('gone', (inner) =>
			inner
				.updateTable('comments')
				.set({ status: 'deleted', version: sql<number>`version + 1` })
				.where('authorId', '=', memberId)
				.where('status', '=', 'published')
				.returning('postId'),
		)
		.updateTable('posts')
		.from((eb) =>
			eb
				.selectFrom('gone')
				.select(['gone.postId', sql<number>`count(*)::int`.as('fewer')])
				.groupBy('gone.postId')
				.as('per'),
		)
		.set({ commentCount: sql<number>`greatest(comment_count - per.fewer, 0)` })
		.whereRef('posts.id', '=', 'per.postId');

/** Takes a member's reactions back and corrects the counts of what they were given to. */
export const deleteReactionsOf = (db: CommunityDb, memberId: string, kind: 'posts' | 'comments') =>
	db
		.with('gone', (inner) =>
			inner
				.deleteFrom('reactions')
				.where('memberId', '=', memberId)
				.where('subjectKind', '=', kind === 'posts' ? 'post' : 'comment')
				.returning(['subjectId', 'emoji']),
		)
		.updateTable(kind)
		.from((eb) =>
			eb
				.selectFrom('gone')
				.select(['gone.subjectId', WORTH.as('fewer')])
				.groupBy('gone.subjectId')
				.as('per'),
		)
		.set({ reactionCount: sql<number>`reaction_count - per.fewer` })
		.whereRef(`${kind}.id`, '=', 'per.subjectId');
