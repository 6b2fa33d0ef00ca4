import type { AliasableExpression, Expression } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

type Wanted = AliasableExpression<{ tagId: string }>;

/** The last posts under each of some tags, by the tag's own order of time: so many of each, however many there are. */
export const latestUnder = (db: CommunityDb, tags: Wanted, each: number) =>
	db.selectFrom(tags.as('wanted')).innerJoinLateral(
		(inner) =>
			inner
				.selectFrom('postTags')
				.select('postTags.postId')
				.whereRef('postTags.tagId', '=', 'wanted.tagId')
				.where('postTags.shownAt', 'is not', null)
				.orderBy('postTags.shownAt', 'desc')
				.orderBy('postTags.postId', 'desc')
				.limit(each)
				.as('latest'),
		(join) => join.onTrue(),
	);

/** The tags that a member followed last. */
export const followedTags = (db: CommunityDb, memberId: string, most: number) =>
	db
		.selectFrom('tagFollows')
		.select('tagFollows.tagId')
		.where('tagFollows.memberId', '=', memberId)
		.orderBy('tagFollows.createdAt', 'desc')
		.limit(most);

/**
 * Posts of one author or space, newest first. Said as an equality, the planner may walk through everybody's posts by
 * their dates, hoping to meet enough of these soon; of who wrote nothing it meets none in a million. A range leaves it no
 * order but that of the index by author or by space.
 */
export const newestOf = (db: CommunityDb, column: 'authorId' | 'spaceId', of: Expression<string>) =>
	db
		.selectFrom('posts')
		.where((eb) => eb.between(`posts.${column}`, of, of))
		.orderBy(`posts.${column}`)
		.orderBy('posts.createdAt', 'desc')
		.orderBy('posts.id', 'desc');
