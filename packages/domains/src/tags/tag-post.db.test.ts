import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf, spaceFields, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createSpace, deleteExamples, getPost, publishPost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';

let installation: TestInstallation;
let here: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
let open: string;
let hidden: string;

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	actors = await everyActor(here, await createTestCommunity(installation));
	const owner = await actors.as('owner');
	open = (await createSpace(owner, spaceFields('Kitchen'))).spaceId;
	const cabinet = { ...spaceFields('Cabinet'), visibility: 'private' as const };
	hidden = (await createSpace(owner, cabinet)).spaceId;
});
afterAll(() => installation.close());

const post = async (ctx: CommunityContext, tags: string[], spaceId = open) =>
	(await publishPost(ctx, { id: newId(), spaceId, title: 'Tagged', body: words('Text'), tags }))
		.postId;
const tagsOf = async (ctx: CommunityContext, postId: string) =>
	(await getPost(ctx, { postId })).tags.map(({ name }) => name);
const retag = async (ctx: CommunityContext, postId: string, tags: string[]) => {
	const { version } = await getPost(ctx, { postId });
	const text = { title: 'Tagged', body: words('Text') };
	return communityCaller(ctx).posts.edit({ postId, version, ...text, tags });
};
const countOf = async (ctx: CommunityContext, slug: string) =>
	(await communityCaller(ctx).tags.get({ slug })).postCount;
const make = async (name: string, change: object = {}) => {
	const fields = { description: '', tagGroupId: null, isRestricted: false, roleIds: [] };
	const owner = await actors.as('owner');
	const input = { id: newId(), name, ...fields, synonyms: [], ...change };
	return communityCaller(owner).tags.create(input);
};

test('a post carries tags in any script, each once, whatever the case', async () => {
	const member = await actors.as('member');
	const postId = await post(member, ['Night trains', 'night TRAINS', '夜行列車', 'C++', 'C#']);
	expect(await tagsOf(member, postId)).toEqual(['C#', 'C++', 'Night trains', '夜行列車']);
	expect(await countOf(member, 'c++')).toBe(1);
	const again = await post(member, ['c#']);
	expect(await tagsOf(member, again)).toEqual(['C#']);
	expect(await countOf(member, 'c#')).toBe(2);
});

test('names without letters, with commas or without end, and a sixth tag are refused', async () => {
	const member = await actors.as('member');
	for (const name of ['🚂', 'one, two', 'x'.repeat(41), '#', '', '\n'])
		expect(await outcomeOf(post(member, [name])), name).not.toBe('done');
	const six = ['one', 'two', 'three', 'four', 'five', 'six'];
	expect(await outcomeOf(post(member, six))).not.toBe('done');
	expect(await outcomeOf(post(member, six.slice(1)))).toBe('done');
});

test('the author changes the tags, no stranger does, and left out they stay', async () => {
	const [member, moderator] = [await actors.as('member'), await actors.as('moderator')];
	const postId = await post(member, ['Bread', 'Rye']);
	await retag(member, postId, ['Rye', 'Spelt']);
	expect(await tagsOf(member, postId)).toEqual(['Rye', 'Spelt']);
	expect(await countOf(member, 'bread')).toBe(0);
	const text = { title: 'Tagged', body: words('Other') };
	await communityCaller(member).posts.edit({ postId, version: 2, ...text });
	expect(await tagsOf(member, postId)).toEqual(['Rye', 'Spelt']);
	await retag(moderator, postId, []);
	expect(await tagsOf(member, postId)).toEqual([]);
	const other = await here.as(await here.member('member', 'Otto Other'));
	expect(await outcomeOf(retag(other, postId, ['Bread']))).toBe('permissions.denied');
});

test('counts follow what is shown, and hold under parallel writing', async () => {
	const member = await actors.as('member');
	await post(member, ['Count', 'Other']);
	const outcomes = await atOnce(24, (index) =>
		post(member, index % 2 ? ['Count', 'Other'] : ['Other', 'Count', `Alone ${index}`]),
	);
	expect(outcomes).toEqual({ done: 24 });
	expect(await countOf(member, 'count')).toBe(25);
	const gone = await post(member, ['Count']);
	await communityCaller(member).posts.delete({ postId: gone });
	expect(await countOf(member, 'count')).toBe(25);
	const retagged = await post(member, ['Other']);
	const turns = await atOnce(10, (index) =>
		retag(member, retagged, index % 2 ? ['Count'] : ['Other']),
	);
	expect(turns['done']).toBeGreaterThan(0);
	const rows = await here.db
		.selectFrom('postTags')
		.innerJoin('tags', 'tags.id', 'postTags.tagId')
		.select('postTags.postId')
		.where('tags.slug', '=', 'count')
		.where('postTags.shownAt', 'is not', null)
		.execute();
	expect(await countOf(member, 'count')).toBe(rows.length);
});

