import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { Weights } from './feeds.schema.ts';
import { within, type Scope } from './quiet.queries.ts';

/** What a ranking may look at, however many posts there are. */
const NEWEST = 500;
const BEST_PER_DAY = 10;
const BEST_DAYS = 14;
const FOLLOWED = 100;
const PER_FOLLOWED = 3;
const ANSWERS = 200;
/** A post loses two thirds of its freshness in so many hours. */
const FADES_HOURS = 72;
/** What the reader has seen, and where nothing happened since, keeps this much of its rank. */
const READ_KEEPS = 0.4;

export type Ranking = Scope & {
	weights: Weights;
	/** Nothing younger is ranked, so that pages of one reading fit together. */
	asOf: string;
	/** Ends of the ids that were shown already. */
	shown: readonly string[];
	limit: number;
};

const POST = ['posts.id', 'posts.authorId', 'posts.spaceId', 'posts.createdAt'] as const;
const COUNTS = ['posts.commentCount', 'posts.reactionCount', 'posts.lastActivityAt'] as const;

const candidates = (db: CommunityDb, ranking: Ranking) =>
	db
		.selectFrom('posts')
		.select([...POST, ...COUNTS])
		.where(within(ranking))
		.where('posts.createdAt', '<=', sql<Date>`${ranking.asOf}::timestamptz`);

const newest = (db: CommunityDb, ranking: Ranking) =>
	candidates(db, ranking)
		.orderBy('posts.createdAt', 'desc')
		.orderBy('posts.id', 'desc')
		.limit(NEWEST);

/** The most talked about of each of the last days: in a busy community they are older than the newest. */
const best = (db: CommunityDb, ranking: Ranking) =>
	candidates(db, ranking).where('posts.id', 'in', (eb) =>
		eb
			.selectFrom(
				sql<{ ago: number }>`generate_series(0, ${sql.lit(BEST_DAYS - 1)})`.as<'days'>(
					sql`days(ago)`,
				),
			)
			.innerJoinLateral(
				(inner) =>
					inner
						.selectFrom('postScores')
						.select('postScores.postId')
						.where(
							'postScores.day',
							'=',
							sql<Date>`(${ranking.asOf}::timestamptz at time zone 'UTC')::date - days.ago`,
						)
						.orderBy('postScores.score', 'desc')
						.orderBy('postScores.postId')
						.limit(BEST_PER_DAY)
						.as('best'),
				(join) => join.onTrue(),
			)
			.select('best.postId'),
	);

/** The last posts of other spaces that are shown in the one that is ranked. */
const placed = (db: CommunityDb, { spaceId = '', ...ranking }: Ranking) =>
	candidates(db, ranking).where('posts.id', 'in', (eb) =>
		eb
			.selectFrom('postPlacements')
			.select('postPlacements.postId')
			.where('postPlacements.spaceId', '=', spaceId)
			.orderBy('postPlacements.postedAt', 'desc')
			.orderBy('postPlacements.postId', 'desc')
			.limit(FOLLOWED),
	);

/** The last posts of those whom the reader follows. */
const followed = (db: CommunityDb, ranking: Ranking) =>
	candidates(db, ranking).where('posts.id', 'in', (eb) =>
		eb
			.selectFrom((stars) =>
				stars
					.selectFrom('relations')
					.select('targetId')
					.where('memberId', '=', ranking.reader.viewerId)
					.where('kind', '=', 'follow')
					.orderBy('createdAt', 'desc')
					.limit(FOLLOWED)
					.as('star'),
			)
			.innerJoinLateral(
				(inner) =>
					inner
						.selectFrom('posts as theirs')
						.select('theirs.id')
						.whereRef('theirs.authorId', '=', 'star.targetId')
						.orderBy('theirs.createdAt', 'desc')
						.orderBy('theirs.id', 'desc')
						.limit(PER_FOLLOWED)
						.as('latest'),
				(join) => join.onTrue(),
			)
			.select('latest.id'),
	);

/** The last posts under the tags that the reader follows. */
const underTags = (db: CommunityDb, ranking: Ranking) =>
	candidates(db, ranking).where('posts.id', 'in', (eb) =>
		eb
			.selectFrom((follows) =>
				follows
					.selectFrom('tagFollows')
					.select('tagId')
					.where('memberId', '=', ranking.reader.viewerId)
					.orderBy('createdAt', 'desc')
					.limit(FOLLOWED)
					.as('followed'),
			)
			.innerJoinLateral(
				(inner) =>
					inner
						.selectFrom('postTags')
						.select('postTags.postId')
						.whereRef('postTags.tagId', '=', 'followed.tagId')
						.where('postTags.shownAt', 'is not', null)
						.orderBy('postTags.shownAt', 'desc')
						.orderBy('postTags.postId', 'desc')
						.limit(PER_FOLLOWED)
						.as('latest'),
				(join) => join.onTrue(),
			)
			.select('latest.postId'),
	);

