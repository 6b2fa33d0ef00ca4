import { sql, type AliasableExpression, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { accessible } from '../permissions/where.ts';
import { DOWN } from '../reactions/reactions.schema.ts';
import { activeAuthors } from './feeds.queries.ts';
import { followedTags, latestUnder, newestOf } from './latest.queries.ts';
import { within, type Scope } from './quiet.queries.ts';
import {
	favouredAuthors,
	favouredTags,
	lastTouched,
	timesOf,
	withDeeds,
	type Learning,
} from './taste.queries.ts';

/** What a suggestion may look at, however much one follows and however many members there are. */
const FOLLOWED = 20;
const POSTS_EACH = 30;
const RECENT = 500;
const COMPANY_POSTS = 60;
const COMPANY_EACH = 20;
/** The last ones put away are remembered; older ones may be suggested again. */
const DISMISSED = 200;

type Source = Pick<Scope, 'ability' | 'reader'>;

/** What suggestions for a member are made from: how others find them, what they put away, what may be looked at. */
export const suggestionsFor = (db: CommunityDb, memberId: string) =>
	db
		.selectFrom('members')
		.select(['fieldKeys', 'dismissedIds', 'isPersonal', 'learnedSince'])
		.where('id', '=', memberId);

/** Puts a suggestion on top of those put away, where it stands once, or takes it out again. */
export const dismissRow = (db: CommunityDb, memberId: string, id: string, on: boolean) =>
	db
		.updateTable('members')
		.set({
			dismissedIds: on
				? sql<
						string[]
					>`(array_prepend(${id}::uuid, array_remove(dismissed_ids, ${id}::uuid)))[1:${sql.lit(DISMISSED)}]`
				: sql<string[]>`array_remove(dismissed_ids, ${id}::uuid)`,
		})
		.where('id', '=', memberId);

type Weight = ReturnType<typeof sql<number>>;

const because = (reason: string, weight: number | Weight, times = sql<number>`count(*)`) => [
	sql<string>`${sql.lit(reason)}`.as('reason'),
	sql<number>`${typeof weight === 'number' ? sql.lit(weight) : weight} * least(${times}, 3)::float8`.as(
		'weight',
	),
	sql<number>`${times}::int`.as('count'),
];

/** Whom the reader answers, or reacts to. */
const byDeeds = (db: CommunityDb, readerId: string, how: 'answers' | 'likes') => {
	const times = timesOf(how);
	return db
		.selectFrom(favouredAuthors(db, readerId).as('favoured'))
		.select(['favoured.authorId as id', sql<string>`''`.as('about')])
		.select(how === 'answers' ? because('answered', 5, times) : because('liked', 3, times))
		.where(sql<SqlBool>`${times} > 0`);
};

/** Who reacts to what the reader takes part in: a few beside them on each of the last posts. */
const byCompany = (db: CommunityDb, source: Source) =>
	db
		.selectFrom(lastTouched(db, COMPANY_POSTS).as('touched'))
		.innerJoin('posts', 'posts.id', 'touched.postId')
		.innerJoinLateral(
			(inner) =>
				inner
					.selectFrom('reactions')
					.select('reactions.memberId')
					.distinct()
					.whereRef('reactions.subjectId', '=', 'touched.postId')
					.where(sql<SqlBool>`reactions.emoji <> ${sql.lit(DOWN)}`)
					.limit(COMPANY_EACH)
					.as('beside'),
			(join) => join.onTrue(),
		)
		.select(['beside.memberId as id', sql<string>`''`.as('about')])
		.select(because('company', 2))
		.where((eb) => within(source)(eb as never))
		.where('beside.memberId', '<>', source.reader.viewerId)
		.groupBy('beside.memberId')
		// One post in common is chance.
		.having(sql<SqlBool>`count(*) > 1`);

/** Who wrote lately under some tags. */
const byTags = (
	db: CommunityDb,
	source: Source,
	tags: AliasableExpression<{ tagId: string }>,
	reason: readonly [name: string, weight: number | Weight],
) =>
	latestUnder(db, tags, POSTS_EACH)
		.innerJoin('posts', 'posts.id', 'latest.postId')
		.innerJoin('tags', 'tags.id', 'wanted.tagId')
		.where((eb) => within(source)(eb as never))
		.select(['posts.authorId as id', sql<string>`tags.name::text`.as('about')])
		.select(because(...reason))
		.groupBy(['posts.authorId', 'tags.name']);

/** Who wrote lately in the spaces that the reader follows. */
const bySpaces = (db: CommunityDb, source: Source) =>
	db
		.selectFrom((follows) =>
			follows
				.selectFrom('spaceVisits')
				.select('spaceId')
				.where('memberId', '=', source.reader.viewerId)
				.where('followedAt', 'is not', null)
				.orderBy('followedAt', 'desc')
				.limit(FOLLOWED)
				.as('followed'),
		)
		.innerJoinLateral(
			(inner) =>
				newestOf(inner as unknown as CommunityDb, 'spaceId', inner.ref('followed.spaceId'))
					.select(['posts.authorId', 'posts.spaceId'])
					.where(within(source))
					.limit(POSTS_EACH)
					.as('latest'),
			(join) => join.onTrue(),
		)
		.select(['latest.authorId as id', sql<string>`latest.space_id::text`.as('about')])
		.select(because('space', 1))
		.groupBy(['latest.authorId', 'latest.spaceId']);

/** Who of those that were here last filled in what the reader filled in: many may share what is common. */
const byFields = (db: CommunityDb, keys: readonly string[]) => {
	const shared = sql`(select key from unnest(recent.field_keys) as key where key = any(${[...keys]}::text[]))`;
	return db
		.selectFrom((members) =>
			members
				.selectFrom('members')
				.select(['id', 'fieldKeys'])
				.where('status', '=', sql.lit('active'))
				.orderBy('activeOn', 'desc')
				.orderBy('id', 'desc')
				.limit(RECENT)
				.as('recent'),
		)
		.select('recent.id')
		.select([
			sql<string>`(select min(key) from ${shared} as shared)`.as('about'),
			sql<string>`'field'`.as('reason'),
			sql<number>`2 * (select least(count(*), 3)::float8 from ${shared} as shared)`.as('weight'),
			sql<number>`(select count(*)::int from ${shared} as shared)`.as('count'),
		])
		.where(sql<SqlBool>`recent.field_keys && ${[...keys]}::text[]`);
};

type Asked = {
	/** What the reader tells of themselves, as others are found by it. */
	keys: readonly string[];
	dismissed: readonly string[];
	/** Who wrote since then is lively. */
	since: Date;
	learning: Learning;
	limit: number;
};

/**
 * Members worth meeting, best first, each with its strongest reason: whom the reader answers and reacts to, who is
 * beside them there, who writes under tags and in spaces that they follow or take part in, who filled in the same, who
 * writes much. One statement over a bounded number of rows.
 */
export const membersToMeet = (db: CommunityDb, source: Source, asked: Asked) => {
	const { viewerId } = source.reader;
	const { keys, dismissed, since, learning, limit } = asked;
	return withDeeds(db, learning)
		.with('lively', (inner) => activeAuthors(inner as unknown as CommunityDb, source, since))
		.with('alike', (inner) => byFields(inner as unknown as CommunityDb, keys))
		.with('found', (inner) => {
			const here = inner as unknown as CommunityDb;
			const followed = followedTags(here, viewerId, FOLLOWED);
			const favoured = favouredTags(here).limit(FOLLOWED);
			// What one took part in once is chance.
			const fondness = sql<number>`3 * max(least(wanted.times, 5)) / 5.0::float8`;
			return byDeeds(here, viewerId, 'answers')
				.unionAll(byDeeds(here, viewerId, 'likes'))
				.$if(learning !== null, (query) => query.unionAll(byCompany(here, source)))
				.unionAll(byTags(here, source, followed, ['tag', 3]))
				.unionAll(byTags(here, source, favoured, ['topic', fondness]))
				.unionAll(bySpaces(here, source))
				.unionAll(inner.selectFrom('alike').selectAll() as never)
				.unionAll(
					inner
						.selectFrom('lively')
						.select(['lively.id', sql<string>`''`.as('about')])
						.select([
							sql<string>`'lively'`.as('reason'),
							sql<number>`0::float8`.as('weight'),
							'lively.posts as count',
						]) as never,
				);
		})
		.with('scored', (inner) =>
			inner
				.selectFrom('found')
				.select(['found.id', sql<number>`sum(weight)`.as('score')])
				.select([
					sql<string>`(array_agg(reason order by weight desc, reason, about))[1]`.as('reason'),
					sql<string>`(array_agg(about order by weight desc, reason, about))[1]`.as('about'),
					sql<number>`(array_agg(count order by weight desc, reason, about))[1]`.as('count'),
				])
				.groupBy('found.id'),
		)
		.selectFrom('scored')
		.innerJoin('members', 'members.id', 'scored.id')
		.select(['members.id', 'members.handle', 'members.name', 'members.avatarFileId'])
		.select(['scored.reason', 'scored.about', 'scored.count'])
		.where(accessible(source.ability, 'read', 'Member', 'members'))
		.where('members.status', '=', sql.lit('active'))
		.where('members.id', '<>', viewerId)
		.where(sql<SqlBool>`members.id <> all(${[...source.reader.muted, ...dismissed]}::uuid[])`)
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('relations')
						.select('kind')
						.where('memberId', '=', viewerId)
						.where('kind', '=', 'follow')
						.whereRef('targetId', '=', 'members.id'),
				),
			),
		)
		.orderBy('scored.score', 'desc')
		.orderBy('scored.count', 'desc')
		.orderBy('members.id')
		.limit(limit);
};

