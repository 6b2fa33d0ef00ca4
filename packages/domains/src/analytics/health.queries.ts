import { sql } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { ACTIVATION_DAYS, ANSWER_HOURS, type HealthFigures } from './health.schema.ts';
import { OUTCOMES } from './moderation.schema.ts';
import { staffMembers } from './staff-members.queries.ts';

const day = (text: string) => sql<Date>`${text}::date`;

/** Who joined on these days, and who of them wrote something soon. */
export const newcomersOf = (db: CommunityDb, { from, to }: { from: string; to: string }) =>
	db
		.selectFrom('analyticsMembers')
		.select([
			sql<number>`count(*)::int`.as('joined'),
			sql<number>`(count(*) filter (where contributed_on between joined_on
				and joined_on + ${sql.lit(ACTIVATION_DAYS)}))::int`.as('activated'),
		])
		.where('joinedOn', '>=', day(from))
		.where('joinedOn', '<=', day(to))
		.where('isStaff', '=', false);

type Between = { from: Date; to: Date };

/** So many posts are looked at, newest first. */
const MOST_POSTS = 5000;

/** Posts of members of a stretch of time, by how many of them, and how many had an answer by somebody else in time. */
export const answeredInTime = (db: CommunityDb, { from, to }: Between) =>
	db
		.selectFrom((eb) =>
			eb
				.selectFrom('posts')
				.select('posts.authorId')
				.select((of) =>
					of
						.exists(
							of
								.selectFrom('comments')
								.select('comments.id')
								.whereRef('comments.postId', '=', 'posts.id')
								.whereRef('comments.authorId', '<>', 'posts.authorId')
								.where('comments.status', '=', 'published')
								.where(
									sql<boolean>`comments.created_at <= posts.created_at + interval '${sql.lit(ANSWER_HOURS)} hours'`,
								),
						)
						.as('isAnswered'),
				)
				.where('posts.status', '=', sql.lit('published'))
				.where('posts.isExample', '=', false)
				.where('posts.kind', '<>', 'announcement')
				.where('posts.createdAt', '>=', from)
				.where('posts.createdAt', '<', to)
				.where('posts.authorId', 'not in', staffMembers(db))
				.orderBy('posts.createdAt', 'desc')
				.limit(MOST_POSTS)
				.as('asked'),
		)
		.select([
			sql<number>`count(*)::int`.as('asked'),
			sql<number>`count(distinct author_id)::int`.as('askers'),
			sql<number>`(count(*) filter (where is_answered))::int`.as('answered'),
		]);

/** How many texts were refused or taken down. */
export const casesIn = (db: CommunityDb, { from, to }: Between) =>
	db
		.selectFrom('auditEntries')
		.select(sql<number>`count(*)::int`.as('cases'))
		.where('at', '>=', from)
		.where('at', '<', to)
		.where('action', 'in', [...OUTCOMES.refused, ...OUTCOMES.removed]);

/** What is kept of weeks that are over. */
export const keptHealth = (db: CommunityDb, since: string) =>
	db
		.selectFrom('analyticsHealth')
		.select([sql<string>`week::text`.as('week'), 'figures'])
		.where('week', '>=', day(since));

/** Keeps what was counted of a week; what was kept before stays. */
export const keepHealth = (db: CommunityDb, week: string, figures: HealthFigures, now: Date) =>
	db
		.insertInto('analyticsHealth')
		.values({ week: day(week), figures: JSON.stringify(figures), countedAt: now })
		.onConflict((conflict) => conflict.column('week').doNothing());

/** Forgets what is kept of the weeks that end on a day or after it; of all without one. */
export const dropHealth = (db: CommunityDb, from: string | null) =>
	db
		.deleteFrom('analyticsHealth')
		.$if(from !== null, (query) => query.where(sql<boolean>`week >= ${from}::date - 6`));
