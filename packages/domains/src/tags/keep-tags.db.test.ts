import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf, spaceFields, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createSpace, getPost, publishPost, removePost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';
import { followedTagIds } from './index.ts';

let installation: TestInstallation;
let here: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
let spaceId: string;
let admin: CommunityContext;
let member: CommunityContext;

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	actors = await everyActor(here, await createTestCommunity(installation));
	spaceId = (await createSpace(await actors.as('owner'), spaceFields('Hall'))).spaceId;
	admin = await actors.as('admin');
	member = await actors.as('member');
});
afterAll(() => installation.close());

const post = async (tags: string[], ctx = member) =>
	(await publishPost(ctx, { id: newId(), spaceId, title: 'Tagged', body: words('Text'), tags }))
		.postId;
const PLAIN = { description: '', tagGroupId: null, isRestricted: false, roleIds: [], synonyms: [] };
const make = async (name: string, change: object = {}) =>
	(await communityCaller(admin).tags.create({ id: newId(), name, ...PLAIN, ...change })).tagId;
const get = (slug: string, ctx = member) => communityCaller(ctx).tags.get({ slug });
const change = async (slug: string, fields: object) => {
	const { items } = await communityCaller(admin).tags.manage({ search: slug });
	const tag = items.find((one) => one.slug === slug);
	if (!tag) throw new Error(`no tag ${slug}`);
	const { id: tagId, name, version } = tag;
	await communityCaller(admin).tags.update({ ...PLAIN, tagId, name, version, ...fields });
};
const namesOn = async (postId: string) =>
	(await getPost(member, { postId })).tags.map(({ name }) => name);

test('a synonym means its tag wherever it is typed', async () => {
	await make('Sourdough', { synonyms: ['Levain', 'Wild yeast'] });
	const postId = await post(['levain', 'SOURDOUGH']);
	expect(await namesOn(postId)).toEqual(['Sourdough']);
	expect(await get('wild-yeast')).toMatchObject({ slug: 'sourdough', postCount: 1 });
	expect(await communityCaller(member).tags.suggest({ text: 'leva' })).toMatchObject([
		{ name: 'Sourdough' },
	]);
	await change('sourdough', { synonyms: ['Levain'] });
	expect(await outcomeOf(get('wild-yeast'))).toBe('tags.not_found');
});

test('a new name keeps the old address, and may be taken back', async () => {
	await make('Tea');
	const postId = await post(['Tea']);
	await change('tea', { name: 'Hot drinks' });
	expect(await namesOn(postId)).toEqual(['Hot drinks']);
	expect(await get('tea')).toMatchObject({ slug: 'hot-drinks', name: 'Hot drinks' });
	expect(await namesOn(await post(['Tea']))).toEqual(['Hot drinks']);
	await change('hot-drinks', { name: 'Tea' });
	expect(await get('hot-drinks')).toMatchObject({ slug: 'tea' });
});

test('a name that means another tag is refused, as is a synonym of itself', async () => {
	await make('Plum', { synonyms: ['Damson'] });
	expect(await outcomeOf(make('plum'))).toBe('tags.name_taken');
	expect(await outcomeOf(make('damson'))).toBe('tags.name_taken');
	expect(await outcomeOf(make('Fruit', { synonyms: ['Plum'] }))).toBe('tags.name_taken');
	expect(await outcomeOf(make('Fruit', { synonyms: ['fruit'] }))).toBe('tags.synonym_of_itself');
	expect(await outcomeOf(get('fruit'))).toBe('tags.not_found');
	const parallel = await atOnce(6, () => make('Once'));
	expect(parallel).toEqual({ done: 1, 'tags.name_taken': 5 });
});

test('an edit from a stale version is refused', async () => {
	const tagId = await make('Stale');
	await change('stale', { description: 'New words' });
	const late = { ...PLAIN, tagId, name: 'Stale', version: 1 };
	expect(await outcomeOf(communityCaller(admin).tags.update(late))).toBe('tags.changed_meanwhile');
});

