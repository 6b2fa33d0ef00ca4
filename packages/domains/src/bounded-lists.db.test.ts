import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommunityDb } from '@kith/db/handles';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { planOf, rowsTouched } from '@kith/testing/test-plans';
import { bookmarkRows } from './bookmarks/bookmarks.queries.ts';
import { readingOf } from './comments/reading.queries.ts';
import { replyPage, threadPage } from './comments/threads.queries.ts';
import type { CommunityContext } from './context.ts';
import { newestPosts } from './filing/filing.queries.ts';
import { fillWithPosts } from './many-posts-fixture.ts';
import { postCardById, postCardsByIds } from './posts/posts.queries.ts';
import { latestTagged, topTagged } from './posts/tagged-posts.queries.ts';
import { latestInFeed } from './feeds/feeds.queries.ts';
import { readerOf } from './feeds/reader.ts';
import { topOfAll, topSince } from './feeds/top.queries.ts';
import { givenSince } from './reactions/limits.queries.ts';

let installation: TestInstallation;
let reader: CommunityContext;
let spaceId: string;
let postId: string;
let tagId: string;

beforeAll(async () => {
	installation = await createTestInstallation();
	const filled = await fillWithPosts(installation);
	({ reader, spaceId, postId } = filled);
	tagId = filled.every(2);
}, 120_000);
afterAll(() => installation.close());

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
		// As many as may be given in a day, with their authors, and counted four times over.
		'given in a day': [2500, (db) => givenSince(db, { ...givenBy(), most: 201 })],
		// Two hundred, with their authors and tags.
		'what a rule is tried on': [2000, (db) => newestPosts(db, reader.ability, null)],
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
const thread = () => ({ ability: reader.ability, memberId: viewerId(), postId });
const givenBy = () => ({ memberId: viewerId(), authorIds: [viewerId()], since: ago(1) });
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
		expect(await asIfBig(async (db) => rowsTouched(query(db)))).toBeLessThanOrEqual(most);
	},
);

// All scores here are of one space: by which of two indexes its best are found is a matter of a page more or less.
test.for([
	...['latest', 'latest of a space', 'top of all', 'top of a month'],
	...['bookmarks', 'threads', 'replies', 'given in a day'],
])('%s is read by these indexes', async (name) => {
	const [, query] = LISTS[name] ?? [];
	expect(query && (await asIfBig(async (db) => planOf(query(db))))).toMatchSnapshot();
});
