import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';
import { listFeed } from './list-feed.ts';
import { suggestFollows } from './suggest-follows.ts';

let installation: TestInstallation;
let here: TestCommunity;
type Someone = Awaited<ReturnType<TestCommunity['member']>>;
let [me, ada, bob]: Someone[] = [];
beforeAll(async () => {
	installation = await createTestInstallation();
});
beforeEach(async () => {
	here = await createTestCommunity(installation);
	[me, ada, bob] = [await someone('Me'), await someone('Ada'), await someone('Bob')];
	await here.db.deleteFrom('posts').execute();
	await (await as(await here.member('admin', 'Olga'))).tags.setCreation({ allowed: true });
});
afterAll(() => installation.close());

const someone = (name: string) => here.member('member', name);
const as = async (who = me) => communityCaller(await here.as(who ?? null));
const spacesOf = async () => (await here.as(me ?? null)).grants.spaces.postable;

async function post(who: Someone | undefined, tags: string[] = [], place = 0) {
	const id = newId();
	installation.clock.advance(60);
	const spaceId = (await spacesOf())[place] ?? '';
	const text = { title: `By ${who?.name}`, body: words('Text') };
	await (await as(who)).posts.publish({ id, spaceId, ...text, tags });
	return id;
}
async function answer(postId: string) {
	installation.clock.advance(60);
	const { comments } = await as();
	await comments.publish({ id: newId(), postId, parentId: null, body: words('Yes') });
}
async function react(postId: string, who = me) {
	installation.clock.advance(60);
	const { reactions } = await as(who);
	await reactions.set({ subjectKind: 'post', subjectId: postId, emoji: '👍', on: true });
}

/** Ada is whom one answers, Bob whom one reacts to; both in the second space, about rye. */
async function live() {
	const posts = [];
	for (let times = 0; times < 3; times++)
		posts.push(await post(ada, ['Rye'], 1), await post(bob, ['Rye'], 1));
	for (const [index, id] of posts.entries()) await (index % 2 === 0 ? answer(id) : react(id));
	await (await as()).spaces.visit({ spaceId: (await spacesOf())[1] ?? '' });
	installation.clock.advance(3 * 86_400);
	const fits = await post(await someone('Fits'), ['Rye'], 1);
	for (let times = 0; times < 6; times++) await post(await someone(`Other ${times}`), ['Tin'], 0);
	await grow();
	return fits;
}
/** Nobody is new any more. */
async function grow() {
	const joinedAt = new Date(installation.clock.now().getTime() - 90 * 86_400_000);
	await here.db.updateTable('members').set({ joinedAt }).execute();
}
const feedOf = async (who: Someone | undefined) => {
	const { items } = await listFeed(await here.as(who ?? null), { mode: 'for_you', limit: 50 });
	return items.map(({ id, why }) => ({ id, why }));
};
const idsOf = async (who: Someone | undefined) => (await feedOf(who)).map(({ id }) => id);
const suggestedTo = async (who: Someone | undefined) =>
	(await suggestFollows(await here.as(who ?? null)))
		.filter(({ kind }) => kind !== 'post')
		.map(({ id }) => id);

/** The same context, writing down its statements but for those that draw cards and their reactions. */
function recorded(ctx: CommunityContext) {
	const statements: string[] = [];
	const recorder: KyselyPlugin = {
		transformQuery: ({ node }) => {
			statements.push(JSON.stringify(node));
			return node;
		},
		transformResult: ({ result }) => Promise.resolve(result),
	};
	const readsDeeds = () =>
		statements
			.filter((text) => !/"name":"(?:excerpt|emoji)"/.test(text))
			.filter((text) => /"name":"(?:comments|commentReads|reactions)"|seen_?at/i.test(text)).length;
	return { ctx: { ...ctx, db: ctx.db.withPlugin(recorder) }, readsDeeds };
}

test('a member sees what feeds and suggestions for them are made from, the strongest first', async () => {
	await live();
	const { relations, tags, feeds, spaces } = await as();
	await relations.follow({ memberId: ada?.memberId ?? '', on: true });
	await relations.followSpace({ spaceId: (await spacesOf())[0] ?? '', on: true });
	await tags.follow({ tagId: (await tags.get({ slug: 'tin' })).id, on: true });
	const personal = await feeds.personal();
	const { groups } = await spaces.navigation();
	const known = groups.flatMap((group) => group.spaces);
	const named = async (place: number) =>
		known.find(({ id }) => id === personalSpaces[place])?.name ?? '';
	const personalSpaces = await spacesOf();
	expect(personal).toMatchObject({
		...{ isOn: true, since: null },
		chosen: {
			members: { items: [{ handle: 'ada', name: 'Ada' }], count: 1 },
			spaces: { items: [{ name: await named(0) }], count: 1 },
			tags: { items: [{ slug: 'tin', name: 'Tin' }], count: 1 },
			fields: [],
		},
		learned: {
			answered: [{ handle: 'ada', name: 'Ada', times: 3 }],
			liked: [{ handle: 'bob', name: 'Bob', times: 3 }],
			spaces: [{ name: await named(1), times: 6 }],
			tags: [{ slug: 'rye', name: 'Rye', times: 6 }],
		},
	});
	expect(personal.learned?.seen.map(({ name }) => name)).toContain(await named(1));
});

test('what one does brings up what fits, and says why', async () => {
	const fits = await live();
	const [first] = await feedOf(me);
	expect(first?.id).toBe(fits);
	expect(first?.why.every((reason) => ['topic', 'fresh', 'place'].includes(reason))).toBe(true);
	expect((await feedOf(await someone('Stranger')))[0]?.id).not.toBe(fits);
});

