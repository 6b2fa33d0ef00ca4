import { sql, type ExpressionBuilder } from 'kysely';
import type { CommunityDb, CommunityTables } from '@kith/db/handles';
import { followedTags, latestUnder } from './latest.queries.ts';
import { within, type Scope } from './quiet.queries.ts';
import { favouredAuthors, favouredTags } from './taste.queries.ts';
import { newestWanted } from './wanted-posts.queries.ts';

/** What a ranking may look at, however many posts there are. */
const NEWEST = 500;
const BEST_PER_DAY = 10;
const BEST_DAYS = 14;
const FOLLOWED = 100;
const PER_FOLLOWED = 3;
const FAVOURED = 20;

/** Which posts are put in order. */
export type Field = Scope & {
	/** Nothing younger is ranked, so that pages of one reading fit together. */
	asOf: string;
};

const POST = ['posts.id', 'posts.authorId', 'posts.spaceId', 'posts.createdAt'] as const;
const COUNTS = ['posts.commentCount', 'posts.reactionCount', 'posts.lastActivityAt'] as const;

const began =
	({ asOf }: Field) =>
	(eb: ExpressionBuilder<CommunityTables, 'posts'>) =>
		eb('posts.createdAt', '<=', sql<Date>`${asOf}::timestamptz`);

const among = (db: CommunityDb, field: Field, posts = db.selectFrom('posts')) =>
	posts
		.select([...POST, ...COUNTS])
		.where(within(field))
		.where(began(field));

const newest = (db: CommunityDb, field: Field) =>
	among(db, field, newestWanted(db, field, NEWEST, began(field)))
		.orderBy('posts.createdAt', 'desc')
		.orderBy('posts.id', 'desc')
		.limit(NEWEST);

/** The most talked about of each of the last days: in a busy community they are older than the newest. */
const best = (db: CommunityDb, field: Field) =>
	among(db, field).where('posts.id', 'in', (eb) =>
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
							sql<Date>`(${field.asOf}::timestamptz at time zone 'UTC')::date - days.ago`,
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
const placed = (db: CommunityDb, { spaceId = '', ...field }: Field) =>
	among(db, field).where('posts.id', 'in', (eb) =>
		eb
			.selectFrom('postPlacements')
			.select('postPlacements.postId')
			.where('postPlacements.spaceId', '=', spaceId)
			.orderBy('postPlacements.postedAt', 'desc')
			.orderBy('postPlacements.postId', 'desc')
			.limit(FOLLOWED),
	);

/** The last posts of those whom the reader follows, and of those whom they answer and react to most. */
const byKnown = (db: CommunityDb, field: Field) => {
	const { viewerId } = field.reader;
	const followed = db
		.selectFrom('relations')
		.select('targetId')
		.where('memberId', '=', viewerId)
		.where('kind', '=', 'follow')
		.orderBy('createdAt', 'desc')
		.limit(FOLLOWED);
	const favoured = favouredAuthors(db, viewerId)
		.clearSelect()
		.select('deeds.authorId as targetId')
		.orderBy(sql`count(*)`, 'desc')
		.limit(FAVOURED);
	return among(db, field).where('posts.id', 'in', (eb) =>
		eb
			.selectFrom((stars) =>
				stars
					.selectFrom(followed.as('followed'))
					.select('followed.targetId')
					.union((other) => other.parens(favoured as never))
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
};

/** The last posts under the tags that the reader follows, and under those of what they take part in. */
const underTags = (db: CommunityDb, field: Field) => {
	const tags = db
		.selectFrom(followedTags(db, field.reader.viewerId, FOLLOWED).as('followed'))
		.select('followed.tagId')
		.union((other) => other.selectFrom(favouredTags(db).as('favoured')).select('favoured.tagId'));
	return among(db, field).where(
		'posts.id',
		'in',
		latestUnder(db, tags, PER_FOLLOWED).select('latest.postId'),
	);
};

/** What is put in order for one reader; a bounded number. Their `deeds` are defined before. */
export const candidates = (db: CommunityDb, field: Field) =>
	db
		.selectFrom(newest(db, field).as('newest'))
		.selectAll()
		.union(best(db, field))
		.union(byKnown(db, field))
		.union(underTags(db, field))
		.$if(field.spaceId !== undefined, (query) => query.union(placed(db, field)));