test('merging says what will happen and then does exactly that', async () => {
	const from = await make('Bike', { synonyms: ['Velo'] });
	const into = await make('Bicycle');
	const both = await post(['Bike', 'Bicycle']);
	const moved = await post(['Bike']);
	await post(['Bicycle']);
	await removePost(admin, { postId: await post(['Bike']) });
	await communityCaller(member).tags.follow({ tagId: from, on: true });
	await communityCaller(admin).tags.follow({ tagId: from, on: true });
	await communityCaller(admin).tags.follow({ tagId: into, on: true });
	const plan = await communityCaller(admin).tags.planMerge({ tagId: from, intoTagId: into });
	expect(plan).toMatchObject({
		...{ from: 'Bike', into: 'Bicycle', moved: 1, both: 1, followers: 1 },
	});
	expect(plan.names.toSorted()).toEqual(['Bike', 'Velo']);
	await communityCaller(admin).tags.merge({ tagId: from, intoTagId: into });
	expect(await get('bicycle')).toMatchObject({ postCount: 3, followerCount: 2 });
	for (const slug of ['bike', 'velo']) expect((await get(slug)).slug).toBe('bicycle');
	expect(await namesOn(moved)).toEqual(['Bicycle']);
	expect(await namesOn(both)).toEqual(['Bicycle']);
	const itself = communityCaller(admin).tags.merge({ tagId: into, intoTagId: into });
	expect(await outcomeOf(itself)).toBe('tags.merge_with_itself');
});

test('merging while others write loses no post and no count', async () => {
	const from = await make('Lake');
	const into = await make('Water');
	await post(['Lake']);
	const outcomes = await atOnce(13, (index) =>
		index === 6
			? communityCaller(admin).tags.merge({ tagId: from, intoTagId: into })
			: post(index % 2 ? ['Lake', 'Water'] : ['Lake']),
	);
	expect(outcomes).toEqual({ done: 13 });
	expect(await get('lake')).toMatchObject({ slug: 'water', postCount: 13 });
});

test('deleting names its losses, takes the tag off its posts and leaves the posts', async () => {
	const tagId = await make('Passing');
	const postId = await post(['Passing', 'Staying']);
	await communityCaller(member).tags.follow({ tagId, on: true });
	expect(await communityCaller(admin).tags.planDelete({ tagId })).toEqual({
		...{ posts: 1, documents: 0, followers: 1 },
	});
	await communityCaller(admin).tags.delete({ tagId });
	expect(await namesOn(postId)).toEqual(['Staying']);
	expect(await outcomeOf(get('passing'))).toBe('tags.not_found');
	const again = communityCaller(admin).tags.delete({ tagId });
	expect(await outcomeOf(again)).toBe('tags.not_found');
});

test('following is counted once, listed by name, told, and forgotten with the member', async () => {
	const leaver = await here.member('member', 'Flo Follower');
	const flo = await here.as(leaver);
	const tags = communityCaller(flo).tags;
	const [zebra, ape] = [await make('Zebra'), await make('Ape')];
	for (const tagId of [zebra, zebra, ape]) await tags.follow({ tagId, on: true });
	expect((await tags.followed()).map(({ name }) => name)).toEqual(['Ape', 'Zebra']);
	expect(await get('zebra', flo)).toMatchObject({ isFollowed: true, followerCount: 1 });
	const told = await installation.owner.query(
		`select count(*)::int as count from streams.outbox where type = 'tags.followed' and payload->>'memberId' = $1`,
		[leaver.memberId],
	);
	expect(told.rows).toEqual([{ count: 2 }]);
	await tags.follow({ tagId: ape, on: false });
	expect((await tags.followed()).map(({ name }) => name)).toEqual(['Zebra']);
	const ids = await followedTagIds(here.db, leaver.memberId).execute();
	expect(ids).toEqual([{ tagId: zebra }]);
	await communityCaller(flo).members.leave({ contributions: 'anonymise' });
	expect((await get('zebra')).followerCount).toBe(0);
});

