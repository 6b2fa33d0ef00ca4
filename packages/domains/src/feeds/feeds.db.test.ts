import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventsSince } from '@kith/db/outbox';
import { newId } from '@kith/kernel/ids';
import { everyActor, founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import type { CommunityContext } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { communityCaller, consumers } from '../index.ts';
import { chooseFeed } from './choose-feed.ts';
import { DEFAULT_WEIGHTS, type FeedPage, type ListFeed } from './feeds.schema.ts';
import { hidePost } from './hide-post.ts';
import { listFeed } from './list-feed.ts';
import { suggestFollows } from './suggest-follows.ts';
import { getWeights, previewWeights, saveWeights } from './weigh-feed.ts';

let installation: TestInstallation;
let here: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation, {
		access: { visibility: 'public', join: 'open' },
	});
	actors = await everyActor(here, await createTestCommunity(installation));
});
afterAll(() => installation.close());

const someone = (name = 'Some One') => here.member('member', `${name} ${newId().slice(-12)}`);
const HOUR = 3_600_000;
const openSpaces = (ctx: CommunityContext) =>
	ctx.snapshot.spaces
		.filter(({ posting, visibility }) => posting === 'everyone' && visibility === 'public')
		.map(({ id }) => id);

async function postBy(ctx: CommunityContext, hoursAgo = 0, spaceId = openSpaces(ctx)[0] ?? '') {
	const postId = newId();
	const text = { title: `Post of ${hoursAgo} h`, body: words('Text') };
	await communityCaller(ctx).posts.publish({ id: postId, spaceId, ...text });
	const at = new Date(installation.services.clock.now().getTime() - hoursAgo * HOUR);
	const times = { createdAt: at, lastActivityAt: at };
	await here.db.updateTable('posts').set(times).where('id', '=', postId).execute();
	return postId;
}

/** Hands every event so far to whoever listens, twice, as the relay may. */
async function settle() {
	const job = await createJobContext(installation.services, here.community, 'relay');
	const events = await eventsSince(here.db, here.id, newId(), 5000);
	for (const event of events)
		for (let time = 0; time < 2; time++)
			for (const [name, { on, handle }] of consumers)
				if (/score|forget/.test(name) && on.includes(event.type)) await handle(job, event);
}

const feed = (ctx: CommunityContext, input: Partial<ListFeed> = {}) =>
	listFeed(ctx, { limit: 20, ...input });
const ids = ({ items }: FeedPage) => items.map(({ id }) => id);

async function allPages(ctx: CommunityContext, input: Partial<ListFeed>, between = async () => {}) {
	const seen: string[] = [];
	let cursor: string | null = null;
	do {
		const page: FeedPage = await feed(ctx, { ...input, limit: 3, cursor });
		seen.push(...ids(page));
		cursor = page.nextCursor;
		await between();
	} while (cursor);
	return seen;
}

test('a member finds the feed they chose last; visitors get the latest', async () => {
	const me = await someone();
	const ctx = await here.as(me);
	expect((await feed(ctx)).mode).toBe('latest');
	await chooseFeed(ctx, { mode: 'top', window: 'month' });
	expect(await feed(ctx)).toMatchObject({ mode: 'top', window: 'month' });
	expect((await feed(ctx, { mode: 'latest' })).mode).toBe('latest');
	const visitor = await actors.as('anonymous');
	await chooseFeed(visitor, { mode: 'for_you', window: 'day' });
	for (const mode of ['for_you', 'following'] as const)
		expect((await feed(visitor, { mode })).mode).toBe('latest');
});

test('hidden posts and posts of muted members leave every feed, and come back', async () => {
	const [me, other, muted] = [await someone('Me'), await someone('Other'), await someone('Muted')];
	const [asOther, asMuted] = [await here.as(other), await here.as(muted)];
	const [hidden, quiet] = [await postBy(asOther), await postBy(asMuted)];
	const api = async () => communityCaller(await here.as(me));
	for (const { memberId } of [other, muted])
		await (await api()).relations.follow({ memberId, on: true });
	for (const subjectId of [hidden, quiet])
		await (await api()).reactions.set({ subjectKind: 'post', subjectId, emoji: '👍', on: true });
	await settle();
	const showing = async () => {
		const ctx = await here.as(me);
		const modes = ['for_you', 'following', 'latest', 'top'] as const;
		const pages = await Promise.all(modes.map((mode) => feed(ctx, { mode, limit: 50 })));
		return pages.map((page) => [hidden, quiet].map((id) => ids(page).includes(id)));
	};
	expect(await showing()).toEqual(Array(4).fill([true, true]));
	await hidePost(await here.as(me), { postId: hidden, on: true });
	await hidePost(await here.as(me), { postId: hidden, on: true });
	await (await api()).relations.mute({ memberId: muted.memberId, on: true });
	expect(await showing()).toEqual(Array(4).fill([false, false]));
	expect(await outcomeOf((await api()).posts.get({ postId: hidden }))).toBe('done');
	await hidePost(await here.as(me), { postId: hidden, on: false });
	await (await api()).relations.mute({ memberId: muted.memberId, on: false });
	expect(await showing()).toEqual(Array(4).fill([true, true]));
});

