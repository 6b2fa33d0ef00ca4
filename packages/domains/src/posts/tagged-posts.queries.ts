import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { AppAbility } from '../permissions/permission.ts';
import { listedCards } from './cards.queries.ts';

/** The best of a tag are looked for among its newest: all of them would cost without end. */
export const WEIGHED = 500;

type Tagged = { ability: AppAbility; viewerId: string; tagId: string; limit: number };

const taggedCards = (db: CommunityDb, { ability, viewerId, tagId }: Tagged) =>
	listedCards(db, viewerId, ability)
		.innerJoin('postTags', 'postTags.postId', 'posts.id')
		.select('postTags.shownAt')
		.where('postTags.tagId', '=', tagId)
		.where('postTags.shownAt', 'is not', null);

/** Posts with a tag, newest first along the tag's own index, one more than asked for. */
export const latestTagged = (
	db: CommunityDb,
	listing: Tagged & { after: readonly [string, string] | null },
) =>
	taggedCards(db, listing)
		.$if(listing.after !== null, (query) =>
			query.where(
				sql<SqlBool>`(post_tags.shown_at, post_tags.post_id) < (${listing.after?.[0]}::timestamptz, ${listing.after?.[1]}::uuid)`,
			),
		)
		.orderBy('postTags.shownAt', 'desc')
		.orderBy('postTags.postId', 'desc')
		.limit(listing.limit + 1);

/** Posts with a tag, those with most answers and reactions first, one more than asked for. */
export const topTagged = (db: CommunityDb, listing: Tagged & { offset: number }) =>
	listedCards(db, listing.viewerId, listing.ability)
		.where('posts.id', 'in', (eb) =>
			eb
				.selectFrom('postTags as newest')
				.select('newest.postId')
				.where('newest.tagId', '=', listing.tagId)
				.where('newest.shownAt', 'is not', null)
				.orderBy('newest.shownAt', 'desc')
				.limit(WEIGHED),
		)
		.orderBy(sql`posts.reaction_count + 2 * posts.comment_count`, 'desc')
		.orderBy('posts.createdAt', 'desc')
		.orderBy('posts.id', 'desc')
		.offset(listing.offset)
		.limit(listing.limit + 1);
