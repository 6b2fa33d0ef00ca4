import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { rowsTouched, statementOf } from '@kith/testing/test-plans';
import { fillWithTags } from '@kith/testing/test-tags';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';
import { TEXT_CONFIGS } from '../rich-text/text-configs.schema.ts';
import { tagsMeant } from '../tags/index.ts';
import { found, type Search } from './search.queries.ts';

/**
 * Enough for the newest five hundred hits of each kind, whatever a tag is on, and for a plan that goes through the index
 * of thirty thousand posts once; their comments are as many again.
 */
const MOST = 40_000;

let installation: TestInstallation;
let reader: CommunityContext;
let every: (nth: number) => string;

beforeAll(async () => {
	installation = await createTestInstallation();
	const here = await createTestCommunity(installation);
	reader = await here.as(await here.member('member', 'Rea'));
	const { memberId: authorId, spaces } = reader.grants;
	const where = { communityId: here.id, spaceId: spaces.readable[0] ?? '', authorIds: [authorId] };
	every = await fillWithTags(installation, where);
	// On every post that the tag of every second is not on.
	await installation.owner.query(
		`insert into c_${here.id}.post_tags (post_id, tag_id, space_id, shown_at)
		select id, $1, space_id, created_at from c_${here.id}.posts
		where not exists (select from c_${here.id}.post_tags where post_id = posts.id and tag_id = $2)`,
		[every(11), every(2)],
	);
	await installation.owner.query(`analyze c_${here.id}.post_tags`);
}, 120_000);
afterAll(() => installation.close());

const asked = (more: Partial<Search>): Search => ({
	...{ ability: reader.ability, words: '', without: [], configs: ['simple', 'english'] },
	...{ spaceId: null, authorId: null, tagIds: [], after: null, before: null, has: [] },
	...{ kind: 'all', postKind: null, limit: 20, offset: 0 },
	...more,
});
/** As in a community so big that reading a whole table is out of the question. */
const touchedBy = (search: Search) =>
	reader.db.transaction().execute(async (tx) => {
		await sql`set local enable_seqscan = off`.execute(tx);
		return rowsTouched(found(tx, search));
	});

test.for([2, 10, 300])(
	'a search by nothing but the tag of every %i-th post touches a bounded number of rows',
	async (nth) => {
		const one = { tagIds: [every(nth)] };
		for (const search of [
			...[asked(one), asked({ ...one, kind: 'posts' }), asked({ ...one, kind: 'comments' })],
			...[asked({ tagIds: [every(nth), every(3)] }), asked({ ...one, postKind: 'discussion' })],
		])
			expect(await touchedBy(search)).toBeLessThanOrEqual(MOST);
	},
);

test('two tags on half of all posts that never meet are not walked through to the end', async () => {
	for (const tagIds of [
		[every(2), every(11)],
		[every(11), every(2)],
	])
		expect(await touchedBy(asked({ tagIds }))).toBeLessThanOrEqual(MOST);
});

test('of several tags the rarest leads, in whatever order they are named', async () => {
	const { search } = communityCaller(reader);
	const [spaceId = ''] = reader.grants.spaces.readable;
	for (const [nth, count] of [
		[2, 15_000],
		[300, 100],
	] as const) {
		const named = { slug: `topic-${nth}`, name: `Topic ${nth}`, tagId: every(nth), kind: 'main' };
		await reader.db.insertInto('tagNames').values(named).execute();
		const used = { tagId: every(nth), spaceId, postCount: count };
		await reader.db.insertInto('tagUses').values(used).execute();
	}
	const answers = await Promise.all(
		['tag:topic-2 tag:topic-300', 'tag:topic-300 tag:topic-2'].map((text) =>
			search.find({ text, kind: 'posts', limit: 50 }),
		),
	);
	const [one = [], other = []] = answers.map(({ items }) => items.map(({ id }) => id));
	expect(one).toHaveLength(50);
	expect(other).toEqual(one);
	expect(await tagsMeant(reader, ['topic-300'])).toMatchObject([
		{ id: every(300), postCount: 100 },
	]);
});

test('a search by a tag and a word looks the word up', async () => {
	const search = asked({ tagIds: [every(2)], words: 'w7' });
	expect(await rowsTouched(found(reader.db, search))).toBeLessThanOrEqual(2000);
});

test('a search in all languages reads the rows that one in the community’s own does', async () => {
	const [own, all] = [
		['english', 'simple'],
		[...Object.values(TEXT_CONFIGS), 'simple'],
	];
	const touched = (configs: readonly string[]) =>
		rowsTouched(found(reader.db, asked({ words: 'w7', configs })));
	expect(await touched(all)).toBe(await touched(own));
});

test('the newest under a tag are found, posts and comments, under several what has all of them', async () => {
	const ids = async (more: Partial<Search>) =>
		(await found(reader.db, asked({ limit: 500, ...more })).execute()).map(({ id }) => id);
	const has = (tagId: string) =>
		reader.db
			.selectFrom('postTags')
			.innerJoin('posts', 'posts.id', 'postTags.postId')
			.select('posts.id')
			.where('postTags.tagId', '=', tagId)
			.orderBy('posts.createdAt', 'desc');
	const rare = (await has(every(300)).execute()).map(({ id }) => id);
	expect((await ids({ tagIds: [every(300)], kind: 'posts' })).toSorted()).toEqual(rare.toSorted());
	const both = await has(every(300))
		.where('posts.id', 'in', has(every(7)).clearOrderBy())
		.execute();
	const found300 = await ids({ tagIds: [every(300), every(7)], kind: 'posts' });
	expect(found300.toSorted()).toEqual(both.map(({ id }) => id).toSorted());
	expect(await ids({ tagIds: [every(300)], kind: 'comments' })).toHaveLength(rare.length);
});

test('the statement is this', () => {
	const statement = found(reader.db, asked({ tagIds: [every(2), every(3)] }));
	expect(statementOf(statement)).toMatchSnapshot();
});
