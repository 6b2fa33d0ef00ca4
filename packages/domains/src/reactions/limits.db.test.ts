import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf, spaceFields, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openPoints, ruleOf } from '@kith/testing/test-points';
import { removePost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';
import { react } from './react.ts';
import { DEFAULT_REACTION_LIMITS, DOWN, EMOJI, UP, type Emoji } from './reactions.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
let spaceId: string;
let votesId: string;
const DAY = 24 * 3600;
const { given, down } = DEFAULT_REACTION_LIMITS;

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	const owner = communityCaller(await here.as(await founderOf(here)));
	({ spaceId } = await owner.spaces.create(spaceFields()));
	({ spaceId: votesId } = await owner.spaces.create({ ...spaceFields(), reactions: 'votes' }));
	installation.services.snapshots.drop(here.id);
});
afterAll(() => installation.close());

const someone = async () => here.as(await here.member('member', `Some ${newId().slice(-12)}`));

async function posts(
	by: CommunityContext,
	count: number,
	{ inSpace = spaceId, kind = 'discussion' as 'discussion' | 'idea' } = {},
): Promise<string[]> {
	const ids = Array.from({ length: count }, () => newId());
	const text = { spaceId: inSpace, kind, title: 'One of many', body: words('Text') };
	for (const id of ids) await communityCaller(by).posts.publish({ id, ...text });
	return ids;
}

const give = (ctx: CommunityContext, subjectId: string, emoji: Emoji = UP, on = true) =>
	react(ctx, { subjectKind: 'post', subjectId, emoji, on });
const standing = async (ids: readonly string[]) => {
	const rows = here.db.selectFrom('reactions').select('subjectId').where('subjectId', 'in', ids);
	return (await rows.execute()).length;
};

/** Reactions to posts of one author, five each. */
const manyOf = (ids: readonly string[]) =>
	ids.flatMap((id) => EMOJI.slice(0, 5).map((emoji) => [id, emoji] as const));

test('to one other member goes so much a day, however many hands do it at once, and there is more tomorrow', async () => {
	const [ctx, author] = [await someone(), await someone()];
	const ids = await posts(author, 8);
	const many = manyOf(ids);
	const all = (at: number) => give(ctx, ...(many[at] ?? ['', UP]));
	expect(await atOnce(many.length, all)).toEqual({
		...{ done: given.toOne, 'reactions.to_one': many.length - given.toOne },
	});
	expect(await standing(ids)).toBe(given.toOne);
	const counted = here.db.selectFrom('posts').select((eb) => eb.fn.sum('reactionCount').as('sum'));
	const { sum } = await counted.where('id', 'in', ids).executeTakeFirstOrThrow();
	expect(Number(sum)).toBe(given.toOne);

	const [elsewhere = ''] = await posts(await someone(), 1);
	await give(ctx, elsewhere);
	const refused = give(ctx, (await posts(author, 1))[0] ?? '');
	await expect(refused).rejects.toMatchObject({
		...{ code: 'reactions.to_one', kind: 'limit_reached', details: { most: given.toOne } },
	});
	installation.clock.advance(DAY + 60);
	await give(ctx, (await posts(author, 1))[0] ?? '');
});

test('comments, ideas and what somebody wrote with others count with the rest', async () => {
	const [ctx, author, second] = [await someone(), await someone(), await someone()];
	const [shared = '', own = ''] = await posts(author, 2);
	const { lifecycle, comments } = communityCaller(author);
	const handle = here.db.selectFrom('members').select('handle');
	const { handle: invited } = await handle
		.where('id', '=', second.grants.memberId)
		.executeTakeFirstOrThrow();
	await lifecycle.inviteAuthor({ postId: shared, handle: invited });
	await communityCaller(second).lifecycle.answerInvitation({ postId: shared, accept: true });
	const commentId = newId();
	await comments.publish({ id: commentId, postId: own, parentId: null, body: words('Mine') });
	await react(ctx, { subjectKind: 'comment', subjectId: commentId, emoji: UP, on: true });
	const [idea = '', another = ''] = await posts(author, 2, { kind: 'idea' });
	const vote = async (postId: string) => communityCaller(ctx).ideas.vote({ postId, on: true });
	await vote(idea);
	for (const [id, emoji] of manyOf(await posts(author, 6)).slice(0, given.toOne - 3))
		await give(ctx, id, emoji);
	await give(ctx, shared);
	expect(await outcomeOf(give(ctx, own))).toBe('reactions.to_one');
	expect(await outcomeOf(vote(another))).toBe('reactions.to_one');
	const counted = here.db.selectFrom('posts').select('voteCount').where('id', '=', another);
	expect(await counted.executeTakeFirst()).toEqual({ voteCount: 0 });
	// The other author has got one of them so far, and what the first one is full of stops at what they share.
	await give(ctx, (await posts(second, 1))[0] ?? '');
	expect(await outcomeOf(give(ctx, shared, '🎉'))).toBe('reactions.to_one');
	// Saying again what is said already is nothing more.
	expect(await outcomeOf(give(ctx, shared))).toBe('done');
	expect(await outcomeOf(vote(idea))).toBe('done');
});

