import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommunityDb } from '@kith/db/handles';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { learnTables } from '@kith/testing/test-statistics';
import { planOf, rowsTouched } from '@kith/testing/test-plans';
import { bookmarkRows } from './bookmarks/bookmarks.queries.ts';
import { readingOf } from './comments/reading.queries.ts';
import { replyPage, threadPage } from './comments/threads.queries.ts';
import type { CommunityContext } from './context.ts';
import { fillWithPosts } from './many-posts-fixture.ts';
import { latestPosts, postCardById, postCardsByIds } from './posts/posts.queries.ts';
import { latestTagged, topTagged } from './posts/tagged-posts.queries.ts';
import { followedPosts, latestInFeed } from './feeds/feeds.queries.ts';
import { hiddenPostsOf } from './feeds/hidden.queries.ts';
import { readerOf } from './feeds/reader.ts';
import { found } from './search/search.queries.ts';
import { topOfAll, topSince } from './feeds/top.queries.ts';

let installation: TestInstallation;
let reader: CommunityContext;
let spaceId: string;
let postId: string;
let tagId: string;
/** Wrote nothing alone, and one post in a hundred along with others. */
let writerId: string;

beforeAll(async () => {
	installation = await createTestInstallation();
	const filled = await fillWithPosts(installation);
	({ reader, spaceId, postId } = filled);
	tagId = filled.every(2);
	writerId = (await filled.here.member('member', 'Ann')).memberId;
	await shareEveryTenth(filled.schema);
	await hideAll(filled.schema);
}, 120_000);
afterAll(() => installation.close());

/** One post in ten is written by several: three thousand. */
async function shareEveryTenth(schema: string): Promise<void> {
	const { owner } = installation;
	await owner.query(
		`update ${schema}.posts set co_author_ids = array[case when n % 100 = 0 then $1 else gen_random_uuid() end::uuid]
		from (select id, row_number() over (order by id) as n from ${schema}.posts) as counted
		where counted.id = posts.id and n % 10 = 0`,
		[writerId],
	);
	await learnTables(owner, schema, ['posts']);
}

/** And hid everything that there is. */
async function hideAll(schema: string): Promise<void> {
	const { owner } = installation;
	await owner.query(
		`insert into ${schema}.hidden_posts (member_id, post_id, created_at)
		select $1, id, now() from ${schema}.posts`,
		[writerId],
	);
	await learnTables(owner, schema, ['hidden_posts']);
}

const DAY = 86_400_000;
type Query = Parameters<typeof rowsTouched>[0];

/** Every list and every statement of a post's page, with how many rows it may touch among thirty thousand posts. */
const LISTS: Readonly<Record<string, readonly [most: number, query: (db: CommunityDb) => Query]>> =
	{
		latest: [150, (db) => latestInFeed(db, listing())],
		'latest of a space': [250, (db) => latestInFeed(db, listing(spaceId))],
		'top of all': [150, (db) => topOfAll(db, listing())],
		// The planner may look at all that two days hold: they are few beside thirty thousand.
		'top of a day': [16_000, (db) => topSince(db, ago(1), new Date(), listing())],
		'top of a week': [5000, (db) => topSince(db, ago(7), new Date(), listing())],
		'top of a month': [8000, (db) => topSince(db, ago(30), new Date(), listing())],
		'top of a space': [250, (db) => topOfAll(db, listing(spaceId))],
		'posts of a member': [
			4000,
			(db) => latestPosts(db, { ...seen(), authorId: writerId, after: null, limit: 20 }),
		],
		'a search by a member': [4200, (db) => found(db, searching())],
		following: [2500, (db) => followedPosts(db, listing())],
		'hidden posts': [
			150,
			(db) => hiddenPostsOf(db, { ...seen(), memberId: writerId, after: null, limit: 20 }),
		],
		bookmarks: [100, (db) => bookmarkRows(db, { memberId: viewerId(), after: null, limit: 20 })],
		'latest of a tag': [700, (db) => latestTagged(db, { ...tagged(), after: null })],
		'top of a tag': [15_000, (db) => topTagged(db, { ...tagged(), offset: 0 })],
		'cards of a page': [600, (db) => postCardsByIds(db, { ...seen(), ids: [postId] })],
		post: [60, (db) => postCardById(db, postId, viewerId())],
		threads: [60, (db) => threadPage(db, { ...thread(), from: null, after: null, limit: 20 })],
		replies: [
			60,
			(db) => replyPage(db, { ...thread(), rootId: postId, from: ['epoch', postId], limit: 20 }),
		],
		'place in a post': [
			60,
			(db) => readingOf(db, reader.ability, { memberId: viewerId(), postId }),
		],
	};

const viewerId = () => reader.grants.memberId;
/** Late on a day, the dearest moment to begin at: nearly all that the day holds is read, and left out. Tried at all hours. */
const ago = (days: number) => new Date(new Date(Date.now() - days * DAY).setUTCHours(23, 50));
const seen = () => ({ ability: reader.ability, viewerId: viewerId() });
const tagged = () => ({ ...seen(), tagId, limit: 20 });
const searching = () => ({
	...{ ability: reader.ability, words: '', without: [], configs: ['simple'], spaceId: null },
	...{ authorId: writerId, tagIds: [], after: null, before: null, has: [], kind: 'all' as const },
	...{ postKind: null, limit: 20, offset: 0 },
});
const thread = () => ({ ability: reader.ability, memberId: viewerId(), postId });
const listing = (of?: string) => ({
	...{ ability: reader.ability, reader: readerOf(reader), limit: 20, after: null },
	...{ spaceId: of, kind: undefined, state: undefined },
});

/** As in a community so big that reading a whole table is out of the question. */
const asIfBig = <T>(look: (db: CommunityDb) => Promise<T>): Promise<T> =>
	reader.db.transaction().execute(async (tx) => {
		await sql`set local enable_seqscan = off`.execute(tx);
		return look(tx);
	});

test.for(Object.entries(LISTS))(
	'of thirty thousand posts, %s reads a bounded number of rows',
	async ([, [most, query]]) => {
		const touched = await asIfBig(async (db) => rowsTouched(query(db)));
		expect(touched).toBeLessThanOrEqual(most);
	},
);

test.for([
	...['latest', 'latest of a space', 'top of all', 'top of a space', 'top of a month'],
	...[
		'bookmarks',
		'threads',
		'replies',
		'posts of a member',
		'a search by a member',
		'following',
		'hidden posts',
	],
])('%s is read by these indexes', async (name) => {
	const [, query] = LISTS[name] ?? [];
	expect(query && (await asIfBig(async (db) => planOf(query(db))))).toMatchSnapshot();
});
