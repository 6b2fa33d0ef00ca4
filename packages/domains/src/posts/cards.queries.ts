import { sql, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import type { AppAbility } from '../permissions/permission.ts';
import { accessible } from '../permissions/where.ts';
import { reactionsColumn } from '../reactions/index.ts';
import { tagsColumn } from '../tags/index.ts';
import { linkColumn } from './card-link.queries.ts';

const CARD = [
	...(['posts.id', 'posts.spaceId', 'posts.title', 'posts.excerpt', 'posts.isExample'] as const),
	...(['posts.pinnedAt', 'posts.commentCount', 'posts.reactionCount', 'posts.createdAt'] as const),
	...(['posts.editedAt', 'posts.lastActivityAt', 'posts.coverFileId'] as const),
	...(['posts.status', 'posts.authorId', 'posts.version'] as const),
	...(['posts.pinnedUntil', 'posts.featuredAt', 'posts.contentWarning'] as const),
	...(['posts.lockedAt', 'posts.lockReason', 'posts.idleDays', 'posts.coAuthorIds'] as const),
	...(['posts.kind', 'posts.state', 'posts.voteCount'] as const),
	...(['posts.answerId', 'posts.mergedIntoId', 'posts.kindFacts'] as const),
	...(['posts.hasPoll'] as const),
	...(['members.handle', 'members.name', 'members.avatarFileId'] as const),
	...(['files.width as coverWidth', 'files.height as coverHeight'] as const),
	...(['files.thumbhash as coverThumbhash'] as const),
] as const;

/** Posts with all that their cards show, and what the viewer did with them: one statement for a whole page. */
export const cards = (db: CommunityDb, viewerId: string) =>
	db
		.selectFrom('posts')
		.innerJoin('members', 'members.id', 'posts.authorId')
		.leftJoin('files', 'files.id', 'posts.coverFileId')
		.leftJoin('spaceVisits', (join) =>
			join
				.onRef('spaceVisits.spaceId', '=', 'posts.spaceId')
				.on('spaceVisits.memberId', '=', viewerId),
		)
		.select(CARD)
		.select((eb) => [
			'spaceVisits.seenAt',
			tagsColumn(db).as('tags'),
			reactionsColumn(db, 'posts', viewerId).as('reactions'),
			isSaved(eb, viewerId),
			hasVoted(eb, viewerId),
			sql<string[]>`array(${eb
				.selectFrom('memberRoles')
				.select('roleId')
				.distinct()
				.whereRef('memberRoles.memberId', '=', 'members.id')})`.as('authorRoleIds'),
		]);

/** Cards for a list: only posts the viewer may read, each with its link and how many comments they may read came since they did. */
export const listedCards = (db: CommunityDb, viewerId: string, ability: AppAbility) =>
	cards(db, viewerId)
		.select(linkColumn(db).as('link'))
		.where(accessible(ability, 'read', 'Post', 'posts'))
		.leftJoin('commentReads', (join) =>
			join.onRef('commentReads.postId', '=', 'posts.id').on('commentReads.memberId', '=', viewerId),
		)
		.select((eb) =>
			// Bounded, and nothing at all for posts whose last activity the member has seen.
			sql<number>`case when posts.last_activity_at > comment_reads.last_at then (select count(*)::int from ${eb
				.selectFrom('comments')
				.select('comments.id')
				.whereRef('comments.postId', '=', 'posts.id')
				.where(
					sql<SqlBool>`(comments.created_at, comments.id) > (comment_reads.last_at, comment_reads.last_id)`,
				)
				.where(accessible(ability, 'read', 'Comment', 'comments'))
				.where('comments.authorId', '<>', viewerId)
				.limit(99)} as fresh) else 0 end`.as('newComments'),
		);

/** Looked up for each row: `exists` may be answered by reading all that the viewer ever kept. */
const isSaved = (eb: ExpressionBuilder<CommunityTables, 'posts'>, viewerId: string) =>
	sql<boolean>`coalesce(${eb
		.selectFrom('bookmarks')
		.select(sql<boolean>`true`.as('kept'))
		.whereRef('bookmarks.postId', '=', 'posts.id')
		.where('bookmarks.memberId', '=', viewerId)}, false)`.as('isSaved');

const hasVoted = (eb: ExpressionBuilder<CommunityTables, 'posts'>, viewerId: string) =>
	sql<boolean>`posts.kind = 'idea' and coalesce(${eb
		.selectFrom('votes')
		.select(sql<boolean>`true`.as('given'))
		.whereRef('votes.postId', '=', 'posts.id')
		.where('votes.memberId', '=', viewerId)}, false)`.as('hasVoted');
