import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { AppAbility } from '../permissions/permission.ts';
import { markOf, type Content } from '../rich-text/index.ts';
import { isCoWrittenBy } from '../permissions/co-written.queries.ts';
import { hasTag } from '../tags/index.ts';
import { accessible } from '../permissions/where.ts';
import { isTagAlone, taggedComments, taggedPosts } from './by-tag.queries.ts';

/** Only the newest hits are ranked: words that are everywhere would cost without end. */
const RANKED = 500;

export type Search = {
	ability: AppAbility;
	/** In the syntax of `websearch_to_tsquery`; empty for filters alone. */
	words: string;
	/** Words and phrases that must not occur. */
	without: readonly string[];
	/** Text-search configurations the rows may be written with. */
	configs: readonly string[];
	spaceId: string | null;
	authorId: string | null;
	/** Tags that a post must have, all of them; comments are found by those of their post. */
	tagIds: readonly string[];
	after: Date | null;
	before: Date | null;
	/** What a writing must hold, all of it: marks that stand among its words. */
	has: readonly Content[];
	kind: 'all' | 'posts' | 'comments';
	postKind: string | null;
	limit: number;
	offset: number;
};

/** One index lookup serves rows of every language: the query is the words in each of them. */
export const tsquery = (
	words: string | RawBuilder<string>,
	configs: readonly string[],
): RawBuilder<string> =>
	sql`(${sql.join(
		configs.map((config) => sql`websearch_to_tsquery(${config}::regconfig, ${words})`),
		sql` || `,
	)})`;

/**
 * What a row must hold and not hold. What is excluded is so in every language: a row that is stemmed has no word as it
 * was typed, so the unstemmed query alone would let it pass.
 */
export const wanted = ({ words, without, has, configs }: Search): RawBuilder<string> => {
	const marks = has.map((content) => sql`${`'${markOf(content)}'`}::tsquery`);
	const excluded = without.flatMap((phrase) =>
		configs.map((config) => sql`!!phraseto_tsquery(${config}::regconfig, ${phrase})`),
	);
	const asked = words ? [tsquery(words, configs)] : [];
	return sql`(${sql.join([...asked, ...excluded, ...marks], sql` && `)})`;
};

/** Good matches first, and of two that match alike the newer one. */
const rank = ({ words, configs }: Search) =>
	sql<number>`ts_rank_cd(hits.search, ${tsquery(words, configs)}, 33)
		* (1 + exp(-extract(epoch from (now() - hits.created_at)) / 15552000))`;

/**
 * Newest first. Plain words may be looked for along the index of dates, which is quick for words that are everywhere.
 * Whatever narrows them makes hits rarer than the planner can know: then the words' own index is the safe way in.
 */
const newest = (table: 'posts' | 'comments', { words, without, has, ...search }: Search) => {
	const isNarrow =
		search.spaceId !== null ||
		search.authorId !== null ||
		search.tagIds.length > 0 ||
		without.length > 0 ||
		(has.length > 0 && words !== '') ||
		words.includes('"');
	const createdAt =
		table === 'posts' ? sql<Date>`posts.created_at` : sql<Date>`comments.created_at`;
	return isNarrow && (words !== '' || has.length > 0)
		? sql<Date>`${createdAt} + interval '0'`
		: createdAt;
};

/** Whether anything is asked of the words. */
export const hasWords = ({ words, without, has }: Search) =>
	words !== '' || without.length + has.length > 0;

const matching = (table: 'posts' | 'comments', search: Search) =>
	sql<SqlBool>`${table === 'posts' ? sql`posts.search` : sql`comments.search`} @@ ${wanted(search)}`;

const tagged =
	(db: CommunityDb, { tagIds }: Search) =>
	(eb: { and: (parts: readonly RawBuilder<SqlBool>[]) => Expression<SqlBool> }) =>
		eb.and(tagIds.map((tagId) => hasTag(db, tagId)));