test('only members hide, and only what they may read', async () => {
	const ctx = await here.as(await someone());
	expect(await outcomeOf(hidePost(ctx, { postId: newId(), on: true }))).toBe('posts.not_found');
	const postId = await postBy(ctx);
	expect(await outcomeOf(hidePost(await actors.as('anonymous'), { postId, on: true }))).toBe(
		'identity.sign_in_needed',
	);
});

test('those followed make a feed: members, spaces, each post once, in pages without a gap', async () => {
	const [me, star] = [await someone('Me'), await someone('Star')];
	const asStar = await here.as(star);
	const [first = '', second = ''] = openSpaces(asStar);
	const wanted: string[] = [];
	for (const hours of [1, 3, 5, 7]) wanted.push(await postBy(asStar, hours, first));
	const ctx = await here.as(me);
	const other = await here.as(await someone('Other'));
	const inSpace = [await postBy(other, 2, second), await postBy(asStar, 4, second)];
	await postBy(other, 1, first);
	expect(await allPages(ctx, { mode: 'following' })).toEqual([]);
	const api = communityCaller(ctx);
	await api.relations.follow({ memberId: star.memberId, on: true });
	await api.relations.followSpace({ spaceId: second, on: true });
	const seen = await allPages(ctx, { mode: 'following' });
	expect(new Set(seen).size).toBe(seen.length);
	expect(seen).toEqual(expect.arrayContaining([...wanted, ...inSpace]));
	const mine = seen.filter((id) => [...wanted, ...inSpace].includes(id));
	const [a, b, c, d] = wanted;
	expect(mine).toEqual([a, inSpace[0], b, inSpace[1], c, d]);
});

test('top counts answers twice and reactions once, inside its window, and forgets what was removed', async () => {
	const author = await here.as(await someone('Author'));
	const fan = communityCaller(await here.as(await someone('Fan')));
	const answer = (postId: string) =>
		fan.comments.publish({ id: newId(), postId, parentId: null, body: words('Yes') });
	const like = (subjectId: string, emoji: '👍' | '🎉' | '❤️') =>
		fan.reactions.set({ subjectKind: 'post', subjectId, emoji, on: true });
	const [answered, liked, old] = [
		await postBy(author, 2),
		await postBy(author, 3),
		await postBy(author, 24 * 20),
	];
	for (let times = 0; times < 4; times++) await answer(answered);
	await like(liked, '👍');
	await like(liked, '🎉');
	for (let times = 0; times < 5; times++) await answer(old);
	await settle();
	const top = async (window: 'day' | 'week' | 'month' | 'all') =>
		ids(await feed(author, { mode: 'top', window, limit: 50 })).filter((id) =>
			[answered, liked, old].includes(id),
		);
	expect(await top('day')).toEqual([answered, liked]);
	expect(await top('week')).toEqual([answered, liked]);
	expect(await top('month')).toEqual([old, answered, liked]);
	expect(await top('all')).toEqual([old, answered, liked]);
	const pages = await allPages(author, { mode: 'top', window: 'month' });
	expect(new Set(pages).size).toBe(pages.length);
	expect(pages).toEqual(expect.arrayContaining([old, answered, liked]));
	await communityCaller(await actors.as('moderator')).posts.remove({ postId: answered });
	expect(await top('all')).toEqual([old, liked]);
	await settle();
	const scores = here.db.selectFrom('postScores').selectAll().where('postId', '=', answered);
	expect(await scores.execute()).toEqual([]);
});

