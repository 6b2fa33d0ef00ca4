import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventsSince } from '@kith/db/outbox';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import type { CommunityContext } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { communityCaller, consumers } from '../index.ts';
import { blockMember } from './block-member.ts';
import { followMember } from './follow-member.ts';
import { followSpace } from './follow-space.ts';
import { muteMember } from './mute-member.ts';
import { getRelation, getSpaceRelation, listAvoided, listFollows } from './read-relations.ts';

let installation: TestInstallation;
let here: TestCommunity;
let there: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	there = await createTestCommunity(installation);
	actors = await everyActor(here, there);
});
afterAll(() => installation.close());

const someone = (name = 'Some One') => here.member('member', `${name} ${newId().slice(-12)}`);
const PAGE = { limit: 20 };

async function postBy(ctx: CommunityContext) {
	const postId = newId();
	const spaceId = ctx.grants.spaces.postable[0] ?? '';
	await communityCaller(ctx).posts.publish({ id: postId, spaceId, title: 'T', body: words('T') });
	return postId;
}
async function answer(
	ctx: CommunityContext,
	postId: string,
	parentId: string | null,
	text: string,
) {
	const body = words(text);
	const input = { id: newId(), postId, parentId, body };
	return (await communityCaller(ctx).comments.publish(input)).commentId;
}

test('following is counted and listed once, however often it is asked for', async () => {
	const [fan, star] = [await someone('Fan'), await someone('Star')];
	const ctx = await here.as(fan);
	const follow = { memberId: star.memberId, on: true };
	expect(await atOnce(5, () => followMember(ctx, follow))).toEqual({ done: 5 });
	expect(await getRelation(ctx, star)).toMatchObject({ isFollowed: true, followers: 1 });
	const followers = await listFollows(ctx, { ...PAGE, memberId: star.memberId, side: 'followers' });
	expect(followers.items.map(({ id }) => id)).toEqual([fan.memberId]);
	const following = await listFollows(ctx, { ...PAGE, memberId: fan.memberId, side: 'following' });
	expect(following.items.map(({ id }) => id)).toEqual([star.memberId]);
	const told = (await eventsSince(here.db, here.id, newId(), 1000)).filter(
		({ type, payload }) => type === 'relations.followed' && payload['memberId'] === fan.memberId,
	);
	expect(told).toHaveLength(1);
	await followMember(ctx, { ...follow, on: false });
	expect(await getRelation(ctx, star)).toMatchObject({ isFollowed: false, followers: 0 });
});

test('followers come in pages without a gap', async () => {
	const star = await someone('Star');
	const fans = await Promise.all(Array.from({ length: 5 }, () => someone('Fan')));
	for (const fan of fans)
		await followMember(await here.as(fan), { memberId: star.memberId, on: true });
	const ctx = await here.as(star);
	const seen: string[] = [];
	let cursor: string | null = null;
	do {
		const input = { memberId: star.memberId, side: 'followers' as const, limit: 2, cursor };
		const page: Awaited<ReturnType<typeof listFollows>> = await listFollows(ctx, input);
		seen.push(...page.items.map(({ id }) => id));
		cursor = page.nextCursor;
	} while (cursor);
	expect(seen.toSorted()).toEqual(fans.map(({ memberId }) => memberId).toSorted());
});

test('a space is followed and left again, by who may read it', async () => {
	const ctx = await here.as(await someone());
	const spaceId = ctx.grants.spaces.readable[0] ?? '';
	await followSpace(ctx, { spaceId, on: true });
	expect(await getSpaceRelation(ctx, { spaceId })).toEqual({ isFollowed: true, isMuted: false });
	await followSpace(ctx, { spaceId, on: false });
	expect(await getSpaceRelation(ctx, { spaceId })).toEqual({ isFollowed: false, isMuted: false });
	expect(await outcomeOf(followSpace(ctx, { spaceId: newId(), on: true }))).toBe(
		'spaces.not_found',
	);
});

test('nobody relates to themselves, to strangers or without being a member', async () => {
	const me = await someone();
	const ctx = await here.as(me);
	const elsewhere = await there.member('member', 'Else Where');
	for (const verb of [followMember, muteMember, blockMember]) {
		expect(await outcomeOf(verb(ctx, { memberId: me.memberId, on: true }))).toBe(
			'relations.not_oneself',
		);
		for (const memberId of [elsewhere.memberId, newId()])
			expect(await outcomeOf(verb(ctx, { memberId, on: true }))).toBe('members.not_found');
		for (const actor of ['anonymous', 'pending', 'foreigner'] as const)
			expect(
				await outcomeOf(verb(await actors.as(actor), { memberId: me.memberId, on: true })),
			).toBe('identity.sign_in_needed');
	}
});