const postHits = (db: CommunityDb, search: Search, isTheirs?: RawBuilder<SqlBool>) =>
	db
		.selectFrom('posts')
		.select((eb) => [
			eb.val('post').as('kind'),
			'posts.id',
			'posts.id as postId',
			'posts.authorId',
			'posts.createdAt',
			'posts.search',
		])
		.where(accessible(search.ability, 'read', 'Post', 'posts'))
		.where(tagged(db, search))
		.$if(hasWords(search), (query) => query.where(matching('posts', search)))
		.$if(search.postKind !== null, (query) => query.where('posts.kind', '=', search.postKind))
		.$if(search.spaceId !== null, (query) => query.where('posts.spaceId', '=', search.spaceId))
		.$if(search.authorId !== null, (query) =>
			query.where(isTheirs ?? sql<SqlBool>`posts.author_id = ${search.authorId}`),
		)
		.$if(search.after !== null, (query) => query.where('posts.createdAt', '>=', search.after))
		.$if(search.before !== null, (query) => query.where('posts.createdAt', '<', search.before))
		.orderBy(newest('posts', search), 'desc')
		.limit(RANKED);

/** What somebody wrote along with others comes beside what they wrote alone: one condition for both would find neither by an index. */
const postsOfAuthor = (db: CommunityDb, search: Search) => {
	if (search.authorId === null) return postHits(db, search);
	const shared = postHits(db, search, isCoWrittenBy(db, search.authorId));
	return db
		.selectFrom(postHits(db, search).as('own'))
		.selectAll()
		.unionAll(db.selectFrom(shared.as('shared')).selectAll());
};

const commentHits = (db: CommunityDb, search: Search) =>
	db
		.selectFrom('comments')
		.innerJoin('posts', 'posts.id', 'comments.postId')
		.select((eb) => [
			eb.val('comment').as('kind'),
			'comments.id',
			'comments.postId',
			'comments.authorId',
			'comments.createdAt',
			'comments.search',
		])
		.where(accessible(search.ability, 'read', 'Comment', 'comments'))
		.where(accessible(search.ability, 'read', 'Post', 'posts'))
		.where(tagged(db, search))
		.$if(hasWords(search), (query) => query.where(matching('comments', search)))
		.$if(search.spaceId !== null, (query) => query.where('comments.spaceId', '=', search.spaceId))
		.$if(search.authorId !== null, (query) =>
			query.where('comments.authorId', '=', search.authorId),
		)
		.$if(search.after !== null, (query) => query.where('comments.createdAt', '>=', search.after))
		.$if(search.before !== null, (query) => query.where('comments.createdAt', '<', search.before))
		.orderBy(newest('comments', search), 'desc')
		.limit(RANKED);

/** A page of posts and comments that match, best first, one more than asked for: one statement. */
export const found = (db: CommunityDb, search: Search) =>
	db
		.with('hits', (hits) => {
			const here = hits as unknown as CommunityDb;
			const posts = isTagAlone(search) ? taggedPosts(here, search) : postsOfAuthor(here, search);
			const comments = isTagAlone(search)
				? taggedComments(here, search)
				: commentHits(here, search);
			if (search.kind === 'posts') return posts;
			if (search.kind === 'comments') return comments;
			return hits
				.selectFrom(posts.as('found'))
				.selectAll()
				.unionAll(hits.selectFrom(comments.as('found')).selectAll());
		})
		.with('best', (best) =>
			best
				.selectFrom('hits')
				.select(['kind', 'id', 'postId', 'authorId', 'createdAt'])
				.select(rank(search).as('rank'))
				.orderBy('rank', 'desc')
				.orderBy('createdAt', 'desc')
				.orderBy('id')
				.limit(search.limit + 1)
				.offset(search.offset),
		)
		.selectFrom('best')
		.innerJoin('posts', 'posts.id', 'best.postId')
		.innerJoin('members', 'members.id', 'best.authorId')
		.leftJoin('comments', (join) =>
			join.onRef('comments.id', '=', 'best.id').on('best.kind', '=', 'comment'),
		)
		.select((eb) => [
			...(['best.kind', 'best.id', 'best.postId', 'best.authorId', 'best.createdAt'] as const),
			...(['posts.title', 'posts.spaceId', 'posts.commentCount', 'posts.contentWarning'] as const),
			...(['members.handle', 'members.name', 'members.avatarFileId'] as const),
			eb.fn.coalesce('comments.body', 'posts.body').as('body'),
			sql<string[]>`array(${eb
				.selectFrom('memberRoles')
				.select('roleId')
				.distinct()
				.whereRef('memberRoles.memberId', '=', 'members.id')})`.as('authorRoleIds'),
		])
		.orderBy('best.rank', 'desc')
		.orderBy('best.createdAt', 'desc')
		.orderBy('best.id');

