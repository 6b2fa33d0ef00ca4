import type { CommunityDb } from '@kith/db/handles';
import type { AppAbility } from '../permissions/permission.ts';
import { accessible } from '../permissions/where.ts';

type Listing = { memberId: string; ability: AppAbility; after: string | null; limit: number };

/**
 * The posts that a member hid and may read still, the newest post first, one more than asked for: along the key of what
 * is hidden, whose ids follow time. A range leaves the planner no walk through what everybody hid.
 */
export const hiddenPostsOf = (db: CommunityDb, { memberId, ability, after, limit }: Listing) =>
	db
		.selectFrom('hiddenPosts')
		.innerJoin('posts', 'posts.id', 'hiddenPosts.postId')
		.innerJoin('members', 'members.id', 'posts.authorId')
		.select(['posts.id', 'posts.title', 'posts.spaceId', 'members.name as author'])
		.select('hiddenPosts.createdAt as since')
		.where((eb) => eb.between('hiddenPosts.memberId', memberId, memberId))
		.where(accessible(ability, 'read', 'Post', 'posts'))
		.$if(after !== null, (query) => query.where('hiddenPosts.postId', '<', after ?? ''))
		.orderBy('hiddenPosts.memberId', 'desc')
		.orderBy('hiddenPosts.postId', 'desc')
		.limit(limit + 1);