test('one name introduced by many at once becomes one tag', async () => {
	const member = await actors.as('member');
	expect(await atOnce(12, () => post(member, ['Brand new']))).toEqual({ done: 12 });
	expect(await countOf(member, 'brand-new')).toBe(12);
	const rows = here.db.selectFrom('tags').select('id').where('name', '=', 'Brand new');
	expect(await rows.execute()).toHaveLength(1);
});

test('who leaves and takes everything along is counted out', async () => {
	const leaver = await here.member('member', 'Lea Leaver');
	const ctx = await here.as(leaver);
	await post(ctx, ['Farewell']);
	await post(await actors.as('member'), ['Farewell']);
	const { id: tagId } = await communityCaller(ctx).tags.get({ slug: 'farewell' });
	await communityCaller(ctx).tags.follow({ tagId, on: true });
	await communityCaller(ctx).members.leave({ contributions: 'delete' });
	const member = await actors.as('member');
	expect(await communityCaller(member).tags.get({ slug: 'farewell' })).toMatchObject({
		...{ postCount: 1, followerCount: 0 },
	});
});

test('starter posts leave no count behind', async () => {
	const owner = await actors.as('owner');
	const postId = await post(owner, ['Starter']);
	await here.db.updateTable('posts').set({ isExample: true }).where('id', '=', postId).execute();
	await deleteExamples(owner);
	expect(await countOf(owner, 'starter')).toBe(0);
});

test('who may make no tags uses those that exist', async () => {
	const [admin, member] = [await actors.as('admin'), await actors.as('member')];
	await post(member, ['Known']);
	await communityCaller(admin).tags.setCreation({ allowed: false });
	expect(await communityCaller(admin).tags.creation()).toEqual({ allowed: true });
	const later = await actors.as('member');
	expect(await outcomeOf(post(later, ['Known']))).toBe('done');
	expect(await outcomeOf(post(later, ['Unknown']))).toBe('tags.unknown');
	expect((await communityCaller(later).tags.choice()).mayCreate).toBe(false);
	await communityCaller(await actors.as('admin')).tags.setCreation({ allowed: true });
	expect(await outcomeOf(post(await actors.as('member'), ['Unknown']))).toBe('done');
});

test('a restricted tag is set and taken by its roles and keepers alone', async () => {
	const member = await actors.as('member');
	const roles = await communityCaller(member).roles.list();
	const special = roles.find(({ key }) => !['owner', 'admin', 'moderator', 'member'].includes(key));
	await make('Official', { isRestricted: true, roleIds: special ? [special.id] : [] });
	expect(await outcomeOf(post(member, ['Official']))).toBe('tags.restricted');
	const moderator = await actors.as('moderator');
	expect(await outcomeOf(post(moderator, ['Official']))).toBe('done');
	const marked = await post(member, []);
	await retag(moderator, marked, ['Official']);
	expect(await outcomeOf(retag(member, marked, []))).toBe('tags.restricted');
	expect(await outcomeOf(retag(member, marked, ['Official', 'Mine']))).toBe('done');
	const chosen = await here.as(await here.member(special?.key ?? '', 'Chosen One'));
	expect(await outcomeOf(post(chosen, ['Official']))).toBe('done');
	const seen = await communityCaller(member).tags.suggest({ text: 'offic' });
	expect(seen).toMatchObject([{ name: 'Official', mayUse: false }]);
});

test('groups: one of it at most, and one of it where a space asks for it', async () => {
	const strict = (await createSpace(await actors.as('owner'), spaceFields('Bugs'))).spaceId;
	const [owner, member] = [await actors.as('owner'), await actors.as('member')];
	const group = { name: 'Product', onlyOne: true, requiredSpaceIds: [strict] };
	const { tagGroupId } = await communityCaller(owner).tags.saveGroup(group);
	expect(await outcomeOf(post(member, [], strict))).toBe('done');
	await make('Kettle', { tagGroupId });
	await make('Oven', { tagGroupId });
	expect(await outcomeOf(post(member, ['Kettle', 'Oven']))).toBe('tags.one_of_group');
	expect(await outcomeOf(post(member, ['Kettle', 'Else']))).toBe('done');
	expect(await outcomeOf(post(member, ['Else'], strict))).toBe('tags.group_required');
	expect(await outcomeOf(post(member, ['Oven'], strict))).toBe('done');
	expect(await outcomeOf(post(member, []))).toBe('done');
});

test('a tag of hidden posts alone is nowhere for who may not read them', async () => {
	const [owner, member] = [await actors.as('owner'), await actors.as('member')];
	await post(owner, ['Reorganisation'], hidden);
	await post(owner, ['Shared'], hidden);
	await post(member, ['Shared']);
	expect(await countOf(owner, 'shared')).toBe(2);
	expect(await countOf(member, 'shared')).toBe(1);
	expect(await outcomeOf(countOf(member, 'reorganisation'))).toBe('tags.not_found');
	const api = communityCaller(member).tags;
	expect(await api.suggest({ text: 'reorg' })).toEqual([]);
	expect((await api.list({ search: 'reorg' })).items).toEqual([]);
});