const contains = (text: string) =>
	`%${text.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

/** Members by a part of their name or handle; those who begin with it first. */
export const membersNamed = (db: CommunityDb, ability: AppAbility, name: string) =>
	db
		.selectFrom('members')
		.select(['id', 'handle', 'name', 'avatarFileId'])
		.where(accessible(ability, 'read', 'Member', 'members'))
		.where(sql<SqlBool>`(lower(members.name) || ' ' || members.handle) like ${contains(name)}`)
		.orderBy(sql`lower(members.name) not like ${contains(name).slice(1)}`)
		.orderBy('members.name')
		.limit(5);

/** Newest posts with these letters in their title. */
export const titlesWith = (db: CommunityDb, ability: AppAbility, text: string) =>
	titles(db, ability)
		.where(sql<SqlBool>`lower(posts.title) like ${contains(text)}`)
		.orderBy('posts.createdAt', 'desc')
		.limit(6);

/**
 * Which of these words no post was written with, as far as they may be read: the misspelled ones. Words of other posts
 * count for none, or what is offered would tell that they are there.
 */
export const unknownWords = (
	db: CommunityDb,
	ability: AppAbility,
	words: readonly string[],
	configs: readonly string[],
) =>
	db
		.selectFrom(sql<{ word: string }>`unnest(${[...words]}::text[])`.as<'typed'>(sql`typed(word)`))
		.select('typed.word')
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('posts')
						.select('posts.id')
						.where(accessible(ability, 'read', 'Post', 'posts'))
						.where(sql<SqlBool>`posts.search @@ ${tsquery(sql<string>`typed.word`, configs)}`),
				),
			),
		);

/** Posts whose title holds a word that is spelled like one of these, closest to all of them first. */
export const titlesLike = (db: CommunityDb, ability: AppAbility, words: readonly string[]) =>
	titles(db, ability)
		.where((eb) => eb.or(words.map((word) => sql<SqlBool>`lower(posts.title) %> ${word}`)))
		.orderBy(sql`lower(posts.title) <->> ${words.join(' ')}`)
		.limit(5);

/** How many posts are compared by the spelling of their titles, of those that share most words. */
const COMPARED = 60;

/**
 * Posts with a title that says about the same: most words in common first, then the spelling decides. `words` is in the
 * syntax of `websearch_to_tsquery`, each one optional.
 */
export const titlesAlike = (
	db: CommunityDb,
	ability: AppAbility,
	{ title, words, configs }: { title: string; words: string; configs: readonly string[] },
) =>
	db
		.with('near', (near) =>
			near
				.selectFrom('posts')
				.select(['id', 'spaceId', 'title', 'commentCount'])
				.where(accessible(ability, 'read', 'Post', 'posts'))
				.where(sql<SqlBool>`posts.search @@ ${tsquery(words, configs)}`)
				.orderBy(sql`ts_rank('{0,0,0.1,1}', posts.search, ${tsquery(words, configs)})`, 'desc')
				.limit(COMPARED),
		)
		.selectFrom('near')
		.select(['near.id as postId', 'near.title', 'near.spaceId', 'near.commentCount'])
		.where(sql<SqlBool>`ext.similarity(lower(near.title), ${title.toLowerCase()}) > 0.3`)
		.orderBy(sql`ext.similarity(lower(near.title), ${title.toLowerCase()})`, 'desc')
		.orderBy('near.id')
		.limit(5);

const titles = (db: CommunityDb, ability: AppAbility) =>
	db
		.selectFrom('posts')
		.select(['posts.id as postId', 'posts.title', 'posts.spaceId'])
		.where(accessible(ability, 'read', 'Post', 'posts'));

export const memberIdByHandle = (db: CommunityDb, handle: string) =>
	db.selectFrom('members').select('id').where('handle', '=', handle);
