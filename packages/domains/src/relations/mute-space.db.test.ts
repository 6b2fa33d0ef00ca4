import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf, spaceFields, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';
import { followSpace } from './follow-space.ts';
import { muteSpace } from './mute-space.ts';

let installation: TestInstallation;
let here: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
let foreignSpaceId: string;
beforeAll(async () => {
	installation = await createTestInstallation();
	const access = { visibility: 'public', join: 'open' } as const;
	here = await createTestCommunity(installation, { access });
	const there = await createTestCommunity(installation, { access });
	actors = await everyActor(here, there);
	const elsewhere = await there.as(await there.member('admin', 'Else Where'));
	foreignSpaceId = elsewhere.grants.spaces.readable[0] ?? '';
	await here.db.deleteFrom('posts').execute();
});
afterAll(() => installation.close());

type Member = Awaited<ReturnType<TestCommunity['member']>>;
const someone = (name = 'Some One') => here.member('member', `${name} ${newId().slice(-12)}`);
const as = async (who: Member) => communityCaller(await here.as(who));
const admin = async () => communityCaller(await actors.as('admin'));
const space = async () => (await admin()).spaces.create(spaceFields());

async function post(who: Member, spaceId: string, tags: string[] = []): Promise<string> {
	const id = newId();
	installation.clock.advance(60);
	const text = { title: 'Loud', body: words('Loud'), ...(tags.length > 0 && { tags }) };
	await (await as(who)).posts.publish({ id, spaceId, ...text });
	return id;
}

const FEEDS = [
	...([{ mode: 'for_you' }, { mode: 'following' }, { mode: 'latest' }] as const),
	...(['day', 'week', 'month', 'all'] as const).map((window) => ({ mode: 'top' as const, window })),
	...([{ mode: 'latest', kind: 'discussion' }] as const),
];

/** In which of the feeds a post stands. */
const showing = async (who: Member, postId: string, spaceId?: string) => {
	const { feeds } = await as(who);
	const pages = await Promise.all(
		FEEDS.map((feed) => feeds.list({ ...feed, limit: 50, ...(spaceId && { spaceId }) })),
	);
	return pages.map(({ items }) => items.some(({ id }) => id === postId));
};
const everywhere = FEEDS.map(() => true);
const nowhere = FEEDS.map(() => false);

const lineOf = async (who: Member, spaceId: string) => {
	const { groups } = await (await as(who)).spaces.navigation();
	const line = groups.flatMap(({ spaces }) => spaces).find(({ id }) => id === spaceId);
	return line && { hasUnread: line.hasUnread, isMuted: line.isMuted };
};

test('what is in a muted space leaves every feed, stands in its own, and comes back', async () => {
	const [me, star] = [await someone('Me'), await someone('Star')];
	const [loud, calm] = [await space(), await space()];
	const [loudId, calmId] = [await post(star, loud.spaceId), await post(star, calm.spaceId)];
	await (await as(me)).relations.follow({ memberId: star.memberId, on: true });
	for (const postId of [loudId, calmId]) {
		const score = { postId, day: installation.services.clock.now(), score: 5 };
		const { spaceId } = postId === loudId ? loud : calm;
		await here.db
			.insertInto('postScores')
			.values({ ...score, spaceId })
			.execute();
	}
	expect(await showing(me, loudId)).toEqual(everywhere);
	await (await as(me)).relations.muteSpace({ ...loud, on: true });
	expect(await showing(me, loudId)).toEqual(nowhere);
	expect(await showing(me, calmId)).toEqual(everywhere);
	// Within itself it is what it was; nobody is followed there.
	const inside = await showing(me, loudId, loud.spaceId);
	expect(inside).toEqual(FEEDS.map(({ mode }) => mode !== 'following' || inside[1]));
	expect(await outcomeOf((await as(me)).posts.get({ postId: loudId }))).toBe('done');
	expect(await showing(star, loudId)).toContain(true);
	await (await as(me)).relations.muteSpace({ ...loud, on: false });
	expect(await showing(me, loudId)).toEqual(everywhere);
});

test('what is shown in a second space goes with the space it is of', async () => {
	const [me, star] = [await someone('Me'), await someone('Star')];
	const [loud, calm] = [await space(), await space()];
	const [loudId, calmId] = [await post(star, loud.spaceId), await post(star, calm.spaceId)];
	const { lifecycle } = await admin();
	await lifecycle.share({ postId: loudId, ...calm, shown: true });
	await lifecycle.share({ postId: calmId, ...loud, shown: true });
	await (await as(me)).relations.muteSpace({ ...loud, on: true });
	const latest = async (spaceId?: string) => {
		const page = await (
			await as(me)
		).feeds.list({ mode: 'latest', limit: 50, ...(spaceId && { spaceId }) });
		return [loudId, calmId].map((one) => page.items.some(({ id }) => id === one));
	};
	expect(await latest()).toEqual([false, true]);
	expect(await latest(calm.spaceId)).toEqual([true, true]);
	expect(await latest(loud.spaceId)).toEqual([true, true]);
});