test('a block ends follows both ways, is listed for its maker alone and can be taken back', async () => {
	const [one, other] = [await someone('One'), await someone('Other')];
	await followMember(await here.as(one), { memberId: other.memberId, on: true });
	await followMember(await here.as(other), { memberId: one.memberId, on: true });
	await blockMember(await here.as(one), { memberId: other.memberId, on: true });
	const list = async (who: typeof one) =>
		(await listAvoided(await here.as(who), { ...PAGE, kind: 'block' })).items.map(({ id }) => id);
	expect(await list(one)).toEqual([other.memberId]);
	expect(await list(other)).toEqual([]);
	for (const who of [one, other]) {
		const seen = who === one ? other : one;
		expect(await outcomeOf(getRelation(await here.as(who), seen))).toBe('members.not_found');
	}
	await blockMember(await here.as(one), { memberId: other.memberId, on: false });
	expect(await getRelation(await here.as(one), other)).toMatchObject({
		...{ isFollowed: false, followers: 0, following: 0 },
	});
});

test('a comment of a blocked member folds only where others answered it, and tells the blocked one nothing', async () => {
	const [host, blocker, blocked] = [
		await someone('Host'),
		await someone('Blocker'),
		await someone('Blocked'),
	];
	const [asHost, asBlocked] = [await here.as(host), await here.as(blocked)];
	const postId = await postBy(asHost);
	const lonely = await answer(asBlocked, postId, null, 'Nobody answers this');
	const answered = await answer(asBlocked, postId, null, 'Somebody answers this');
	const reply = await answer(asHost, postId, answered, 'The answer');
	const mine = await answer(await here.as(blocker), postId, null, 'What the blocker says');
	const minesReply = await answer(asHost, postId, mine, 'Another answer');
	await blockMember(await here.as(blocker), { memberId: blocked.memberId, on: true });
	const seenBy = async (who: typeof host) => {
		const ctx = await here.as(who);
		const { items } = await communityCaller(ctx).comments.list({ postId });
		return items.map(({ id, status }) => [id, status]);
	};
	expect(await seenBy(blocker)).toEqual([
		...[
			[answered, 'blocked'],
			[reply, 'published'],
			[mine, 'published'],
		],
		[minesReply, 'published'],
	]);
	expect(await seenBy(blocked)).toEqual([
		...[
			[lonely, 'published'],
			[answered, 'published'],
			[reply, 'published'],
			[mine, 'deleted'],
		],
		[minesReply, 'published'],
	]);
	expect(await outcomeOf(answer(await here.as(blocker), postId, answered, 'No'))).toBe(
		'comments.not_found',
	);
	expect((await seenBy(host)).every(([, status]) => status === 'published')).toBe(true);
});

test('more than five hundred members cannot be blocked, and one of them again can', async () => {
	const me = await someone();
	const crowd = Array.from({ length: 500 }, (_, index) => ({
		...{ id: newId(), handle: `crowd-${index}`, name: 'Crowd', status: 'active' },
		joinedAt: installation.services.clock.now(),
	}));
	await here.db.insertInto('members').values(crowd).execute();
	const relation = { memberId: me.memberId, kind: 'block', createdAt: new Date() };
	await here.db
		.insertInto('relations')
		.values(crowd.map(({ id }) => ({ ...relation, targetId: id })))
		.execute();
	const one = await someone('One');
	const block = async (memberId: string) =>
		outcomeOf(blockMember(await here.as(me), { memberId, on: true }));
	expect(await block(one.memberId)).toBe('relations.too_many');
	expect(await block(crowd[0]?.id ?? '')).toBe('done');
});

test('who leaves takes their relations along; blocks and mutes of others stay', async () => {
	const [leaver, other] = [await someone('Leaver'), await someone('Other')];
	const [asLeaver, asOther] = [await here.as(leaver), await here.as(other)];
	await followMember(asOther, { memberId: leaver.memberId, on: true });
	await muteMember(asOther, { memberId: leaver.memberId, on: true });
	await followMember(asLeaver, { memberId: other.memberId, on: true });
	await communityCaller(asLeaver).members.leave({ contributions: 'keep' });
	const job = await createJobContext(installation.services, here.community, 'relay');
	const events = await eventsSince(here.db, here.id, newId(), 1000);
	for (const event of events.filter(({ type }) => type === 'members.left'))
		for (const { on, handle } of consumers.values())
			if (on.includes(event.type)) await handle(job, event);
	const left = await here.db
		.selectFrom('relations')
		.select(['memberId', 'kind'])
		.where((eb) =>
			eb.or([eb('memberId', '=', leaver.memberId), eb('targetId', '=', leaver.memberId)]),
		)
		.execute();
	expect(left).toEqual([{ memberId: other.memberId, kind: 'mute' }]);
});
