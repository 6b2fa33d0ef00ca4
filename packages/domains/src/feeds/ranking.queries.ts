import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { candidates, type Field } from './candidates.queries.ts';
import type { Weights } from './feeds.schema.ts';
import {
	favouredAuthors,
	favouredSpaces,
	favouredTags,
	visited,
	withDeeds,
	type Learning,
} from './taste.queries.ts';

/** A post loses two thirds of its freshness in so many hours. */
const FADES_HOURS = 72;
/** What the reader has seen, and where nothing happened since, keeps this much of its rank. */
const READ_KEEPS = 0.4;

export type Ranking = Field & {
	weights: Weights;
	/** Whose deeds count, and from when on. */
	learning: Learning;
	/** Ends of the ids that were shown already. */
	shown: readonly string[];
	limit: number;
};

/** One of the first three posts, of the last day, of who joined lately. */
const isNewcomer = (db: CommunityDb, { asOf, reader }: Ranking) => {
	const earlier = db
		.selectFrom('posts as earlier')
		.select('earlier.id')
		.whereRef('earlier.authorId', '=', sql<string>`candidates.author_id`)
		.whereRef('earlier.createdAt', '<', sql<string>`candidates.created_at`)
		.limit(3);
	const joinedAt = db
		.selectFrom('members')
		.select('members.joinedAt')
		.whereRef('members.id', '=', sql<string>`candidates.author_id`);
	return sql<boolean>`(
		candidates.created_at > ${asOf}::timestamptz - interval '1 day'
		and candidates.author_id <> ${reader.viewerId}
		and (${joinedAt}) > ${asOf}::timestamptz - interval '30 days'
		and (select count(*) from (${earlier}) as earlier) < 3
	)`;
};

/** What each factor gives a candidate, by the tables that are joined to it. */
function factors(weights: Weights, { asOf, learning }: Ranking) {
	const { fresh, talk, affinity, unseen } = weights;
	const of = (weight: number) => sql.lit(weight);
	return [
		sql<number>`${of(fresh)} * exp(-extract(epoch from (${asOf}::timestamptz - candidates.created_at))
			/ ${sql.lit(FADES_HOURS * 3600)})::float8`.as('fresh'),
		sql<number>`${of(talk)} * ln(1 + greatest(candidates.reaction_count
			+ 2 * candidates.comment_count, 0))::float8 / 4`.as('talk'),
		sql<number>`${of(affinity)} * (relations.kind is not null)::int::float8`.as('author'),
		sql<number>`${of(affinity)} * 0.6 * (visited.followed_at is not null)::int::float8`.as('space'),
		sql<number>`${of(affinity)} * 0.5 * coalesce(tagged.is_followed, false)::int::float8`.as('tag'),
		sql<number>`${of(affinity)} * 0.2 * least(coalesce(authors.answers, 0), 3)::float8`.as(
			'answered',
		),
		sql<number>`${of(affinity)} * 0.15 * least(coalesce(authors.likes, 0), 3)::float8`.as('liked'),
		sql<number>`${of(affinity)} * 0.2 * least(coalesce(tagged.times, 0), 3)::float8`.as('topic'),
		sql<number>`${of(affinity)} * 0.1 * least(coalesce(places.times, 0), 3)::float8`.as('place'),
		learning
			? sql<number>`${of(unseen)} * (visited.looked_at is null
				or candidates.last_activity_at > visited.looked_at)::int::float8`.as('unseen')
			: sql<number>`0::float8`.as('unseen'),
	] as const;
}

const SUM = sql`fresh + talk + author + space + tag + answered + liked + topic + place + unseen`;

/**
 * Candidates of one reader with what each factor gives them, best first. One statement over a bounded number of rows:
 * the newest, the best of two weeks, the last of whom and what one follows or takes part in.
 */
export const rankedPosts = (db: CommunityDb, ranking: Ranking) => {
	const { weights, reader, learning, shown, limit } = ranking;
	return withDeeds(db, learning)
		.with('authors', (inner) => favouredAuthors(inner, reader.viewerId))
		.with('places', (inner) => favouredSpaces(inner))
		.with('topics', (inner) => favouredTags(inner))
		.with('visited', (inner) => visited(inner as unknown as CommunityDb, reader.viewerId, learning))
		.with('candidates', (inner) => candidates(inner as unknown as CommunityDb, ranking))
		.with('tagged', (inner) =>
			inner
				.selectFrom('candidates')
				.innerJoin('postTags', 'postTags.postId', 'candidates.id')
				.leftJoin('topics', 'topics.tagId', 'postTags.tagId')
				.leftJoin('tagFollows', (join) =>
					join
						.onRef('tagFollows.tagId', '=', 'postTags.tagId')
						.on('tagFollows.memberId', '=', reader.viewerId),
				)
				.select(['postTags.postId', sql<number | null>`max(topics.times)`.as('times')])
				.select(sql<boolean>`bool_or(tag_follows.tag_id is not null)`.as('isFollowed'))
				.groupBy('postTags.postId'),
		)
		.with('factors', (inner) =>
			inner
				.selectFrom('candidates')
				.leftJoin('relations', (join) =>
					join
						.onRef('relations.targetId', '=', 'candidates.authorId')
						.on('relations.memberId', '=', reader.viewerId)
						.on('relations.kind', '=', 'follow'),
				)
				.leftJoin('visited', 'visited.spaceId', 'candidates.spaceId')
				.leftJoin('places', 'places.spaceId', 'candidates.spaceId')
				.leftJoin('authors', 'authors.authorId', 'candidates.authorId')
				.leftJoin('tagged', 'tagged.postId', 'candidates.id')
				.select(['candidates.id', 'candidates.authorId', 'candidates.spaceId'])
				.select(factors(weights, ranking))
				.select([
					(weights.newcomers
						? isNewcomer(inner as unknown as CommunityDb, ranking)
						: sql<boolean>`false`
					).as('isNewcomer'),
					sql<boolean>`candidates.last_activity_at <= visited.looked_at`.as('isRead'),
				]),
		)
		.selectFrom('factors')
		.selectAll()
		.where(sql<SqlBool>`right(factors.id::text, 12) <> all(${[...shown]}::text[])`)
		.orderBy(sql`(${SUM}) * case when is_read then ${sql.lit(READ_KEEPS)} else 1 end`, 'desc')
		.orderBy('factors.id', 'desc')
		.limit(limit);
};
