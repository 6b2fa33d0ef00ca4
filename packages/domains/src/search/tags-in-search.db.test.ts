import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, spaceFields, tagFields, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createSpace, createTag, publishComment, publishPost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';

let installation: TestInstallation;
let here: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
let member: CommunityContext;
let spaceId: string;

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	actors = await everyActor(here, await createTestCommunity(installation));
	spaceId = (await createSpace(await actors.as('owner'), spaceFields('Kitchen'))).spaceId;
	member = await actors.as('member');
	const bread = { ...tagFields('Sourdough'), synonyms: ['Levain'] };
	await createTag(await actors.as('owner'), { id: newId(), ...bread });
});
afterAll(() => installation.close());

const post = async (title: string, tags: string[]) =>
	(await publishPost(member, { id: newId(), spaceId, title, body: words('Text'), tags })).postId;
const look = (text: string, ctx = member) => communityCaller(ctx).search.find({ text });
const titles = async (text: string) =>
	(await look(text)).items.map(({ title }) => title.map((part) => part.text).join('')).toSorted();
const before = (ctx = member) => communityCaller(ctx).search.recent();

test('tags narrow, by any of their names, and several must all be there', async () => {
	await post('Loaf with rye', ['Sourdough', 'Rye flour']);
	const plain = await post('Loaf of wheat', ['Sourdough']);
	await post('Loaf without', []);
	const body = words('what a loaf');
	await publishComment(member, { id: newId(), postId: plain, parentId: null, body });
	expect(await titles('loaf tag:sourdough kind:posts')).toEqual(['Loaf of wheat', 'Loaf with rye']);
	expect(await titles('loaf tag:levain kind:comments')).toEqual(['Loaf of wheat']);
	expect(await titles('tag:#Levain kind:posts')).toHaveLength(2);
	expect(await titles('tag:sourdough tag:"rye flour"')).toEqual(['Loaf with rye']);
	expect(await look('loaf tag:nowhere')).toMatchObject({
		...{ items: [], unknownFilters: ['tag:nowhere'] },
	});
});

test('tags are found and suggested by their names', async () => {
	expect((await look('levain')).tags).toEqual([
		{ slug: 'sourdough', name: 'Sourdough', postCount: 2 },
	]);
	const suggested = await communityCaller(member).search.suggest({ text: '#sourd' });
	expect(suggested.tags.map(({ name }) => name)).toEqual(['Sourdough']);
});

test('a member is offered their own last twenty searches, each once, and nobody else is', async () => {
	const rita = await here.as(await here.member('member', 'Rita Recent'));
	for (let count = 0; count < 23; count++) await look(`word ${count}`, rita);
	await look('word 20', rita);
	await look('word 20', rita);
	await communityCaller(rita).search.find({ text: 'only posts', kind: 'posts' });
	const { recent } = await before(rita);
	expect(recent).toHaveLength(20);
	expect(recent.slice(0, 3)).toEqual(['word 20', 'word 22', 'word 21']);
	expect((await before(await actors.as('moderator'))).recent).toEqual([]);
	expect((await before()).suggested[0]).toMatchObject({ name: 'Sourdough' });
});

test('recent searches are forgotten one by one, all at once, and with the member', async () => {
	const leaver = await here.member('member', 'Lou Leaver');
	const lou = await here.as(leaver);
	for (const text of ['one', 'two', 'three']) await look(text, lou);
	await communityCaller(lou).search.forget({ text: 'two' });
	expect((await before(lou)).recent).toEqual(['three', 'one']);
	await communityCaller(lou).search.forget({ text: null });
	expect((await before(lou)).recent).toEqual([]);
	await look('something of mine', lou);
	await communityCaller(lou).members.leave({ contributions: 'keep' });
	const row = here.db
		.selectFrom('members')
		.select('recentSearches')
		.where('id', '=', leaver.memberId);
	expect(await row.executeTakeFirst()).toEqual({ recentSearches: [] });
});

test('a visitor of a public community is offered tags, and has nothing to forget', async () => {
	const access = { visibility: 'public' as const, join: 'open' as const };
	const community = await createTestCommunity(installation, { access });
	const visitor = await community.as(null, { ip: '203.0.113.77' });
	await look('anything', visitor);
	expect(await before(visitor)).toEqual({ recent: [], suggested: [] });
	const forget = communityCaller(visitor).search.forget({ text: null });
	expect(await outcomeOf(forget)).toBe('identity.sign_in_needed');
});