/** Whether the reader follows one of a candidate's tags. */
const isUnderFollowedTag = (db: CommunityDb, viewerId: string) => {
	const followed = db
		.selectFrom('postTags')
		.innerJoin('tagFollows', 'tagFollows.tagId', 'postTags.tagId')
		.select('postTags.tagId')
		.where('postTags.postId', '=', sql<string>`candidates.id`)
		.where('tagFollows.memberId', '=', viewerId);
	return sql<boolean>`exists (${followed})`;
};

/** Whom the reader answered lately, and how often. */
export const answered = (db: CommunityDb, viewerId: string) =>
	db
		.selectFrom((answers) =>
			answers
				.selectFrom('comments')
				.select('comments.postId')
				.where('comments.authorId', '=', viewerId)
				.orderBy('comments.createdAt', 'desc')
				.orderBy('comments.id', 'desc')
				.limit(ANSWERS)
				.as('answer'),
		)
		.innerJoin('posts', 'posts.id', 'answer.postId')
		.select(['posts.authorId', sql<number>`count(*)::int`.as('times')])
		.where('posts.authorId', '<>', viewerId)
		.groupBy('posts.authorId');

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

/**
 * Candidates of one reader with what each factor gives them, best first. One statement over a bounded number of rows:
 * the newest, the best of two weeks, the last of whom and what one follows.
 */
export const rankedPosts = (db: CommunityDb, ranking: Ranking) => {
	const { weights, reader, asOf, shown, limit } = ranking;
	const of = (weight: number) => sql.lit(weight);
	return db
		.with('candidates', (inner) => {
			const here = inner as unknown as CommunityDb;
			return here
				.selectFrom(newest(here, ranking).as('newest'))
				.selectAll()
				.union(best(here, ranking))
				.union(followed(here, ranking))
				.union(underTags(here, ranking))
				.$if(ranking.spaceId !== undefined, (query) => query.union(placed(here, ranking)));
		})
		.with('talked', (inner) => answered(inner as unknown as CommunityDb, reader.viewerId))
		.with('factors', (inner) =>
			inner
				.selectFrom('candidates')
				.leftJoin('relations', (join) =>
					join
						.onRef('relations.targetId', '=', 'candidates.authorId')
						.on('relations.memberId', '=', reader.viewerId)
						.on('relations.kind', '=', 'follow'),
				)
				.leftJoin('spaceVisits', (join) =>
					join
						.onRef('spaceVisits.spaceId', '=', 'candidates.spaceId')
						.on('spaceVisits.memberId', '=', reader.viewerId),
				)
				.leftJoin('talked', 'talked.authorId', 'candidates.authorId')
				.select(['candidates.id', 'candidates.authorId', 'candidates.spaceId'])
				.select([
					sql<number>`${of(weights.fresh)} * exp(-extract(epoch from (${asOf}::timestamptz - candidates.created_at))
						/ ${sql.lit(FADES_HOURS * 3600)})::float8`.as('fresh'),
					sql<number>`${of(weights.talk)} * ln(1 + candidates.reaction_count
						+ 2 * candidates.comment_count)::float8 / 4`.as('talk'),
					sql<number>`${of(weights.affinity)} * (relations.kind is not null)::int::float8`.as(
						'author',
					),
					sql<number>`${of(weights.affinity)} * 0.6
						* (space_visits.followed_at is not null)::int::float8`.as('space'),
					sql<number>`${of(weights.affinity)} * 0.5
						* (${isUnderFollowedTag(inner as unknown as CommunityDb, reader.viewerId)})::int::float8`.as(
						'tag',
					),
					sql<number>`${of(weights.affinity)} * 0.2
						* least(coalesce(talked.times, 0), 3)::float8`.as('answered'),
					sql<number>`${of(weights.unseen)} * (space_visits.seen_at is null
						or candidates.last_activity_at > space_visits.seen_at)::int::float8`.as('unseen'),
					(weights.newcomers
						? isNewcomer(inner as unknown as CommunityDb, ranking)
						: sql<boolean>`false`
					).as('isNewcomer'),
					sql<boolean>`candidates.last_activity_at <= space_visits.seen_at`.as('isRead'),
				]),
		)
		.selectFrom('factors')
		.selectAll()
		.where(sql<SqlBool>`right(factors.id::text, 12) <> all(${[...shown]}::text[])`)
		.orderBy(
			sql`(fresh + talk + author + space + tag + answered + unseen)
				* case when is_read then ${sql.lit(READ_KEEPS)} else 1 end`,
			'desc',
		)
		.orderBy('factors.id', 'desc')
		.limit(limit);
};
