import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommunityDb } from '@kith/db/handles';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { planOf, rowsTouched } from '@kith/testing/test-plans';
import { learnTables, rewriteTables } from '@kith/testing/test-statistics';
import type { CommunityContext } from './context.ts';
import { followedPosts } from './feeds/feeds.queries.ts';
import { hiddenPostsOf } from './feeds/hidden.queries.ts';
import { readerOf } from './feeds/reader.ts';
import { fillWithPosts } from './many-posts-fixture.ts';
import { latestPosts } from './posts/posts.queries.ts';
import { found } from './search/search.queries.ts';

let installation: TestInstallation;
let reader: CommunityContext;
/** Wrote nothing alone, and one post in a hundred along with others; hid everything that there is. */
let writerId: string;

/** Of thirty thousand posts three thousand are written by several; the reader follows who wrote along. */
beforeAll(async () => {
	installation = await createTestInstallation();
	const { owner } = installation;
	const { here, who, schema, ...filled } = await fillWithPosts(installation);
	({ reader } = filled);
	writerId = (await here.member('member', 'Ann')).memberId;
	await owner.query(
		`update ${schema}.posts
		set co_author_ids = array[case when n % 100 = 0 then $1 else gen_random_uuid() end::uuid]
		from (select id, row_number() over (order by id) as n from ${schema}.posts) as counted
		where counted.id = posts.id and n % 10 = 0`,
		[writerId],
	);
	await owner.query(
		`insert into ${schema}.hidden_posts (member_id, post_id, created_at)
		select $1, id, now() from ${schema}.posts`,
		[writerId],
	);
	await owner.query(
		`insert into ${schema}.relations (member_id, target_id, kind, created_at)
		values ($1, $2, 'follow', now())`,
		[who.memberId, writerId],
	);
	const changed = ['posts', 'hidden_posts', 'relations'];
	await rewriteTables(owner, schema, changed);
	await learnTables(owner, schema, changed);
}, 120_000);
afterAll(() => installation.close());

const seen = () => ({ ability: reader.ability, after: null, limit: 20 });
const search = () => ({
	...{ ...seen(), words: '', without: [], configs: ['simple'], spaceId: null, authorId: writerId },
	...{ tagIds: [], before: null, has: [], kind: 'all' as const, postKind: null, offset: 0 },
});

type Query = Parameters<typeof rowsTouched>[0];
/** With how many rows each may touch: those that are looked through count for each part that hands them on. */
const LISTS: Readonly<Record<string, readonly [most: number, query: (db: CommunityDb) => Query]>> =
	{
		'the posts of a member': [
			5000,
			(db) => latestPosts(db, { ...seen(), viewerId: reader.grants.memberId, authorId: writerId }),
		],
		'a search by a member': [5000, (db) => found(db, search())],
		Following: [6000, (db) => followedPosts(db, { ...seen(), reader: readerOf(reader) })],
		'hidden posts': [150, (db) => hiddenPostsOf(db, { ...seen(), memberId: writerId })],
	};

test.for(Object.entries(LISTS))(
	'%s is read in bounds, by these indexes',
	async ([, [most, query]]) => {
		await reader.db.transaction().execute(async (tx) => {
			// As in a community so big that reading a whole table is out of the question.
			await sql`set local enable_seqscan = off`.execute(tx);
			expect(await rowsTouched(query(tx))).toBeLessThanOrEqual(most);
			expect(await planOf(query(tx))).toMatchSnapshot();
		});
	},
);