test('taking back and giving again never leaves more than a day’s worth, in reactions or in points', async () => {
	const points = await openPoints(installation);
	await points.rule(ruleOf({ on: 'reaction', to: 'other', points: 1 }));
	const [ana, ben] = [
		await points.here.member('member', 'Ana'),
		await points.here.member('member', 'Ben'),
	];
	const [first, second] = [[] as string[], [] as string[]];
	for (let count = 0; count < given.toOne; count += 1) {
		first.push(await points.post(ana));
		second.push(await points.post(ana));
	}
	for (const id of first) await points.react(ben, id);
	await points.deliver();
	expect(await points.pointsOf(ana)).toBe(given.toOne);
	// What is gone from the site makes no room.
	await removePost(await points.here.as(await points.here.member('moderator', 'Mo')), {
		postId: first[0] ?? '',
	});
	expect(await outcomeOf(points.react(ben, second[0] ?? ''))).toBe('reactions.to_one');
	for (const [at, id] of first.slice(1).entries()) {
		await points.react(ben, id, { on: false });
		await points.react(ben, second[at] ?? '');
	}
	expect(await outcomeOf(points.react(ben, second.at(-1) ?? ''))).toBe('reactions.to_one');
	await points.deliver();
	expect(await points.pointsOf(ana)).toBe(given.toOne - 1);
}, 60_000);

test('of votes down there are fewer, to one member and in all, and changing one for the other is one vote', async () => {
	const ctx = await someone();
	const authors = await Promise.all(Array.from({ length: 4 }, () => someone()));
	const [first, ...others] = await Promise.all(
		authors.map((author) => posts(author, down.toOne + 1, { inSpace: votesId })),
	);
	const ids = first ?? [];
	for (const id of ids) await give(ctx, id);
	const vote = (at: number) => give(ctx, ids[at] ?? '', DOWN);
	expect(await atOnce(ids.length, vote)).toEqual({
		...{ done: down.toOne, 'reactions.down_to_one': 1 },
	});
	// The vote up that was there before a refused one down is there still.
	expect(await standing(ids)).toBe(ids.length);
	const rest = others.flatMap((theirs) => theirs.slice(0, down.toOne));
	const outcomes = await atOnce(rest.length, (at) => give(ctx, rest[at] ?? '', DOWN));
	const room = down.inAll - down.toOne;
	expect(outcomes).toEqual({ done: room, 'reactions.down_in_all': rest.length - room });
});

test('whoever runs the rules says how much, and it is written down', async () => {
	const place = await createTestCommunity(installation);
	const owner = communityCaller(await place.as(await founderOf(place)));
	const before = await owner.approval.settings();
	expect(before.reactions).toEqual(DEFAULT_REACTION_LIMITS);
	const reactions = { given: { toOne: 2, inAll: 3 }, down: { toOne: 1, inAll: 1 } };
	await owner.approval.saveSettings({ ...before, reactions });
	await owner.approval.saveSettings({ rules: [], life: before.life });
	installation.services.snapshots.drop(place.id);
	const again = communityCaller(await place.as(await founderOf(place)));
	expect((await again.approval.settings()).reactions).toEqual(reactions);
	const { items } = await again.audit.list({ limit: 10 });
	expect(JSON.stringify(items.map(({ details }) => details))).toContain('"inAll":3');

	const member = await place.as(await place.member('member', 'Mia'));
	expect(await outcomeOf(communityCaller(member).approval.saveSettings(before))).toBe(
		'permissions.denied',
	);
	const hall = member.snapshot.spaces.find(({ posting }) => posting === 'everyone')?.id ?? '';
	const people = await Promise.all(
		['Ann', 'Ben', 'Cem'].map(async (name) => place.as(await place.member('member', name))),
	);
	const ids: string[] = [];
	for (const by of people) ids.push(...(await posts(by, 2, { inSpace: hall })));
	const outcomes = await atOnce(6, (at) => give(member, ids[at] ?? ''));
	expect(outcomes['done']).toBe(3);
	expect(await outcomeOf(give(member, ids[0] ?? '', '🎉'))).toMatch(/^reactions\.(in_all|to_one)$/);
	for (const wrong of [
		{ ...reactions, given: { toOne: 0, inAll: 3 } },
		{ ...reactions, down: { toOne: 1, inAll: 1001 } },
	])
		await expect(
			again.approval.saveSettings({ ...before, reactions: wrong }),
		).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});