test('pages of the feed made for me have no gap and no double while others write and react', async () => {
	const me = await here.as(await someone('Reader'));
	const writer = await here.as(await someone('Writer'));
	for (let hours = 1; hours < 12; hours++) await postBy(writer, hours);
	const expected = new Set(ids(await feed(me, { mode: 'for_you', limit: 50 })));
	const liked = [...expected].at(-1) ?? '';
	const seen = await allPages(me, { mode: 'for_you' }, async () => {
		await postBy(writer);
		await communityCaller(writer).comments.publish({
			...{ id: newId(), postId: liked, parentId: null, body: words('Up you go') },
		});
	});
	expect(new Set(seen).size).toBe(seen.length);
	expect(new Set(seen)).toEqual(expected);
	expect(await outcomeOf(feed(me, { mode: 'for_you', cursor: 'bm90IG91cnM' }))).toBe(
		'pages.bad_cursor',
	);
});

test('who is followed comes up, with the reason; what was read sinks', async () => {
	const [me, star] = [await someone('Reader'), await someone('Star')];
	const asStar = await here.as(star);
	const postId = await postBy(asStar, 60, openSpaces(asStar)[1]);
	const place = async () => {
		const { items } = await feed(await here.as(me), { mode: 'for_you', limit: 50 });
		const index = items.findIndex(({ id }) => id === postId);
		return { index, why: items[index]?.why ?? [] };
	};
	const before = await place();
	const api = communityCaller(await here.as(me));
	await api.relations.follow({ memberId: star.memberId, on: true });
	const followed = await place();
	expect(followed.index).toBeLessThan(before.index);
	expect(followed.why[0]).toBe('author');
	await api.spaces.visit({ spaceId: openSpaces(asStar)[1] ?? '' });
	expect((await place()).index).toBeGreaterThan(followed.index);
});

test('a newcomer has one of the first places for a day, unless the community wants it otherwise', async () => {
	const me = await here.as(await someone('Reader'));
	const busy = await Promise.all(
		Array.from({ length: 6 }, async () => here.as(await someone('Busy'))),
	);
	const old = new Date(installation.services.clock.now().getTime() - 90 * 24 * HOUR);
	await here.db.updateTable('members').set({ joinedAt: old }).execute();
	for (const one of busy) for (let hours = 1; hours < 4; hours++) await postBy(one, hours);
	for (const one of busy)
		await communityCaller(one).relations.follow({ memberId: me.grants.memberId, on: true });
	for (const one of busy)
		await communityCaller(me).relations.follow({ memberId: one.grants.memberId, on: true });
	const newcomer = await here.as(await someone('New'));
	const postId = await postBy(newcomer, 23);
	const founder = await here.as(await founderOf(here));
	const placeOf = async () => {
		const { items } = await feed(me, { mode: 'for_you', limit: 12 });
		const index = items.findIndex(({ id }) => id === postId);
		return { index, why: items[index]?.why };
	};
	const kept = await placeOf();
	expect(kept.index).toBe(3);
	expect(kept.why?.[0]).toBe('newcomer');
	await saveWeights(founder, { ...DEFAULT_WEIGHTS, newcomers: false });
	expect((await placeOf()).index).not.toBe(3);
	await saveWeights(founder, DEFAULT_WEIGHTS);
});

test('who runs the community weighs the feed and sees what would move; nobody else may', async () => {
	const founder = await here.as(await founderOf(here));
	expect(await getWeights(founder)).toEqual(DEFAULT_WEIGHTS);
	const wanted = { ...DEFAULT_WEIGHTS, fresh: 0, talk: 100 };
	const lines = await previewWeights(founder, wanted);
	expect(lines.some(({ moved }) => moved !== 0)).toBe(true);
	expect(await getWeights(founder)).toEqual(DEFAULT_WEIGHTS);
	await saveWeights(founder, wanted);
	expect(await getWeights(founder)).toEqual(wanted);
	await saveWeights(founder, DEFAULT_WEIGHTS);
	for (const actor of ['member', 'moderator'] as const) {
		const ctx = await actors.as(actor);
		const attempts = [getWeights(ctx), saveWeights(ctx, wanted), previewWeights(ctx, wanted)];
		expect(await Promise.all(attempts.map(outcomeOf))).toEqual(Array(3).fill('permissions.denied'));
	}
});

test('suggestions are active, readable and not followed yet, and never the reader themselves', async () => {
	const [me, lively] = [await someone('Me'), await someone('Lively')];
	const asLively = await here.as(lively);
	for (let times = 0; times < 30; times++) await postBy(asLively);
	const names = async () => (await suggestFollows(await here.as(me))).map((one) => one.id);
	expect(await names()).toContain(lively.memberId);
	expect(await names()).not.toContain(me.memberId);
	const api = communityCaller(await here.as(me));
	await api.relations.follow({ memberId: lively.memberId, on: true });
	expect(await names()).not.toContain(lively.memberId);
});
