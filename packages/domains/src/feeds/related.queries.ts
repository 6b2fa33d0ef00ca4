import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { accessible } from '../permissions/where.ts';
import { latestUnder, newestOf } from './latest.queries.ts';
import { within, type Scope } from './quiet.queries.ts';
import { newestWanted } from './wanted-posts.queries.ts';

/** What is compared with a post, however many there are: the last under each of its tags, of its space, of all. */
const UNDER_EACH_TAG = 40;
const OF_THE_SPACE = 100;
const OF_ALL = 100;
/** Of the closest, those come first that the reader has not read. */
const CLOSEST = 16;
/** From so alike on, two titles say about the same; below it they share a word or two by chance. */
const ALIKE = 0.25;

type Asked = Pick<Scope, 'ability' | 'reader'> & { postId: string; limit: number };

/** A tag that is on few posts says more than one that is on all; a like title says as much as a rare tag. */
const weightOfTag = sql<number>`1.0 / ln(1.0 + count(*) over (partition by wanted.tag_id))`;
const likeness = sql<number>`ext.similarity(lower(posts.title), lower(this.title))`;

/**
 * Posts about the same as one that the reader may read, closest first and what they have read last: by its tags and by
 * its title. One statement over a bounded number of rows.
 */
export const relatedPosts = (db: CommunityDb, { postId, limit, ...scope }: Asked) => {
	const { viewerId } = scope.reader;
	return db
		.with('this', (inner) =>
			inner
				.selectFrom('posts')
				.select(['posts.id', 'posts.title', 'posts.spaceId'])
				.where('posts.id', '=', postId)
				.where(accessible(scope.ability, 'read', 'Post', 'posts') as never),
		)
		.with('compared', (inner) => {
			const here = inner as unknown as CommunityDb;
			const tags = inner
				.selectFrom('this')
				.innerJoin('postTags', 'postTags.postId', 'this.id')
				.select('postTags.tagId');
			const ofTheSpace = inner.selectFrom('this').innerJoinLateral(
				(lateral) =>
					newestOf(lateral as unknown as CommunityDb, 'spaceId', sql<string>`this.space_id`)
						.select('posts.id')
						.where(within(scope))
						.limit(OF_THE_SPACE)
						.as('latest'),
				(join) => join.onTrue(),
			);
			const ofAll = newestWanted(here, scope, OF_ALL, within(scope))
				.select('posts.id')
				.where(within(scope))
				.orderBy('posts.createdAt', 'desc')
				.orderBy('posts.id', 'desc')
				.limit(OF_ALL);
			const none = sql<number>`0.0`.as('weight');
			return latestUnder(here, tags as never, UNDER_EACH_TAG)
				.select(['latest.postId', weightOfTag.as('weight')])
				.unionAll(ofTheSpace.select(['latest.id as postId', none]) as never)
				.unionAll(here.selectFrom(ofAll.as('latest')).select(['latest.id as postId', none]));
		})
		.with('closest', (inner) =>
			inner
				.selectFrom('compared')
				.innerJoin('posts', 'posts.id', 'compared.postId')
				.innerJoin('this', (join) => join.onTrue())
				.select(['posts.id', 'posts.title', 'posts.spaceId', 'posts.commentCount'])
				.select(sql<number>`sum(compared.weight) + 3 * ${likeness}`.as('score'))
				.where('posts.id', '<>', postId)
				.where((eb) => within(scope)(eb as never))
				.groupBy(['posts.id', 'this.title'])
				.having((eb) => eb(sql<number>`sum(compared.weight)`, '>', 0).or(likeness, '>', ALIKE))
				.orderBy('score', 'desc')
				.orderBy('posts.id', 'desc')
				.limit(CLOSEST),
		)
		.selectFrom('closest')
		.select(['closest.id as postId', 'closest.title', 'closest.spaceId', 'closest.commentCount'])
		.orderBy((eb) =>
			eb.exists(
				eb
					.selectFrom('commentReads')
					.select('commentReads.postId')
					.where('commentReads.memberId', '=', viewerId)
					.whereRef('commentReads.postId', '=', 'closest.id'),
			),
		)
		.orderBy('closest.score', 'desc')
		.orderBy('closest.id', 'desc')
		.limit(limit);
};