test('switched off, nothing that one did is read: one is shown what a stranger is', async () => {
	await live();
	const on = recorded(await here.as(me ?? null));
	expect((await listFeed(on.ctx, { mode: 'for_you', limit: 20 })).isPersonal).toBe(true);
	await suggestFollows(on.ctx);
	expect(on.readsDeeds()).toBeGreaterThan(2);
	await (await as()).feeds.switchPersonal({ on: false });
	const off = recorded(await here.as(me ?? null));
	expect((await listFeed(off.ctx, { mode: 'for_you', limit: 20 })).isPersonal).toBe(false);
	await suggestFollows(off.ctx);
	expect(off.readsDeeds()).toBe(0);
	const stranger = await someone('Stranger');
	expect(await idsOf(me)).toEqual(await idsOf(stranger));
	expect(await suggestedTo(me)).toEqual(await suggestedTo(stranger));
	expect(await (await as()).feeds.personal()).toMatchObject({ isOn: false, learned: null });
	await (await as()).feeds.switchPersonal({ on: true });
	expect(await idsOf(me)).not.toEqual(await idsOf(stranger));
});

test('switched off, whom one follows comes up still, whom one muted, blocked or hid stays away', async () => {
	const [quiet, bad] = [await someone('Quiet'), await someone('Bad')];
	const [liked, muted, blocked, hidden] = [
		await post(ada),
		await post(quiet),
		await post(bad),
		await post(bob),
	];
	for (let times = 0; times < 4; times++) await post(await someone(`Other ${times}`));
	await grow();
	const { feeds, relations } = await as();
	await feeds.switchPersonal({ on: false });
	await relations.follow({ memberId: ada?.memberId ?? '', on: true });
	await relations.mute({ memberId: quiet.memberId, on: true });
	await relations.block({ memberId: bad.memberId, on: true });
	await feeds.hide({ postId: hidden, on: true });
	const [first, ...rest] = await feedOf(me);
	expect(first).toMatchObject({ id: liked, why: expect.arrayContaining(['author']) });
	const ids = rest.map(({ id }) => id);
	for (const gone of [muted, blocked, hidden]) expect(ids).not.toContain(gone);
	const suggested = await suggestedTo(me);
	for (const gone of [quiet, bad, ada]) expect(suggested).not.toContain(gone?.memberId);
	const all = await suggestFollows(await here.as(me ?? null));
	expect(all.filter(({ kind }) => kind === 'post')).toEqual([]);
});

test('what was forgotten no longer counts, what comes after it does', async () => {
	const fits = await live();
	const { feeds } = await as();
	await feeds.forgetLearned();
	const stranger = await someone('Stranger');
	expect(await idsOf(me)).toEqual(await idsOf(stranger));
	expect(await suggestedTo(me)).toEqual(await suggestedTo(stranger));
	const personal = await feeds.personal();
	expect(personal).toMatchObject({
		...{ isOn: true, since: expect.any(Date) },
		learned: { answered: [], liked: [], spaces: [], tags: [], seen: [] },
	});
	installation.clock.advance(60);
	await react(fits);
	expect((await feeds.personal()).learned).toMatchObject({
		...{ liked: [{ name: 'Fits', times: 1 }], tags: [{ slug: 'rye', times: 1 }] },
	});
	const suggestions = await suggestFollows(await here.as(me ?? null));
	expect(suggestions).toContainEqual(
		expect.objectContaining({ name: 'Fits', reason: 'liked', count: 1 }),
	);
});

test('nothing of a space that one may no longer read is told', async () => {
	const admin = await here.member('admin', 'Ada Admin');
	const space = { name: 'Cabinet', slug: 'cabinet', icon: '', description: '', groupId: null };
	const { spaceId } = await (
		await as(admin)
	).spaces.create({
		...{ ...space, visibility: 'private', posting: 'everyone' },
	});
	await here.db
		.insertInto('spaceMembers')
		.values({ spaceId, memberId: me?.memberId ?? '', joinedAt: installation.clock.now() })
		.execute();
	const id = newId();
	const secret = { id, spaceId, title: 'Secret', body: words('Text') };
	await (await as(admin)).posts.publish(secret);
	await react(id);
	const told = async () => JSON.stringify((await (await as()).feeds.personal()).learned?.spaces);
	expect(await told()).toContain('Cabinet');
	await here.db
		.deleteFrom('spaceMembers')
		.where('memberId', '=', me?.memberId ?? '')
		.execute();
	expect(await told()).not.toContain('Cabinet');
});

test('who leaves takes the setting along; visitors have none', async () => {
	const { feeds, members } = await as();
	await feeds.switchPersonal({ on: false });
	await feeds.forgetLearned();
	await members.leave({ contributions: 'keep' });
	const row = here.db
		.selectFrom('members')
		.select(['isPersonal', 'learnedSince', 'feed'])
		.where('id', '=', me?.memberId ?? '');
	expect(await row.executeTakeFirstOrThrow()).toEqual({
		...{ isPersonal: true, learnedSince: null, feed: null },
	});
	const visitor = communityCaller(await here.as(null)).feeds;
	const attempts = [
		visitor.personal(),
		visitor.forgetLearned(),
		visitor.switchPersonal({ on: true }),
	];
	for (const attempt of attempts)
		expect(await outcomeOf(attempt)).toMatch(/sign_in_needed|denied|not_a_member/);
});