test('groups are kept, and a deleted one leaves its tags', async () => {
	const { tags } = communityCaller(admin);
	const group = { name: 'Region', onlyOne: false, requiredSpaceIds: [] };
	const { tagGroupId } = await tags.saveGroup(group);
	await make('Alps', { tagGroupId });
	await tags.saveGroup({ ...group, tagGroupId, name: 'Regions', onlyOne: true });
	const listed = await tags.groups();
	expect(listed.find(({ id }) => id === tagGroupId)).toMatchObject({
		...{ name: 'Regions', onlyOne: true, tagCount: 1 },
	});
	const { items } = await tags.list({ search: 'alps' });
	expect(items).toMatchObject([{ groupName: 'Regions' }]);
	await tags.deleteGroup({ tagGroupId });
	expect(await get('alps')).toMatchObject({ groupId: null });
});

test('tags come by group and name, page after page', async () => {
	const { tags } = communityCaller(member);
	const seen: string[] = [];
	let cursor: string | null = null;
	do {
		const page: Awaited<ReturnType<typeof tags.list>> = await tags.list({ cursor, limit: 4 });
		seen.push(...page.items.map(({ slug }) => slug));
		cursor = page.nextCursor;
	} while (cursor);
	expect(new Set(seen).size).toBe(seen.length);
	expect(seen).toEqual((await tags.list({ limit: 100 })).items.map(({ slug }) => slug));
	expect(seen.length).toBeGreaterThan(8);
});

test('the posts of a tag come newest or best first, and only those one may read', async () => {
	const { tagId, posts } = await threeTagged();
	const list = communityCaller(member).posts;
	const latest = await list.tagged({ tagId, limit: 2 });
	expect(latest.items.map(({ id }) => id)).toEqual([posts[2], posts[1]]);
	const rest = await list.tagged({ tagId, limit: 2, cursor: latest.nextCursor });
	expect(rest.items.map(({ id }) => id)).toEqual([posts[0]]);
	const top = await list.tagged({ tagId, sort: 'top', limit: 2 });
	expect(top.items.map(({ id }) => id)).toEqual([posts[0], posts[2]]);
	const more = await list.tagged({ tagId, sort: 'top', limit: 2, cursor: top.nextCursor });
	expect(more.items.map(({ id }) => id)).toEqual([posts[1]]);
	await removePost(admin, { postId: posts[0] ?? '' });
	expect((await list.tagged({ tagId })).items).toHaveLength(2);
});

async function threeTagged() {
	const posts: string[] = [];
	for (let count = 0; count < 3; count++) {
		posts.push(await post(['Ranked']));
		installation.clock.advance(1000);
	}
	const subject = { subjectKind: 'post' as const, subjectId: posts[0] ?? '' };
	await communityCaller(admin).reactions.set({ ...subject, emoji: '👍', on: true });
	return { posts, tagId: (await get('ranked')).id };
}

test('more than two hundred tags cannot be followed, and one of them again can', async () => {
	const fan = await here.member('member', 'Fay Follower');
	const createdAt = installation.services.clock.now();
	const many = Array.from({ length: 200 }, (_, index) => ({
		...{ id: newId(), name: `Followed ${index}`, slug: `followed-${index}`, createdAt },
	}));
	await here.db.insertInto('tags').values(many).execute();
	await here.db
		.insertInto('tagFollows')
		.values(many.map(({ id: tagId }) => ({ memberId: fan.memberId, tagId, createdAt })))
		.execute();
	const { follow } = communityCaller(await here.as(fan)).tags;
	expect(await outcomeOf(follow({ tagId: await make('One more'), on: true }))).toBe(
		'tags.followed_too_many',
	);
	expect(await outcomeOf(follow({ tagId: many[0]?.id ?? '', on: true }))).toBe('done');
});