/** Which of `ids` the reader has neither written, read, answered, reacted to nor put away. */
export const unreadAmong = (
	db: CommunityDb,
	viewerId: string,
	{ ids, dismissed }: { ids: readonly string[]; dismissed: readonly string[] },
) =>
	db
		.selectFrom('posts')
		.leftJoin('spaceVisits', (join) =>
			join
				.onRef('spaceVisits.spaceId', '=', 'posts.spaceId')
				.on('spaceVisits.memberId', '=', viewerId),
		)
		.select('posts.id')
		.where(sql<SqlBool>`posts.id = any(${[...ids]}::uuid[])`)
		.where(sql<SqlBool>`posts.id <> all(${[...dismissed]}::uuid[])`)
		.where('posts.authorId', '<>', viewerId)
		.where(
			sql<SqlBool>`(space_visits.seen_at is null or posts.last_activity_at > space_visits.seen_at)`,
		)
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('commentReads')
						.select('commentReads.postId')
						.whereRef('commentReads.postId', '=', 'posts.id')
						.where('commentReads.memberId', '=', viewerId),
				),
			),
		)
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('comments')
						.select('comments.id')
						.whereRef('comments.postId', '=', 'posts.id')
						.where('comments.authorId', '=', viewerId),
				),
			),
		)
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('reactions')
						.select('reactions.memberId')
						.whereRef('reactions.subjectId', '=', 'posts.id')
						.where('reactions.memberId', '=', viewerId),
				),
			),
		);
