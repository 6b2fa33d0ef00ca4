import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import { accessible } from '../permissions/where.ts';
import { activeAuthors } from './feeds.queries.ts';
import { within, type Scope } from './quiet.queries.ts';
import { answered } from './ranking.queries.ts';

/** What a suggestion may look at, however much one follows and however many members there are. */
const FOLLOWED = 20;
const POSTS_EACH = 30;
const RECENT = 500;
const MOST = 4;
/** The last ones put away are remembered; older ones may be suggested again. */
const DISMISSED = 200;

type Source = Pick<Scope, 'ability' | 'reader'>;

/** What suggestions for a member are made from: how others find them, and what they put away. */
export const suggestionsFor = (db: CommunityDb, memberId: string) =>
	db.selectFrom('members').select(['fieldKeys', 'dismissedIds']).where('id', '=', memberId);

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

const because = (reason: string, weight: number) => [
	sql<string>`${sql.lit(reason)}`.as('reason'),
	sql<number>`${sql.lit(weight)} * least(count(*), 3)::int`.as('weight'),
	sql<number>`count(*)::int`.as('count'),
];

/** Who wrote lately under the tags that the reader follows. */
const byTags = (db: CommunityDb, source: Source) =>
	db
		.selectFrom((follows) =>
			follows
				.selectFrom('tagFollows')
				.innerJoin('tags', 'tags.id', 'tagFollows.tagId')
				.select(['tagFollows.tagId', 'tags.name'])
				.where('tagFollows.memberId', '=', source.reader.viewerId)
				.orderBy('tagFollows.createdAt', 'desc')
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
					.limit(POSTS_EACH)
					.as('latest'),
			(join) => join.onTrue(),
		)
		.innerJoin('posts', 'posts.id', 'latest.postId')
		.where((eb) => within(source)(eb as never))
		.select(['posts.authorId as id', sql<string>`followed.name::text`.as('about')])
		.select(because('tag', 3))
		.groupBy(['posts.authorId', 'followed.name']);

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
				inner
					.selectFrom('posts')
					.select(['posts.authorId', 'posts.spaceId'])
					.whereRef('posts.spaceId', '=', 'followed.spaceId')
					.where(within(source))
					.orderBy('posts.createdAt', 'desc')
					.orderBy('posts.id', 'desc')
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
			sql<number>`2 * (select least(count(*), 3)::int from ${shared} as shared)`.as('weight'),
			sql<number>`(select count(*)::int from ${shared} as shared)`.as('count'),
		])
		.where(sql<SqlBool>`recent.field_keys && ${[...keys]}::text[]`);
};

/**
 * Members worth meeting, best first, each with its strongest reason: whom the reader answered, who writes under tags
 * and in spaces that they follow, who filled in the same, who writes much. One statement over a bounded number of rows.
 */
export const membersToMeet = (
	db: CommunityDb,
	source: Source,
	{
		keys,
		dismissed,
		since,
	}: { keys: readonly string[]; dismissed: readonly string[]; since: Date },
) =>
	db
		.with('talked', (inner) => answered(inner as unknown as CommunityDb, source.reader.viewerId))
		.with('lively', (inner) => activeAuthors(inner as unknown as CommunityDb, source, since))
		.with('alike', (inner) => byFields(inner as unknown as CommunityDb, keys))
		.with('found', (inner) => {
			const here = inner as unknown as CommunityDb;
			return inner
				.selectFrom('talked')
				.select(['talked.authorId as id', sql<string>`''`.as('about')])
				.select([
					sql<string>`'answered'`.as('reason'),
					sql<number>`5 * least(talked.times, 3)`.as('weight'),
					'talked.times as count',
				])
				.unionAll(byTags(here, source) as never)
				.unionAll(bySpaces(here, source) as never)
				.unionAll(inner.selectFrom('alike').selectAll() as never)
				.unionAll(
					inner
						.selectFrom('lively')
						.select(['lively.id', sql<string>`''`.as('about')])
						.select([
							sql<string>`'lively'`.as('reason'),
							sql<number>`0`.as('weight'),
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
		.where('members.id', '<>', source.reader.viewerId)
		.where(sql<SqlBool>`members.id <> all(${[...source.reader.muted, ...dismissed]}::uuid[])`)
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('relations')
						.select('kind')
						.where('memberId', '=', source.reader.viewerId)
						.where('kind', '=', 'follow')
						.whereRef('targetId', '=', 'members.id'),
				),
			),
		)
		.orderBy('scored.score', 'desc')
		.orderBy('scored.count', 'desc')
		.orderBy('members.id')
		.limit(MOST);

/** Which of `ids` the reader has neither written, read, answered nor put away. */
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
		);
