import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { rowsTouched, statementOf } from '@kith/testing/test-plans';
import { fillWithTags } from '@kith/testing/test-tags';
import type { CommunityContext } from '../context.ts';
import { found, type Search } from './search.queries.ts';

/** Enough for the newest five hundred hits of each kind, whatever a tag is on. */
const MOST = 20_000;

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
}, 120_000);
afterAll(() => installation.close());

const asked = (more: Partial<Search>): Search => ({
	...{ ability: reader.ability, words: '', without: [], configs: ['simple', 'english'] },
	...{ spaceId: null, authorId: null, tagIds: [], after: null, before: null, has: [] },
	...{ kind: 'all', postKind: null, limit: 20, offset: 0 },
	...more,
});
test.for([2, 10, 300])(
	'a search by nothing but the tag of every %i-th post touches a bounded number of rows',
	async (nth) => {
		const one = { tagIds: [every(nth)] };
		for (const search of [
			...[asked(one), asked({ ...one, kind: 'posts' }), asked({ ...one, kind: 'comments' })],
			...[asked({ tagIds: [every(nth), every(3)] }), asked({ ...one, postKind: 'discussion' })],
		])
			expect(await rowsTouched(found(reader.db, search))).toBeLessThanOrEqual(MOST);
	},
);

test('a search by a tag and a word looks the word up', async () => {
	const search = asked({ tagIds: [every(2)], words: 'w7' });
	expect(await rowsTouched(found(reader.db, search))).toBeLessThanOrEqual(2000);
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
	const found300 = await ids({ tagIds: [every(7), every(300)], kind: 'posts' });
	expect(found300.toSorted()).toEqual(both.map(({ id }) => id).toSorted());
	expect(await ids({ tagIds: [every(300)], kind: 'comments' })).toHaveLength(rare.length);
});

test('the statement is this', () => {
	const statement = found(reader.db, asked({ tagIds: [every(2), every(3)] }));
	expect(statementOf(statement)).toMatchSnapshot();
});