test('pages of a feed with muted spaces have no gap and no double', async () => {
	const [me, star] = [await someone('Me'), await someone('Star')];
	const spaces = [await space(), await space(), await space()] as const;
	const wanted: string[] = [];
	for (let round = 0; round < 4; round++)
		for (const [at, { spaceId }] of spaces.entries()) {
			const id = await post(star, spaceId);
			if (at > 0) wanted.unshift(id);
		}
	await (await as(me)).relations.muteSpace({ ...spaces[0], on: true });
	const seen: string[] = [];
	let cursor: string | null = null;
	do {
		const page: Awaited<ReturnType<Awaited<ReturnType<typeof as>>['feeds']['list']>> = await (
			await as(me)
		).feeds.list({ mode: 'latest', limit: 3, cursor });
		seen.push(...page.items.map(({ id }) => id));
		cursor = page.nextCursor;
	} while (cursor && seen.length < 100);
	expect(new Set(seen).size).toBe(seen.length);
	expect(seen.slice(0, wanted.length)).toEqual(wanted);
});

test('who mutes every space has an empty feed', async () => {
	const me = await someone();
	for (const spaceId of (await here.as(me)).grants.spaces.readable)
		await (await as(me)).relations.muteSpace({ spaceId, on: true });
	for (const feed of FEEDS) expect((await (await as(me)).feeds.list(feed)).items).toEqual([]);
	expect(await (await as(me)).feeds.suggestions()).toEqual([]);
});

test('nothing of a muted space is suggested: not the space, its posts or who writes there', async () => {
	const [me, star] = [await someone('Me'), await someone('Star')];
	const { spaceId } = await space();
	const postId = await post(star, spaceId);
	await here.db.updateTable('spaces').set({ postCount: 9999 }).where('id', '=', spaceId).execute();
	const suggested = async () => {
		const ids = (await (await as(me)).feeds.suggestions()).map(({ id }) => id);
		return [spaceId, postId, star.memberId].map((id) => ids.includes(id));
	};
	expect(await suggested()).toEqual([true, true, true]);
	await (await as(me)).relations.muteSpace({ spaceId, on: true });
	expect(await suggested()).toEqual([false, false, false]);
});

test('a muted space stands in the menu with nothing unread, until it is heard of again', async () => {
	const [me, star] = [await someone('Me'), await someone('Star')];
	const { spaceId } = await space();
	await post(star, spaceId);
	expect(await lineOf(me, spaceId)).toEqual({ hasUnread: true, isMuted: false });
	await (await as(me)).spaces.visit({ spaceId });
	await (await as(me)).relations.muteSpace({ spaceId, on: true });
	await post(star, spaceId);
	expect(await lineOf(me, spaceId)).toEqual({ hasUnread: false, isMuted: true });
	await (await as(me)).relations.muteSpace({ spaceId, on: false });
	expect(await lineOf(me, spaceId)).toEqual({ hasUnread: true, isMuted: false });
});

test('a space is followed or muted, never both, and afterwards neither', async () => {
	const me = await someone();
	const { spaceId } = await space();
	const to = async () => (await as(me)).relations.toSpace({ spaceId });
	const { relations } = await as(me);
	await relations.followSpace({ spaceId, on: true });
	await relations.muteSpace({ spaceId, on: true });
	expect(await to()).toEqual({ isFollowed: false, isMuted: true });
	await relations.muteSpace({ spaceId, on: false });
	expect(await to()).toEqual({ isFollowed: false, isMuted: false });
	await relations.muteSpace({ spaceId, on: true });
	await relations.followSpace({ spaceId, on: true });
	expect(await to()).toEqual({ isFollowed: true, isMuted: false });
	expect((await here.as(me)).grants.avoided.spaces).toEqual([]);
});

test('it is listed for who muted it alone, once, last first, while they may read it', async () => {
	const [me, other] = [await someone('Me'), await someone('Other')];
	const [one, two] = [await space(), await space()];
	const ctx = await here.as(me);
	expect(await atOnce(5, () => muteSpace(ctx, { ...one, on: true }))).toEqual({ done: 5 });
	installation.clock.advance(60);
	await muteSpace(ctx, { ...two, on: true });
	installation.clock.advance(60);
	await muteSpace(ctx, { ...one, on: true });
	const list = async (who: Member) =>
		(await (await as(who)).relations.mutedSpaces()).map(({ id }) => id);
	expect(await list(me)).toEqual([two.spaceId, one.spaceId]);
	expect(await list(other)).toEqual([]);
	await (await admin()).spaces.archive(two);
	expect(await list(me)).toEqual([one.spaceId]);
});

test('only members mute, and only spaces that they may read', async () => {
	const me = await someone();
	const ctx = await here.as(me);
	const fields = { ...spaceFields(), visibility: 'private' as const };
	const hidden = await (await admin()).spaces.create(fields);
	for (const spaceId of [hidden.spaceId, foreignSpaceId, newId()])
		for (const on of [true, false])
			expect(await outcomeOf(muteSpace(ctx, { spaceId, on }))).toBe('spaces.not_found');
	const open = { ...spaceFields(), visibility: 'public' as const };
	const { spaceId } = await (await admin()).spaces.create(open);
	for (const actor of ['anonymous', 'pending', 'foreigner'] as const)
		expect(await outcomeOf(muteSpace(await actors.as(actor), { spaceId, on: true }))).toBe(
			'identity.sign_in_needed',
		);
	await followSpace(ctx, { spaceId: ctx.grants.spaces.readable[0] ?? '', on: true });
	expect(await (await as(me)).relations.mutedSpaces()).toEqual([]);
});
