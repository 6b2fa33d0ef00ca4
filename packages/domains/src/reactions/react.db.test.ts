import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { getPost, publishComment, publishPost, removePost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';
import { react } from './react.ts';
import { EMOJI, type React } from './reactions.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
let foreignPostId: string;

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	const there = await createTestCommunity(installation);
	actors = await everyActor(here, there);
	foreignPostId = await post(await there.as(await there.member('member', 'Else Where')));
});
afterAll(() => installation.close());

async function post(ctx: CommunityContext): Promise<string> {
	const spaceId = ctx.snapshot.spaces.find(({ posting }) => posting === 'everyone')?.id ?? '';
	const id = newId();
	await publishPost(ctx, { id, spaceId, title: 'Like it', body: words('Like it') });
	return id;
}
const thumb = (subjectId: string, on = true): React => ({
	...{ subjectKind: 'post', subjectId, emoji: '👍', on },
});
const countOf = async (postId: string) => {
	const row = here.db.selectFrom('posts').select('reactionCount').where('id', '=', postId);
	return (await row.executeTakeFirstOrThrow()).reactionCount;
};

test('a reaction is given once and taken back once, however often it is asked for', async () => {
	const ctx = await actors.as('member');
	const postId = await post(await actors.as('moderator'));
	expect(await atOnce(8, () => react(ctx, thumb(postId)))).toEqual({ done: 8 });
	await react(await actors.as('admin'), thumb(postId));
	expect((await getPost(ctx, { postId })).reactions).toEqual([
		{ emoji: '👍', count: 2, mine: true },
	]);
	expect(await atOnce(8, () => react(ctx, thumb(postId, false)))).toEqual({ done: 8 });
	expect((await getPost(ctx, { postId })).reactions).toEqual([
		{ emoji: '👍', count: 1, mine: false },
	]);
	expect(await countOf(postId)).toBe(1);
});

test('a hundred reactions at once, given and taken back, are counted exactly', async () => {
	const people = await Promise.all(
		Array.from({ length: 20 }, (_, index) => here.member('member', `Reader ${index}`)),
	);
	const readers = await Promise.all(people.map((person) => here.as(person)));
	const postId = await post(await actors.as('member'));
	const [reader = await actors.as('member')] = readers;
	await Promise.all(readers.slice(0, 10).map((ctx) => react(ctx, thumb(postId))));
	const outcomes = await atOnce(100, (index) => {
		const emoji = EMOJI[Math.floor(index / 20)] ?? '👍';
		return react(readers[index % 20] ?? reader, { ...thumb(postId, index % 20 >= 10), emoji });
	});
	expect(outcomes).toEqual({ done: 100 });
	const { reactions } = await getPost(reader, { postId });
	expect(reactions.map(({ count }) => count)).toEqual([10, 10, 10, 10, 10]);
	expect(await countOf(postId)).toBe(50);
});

test('a comment takes reactions of its own', async () => {
	const ctx = await actors.as('member');
	const postId = await post(ctx);
	const commentId = newId();
	await publishComment(ctx, { id: commentId, postId, parentId: null, body: words('Yes') });
	await react(await actors.as('admin'), { ...thumb(commentId), subjectKind: 'comment' });
	const row = here.db.selectFrom('comments').select('reactionCount').where('id', '=', commentId);
	expect(await row.executeTakeFirst()).toEqual({ reactionCount: 1 });
	expect(await countOf(postId)).toBe(0);
});

test('nobody reacts to what they wrote, alone or with others, and nothing counts of it', async () => {
	const [me, friend] = [await here.member('member', 'Ina'), await here.member('member', 'Jon')];
	const mine = await here.as(me);
	const postId = await post(mine);
	const commentId = newId();
	await publishComment(mine, { id: commentId, postId, parentId: null, body: words('Mine') });
	const onComment = { ...thumb(commentId), subjectKind: 'comment' as const };
	for (const reaction of [thumb(postId), onComment])
		expect(await outcomeOf(react(mine, reaction))).toBe('reactions.own');
	expect((await getPost(mine, { postId })).may.react).toBe(false);
	const seenBy = async (ctx: CommunityContext) =>
		(await communityCaller(ctx).comments.list({ postId })).items.map(({ may }) => may.react);
	expect(await seenBy(mine)).toEqual([false]);
	const theirs = await here.as(friend);
	expect(await seenBy(theirs)).toEqual([true]);
	expect((await getPost(theirs, { postId })).may.react).toBe(true);

	const { lifecycle } = communityCaller(mine);
	await lifecycle.inviteAuthor({ postId, handle: 'jon' });
	await communityCaller(theirs).lifecycle.answerInvitation({ postId, accept: true });
	expect(await outcomeOf(react(theirs, thumb(postId)))).toBe('reactions.own');
	await react(theirs, onComment);
	expect(await countOf(postId)).toBe(0);
	// What was given before they wrote together can be taken back.
	expect(await outcomeOf(react(theirs, thumb(postId, false)))).toBe('done');
});

test('nobody reacts to what they cannot read', async () => {
	const ctx = await actors.as('moderator');
	const postId = await post(ctx);
	for (const actor of ['anonymous', 'pending', 'foreigner'] as const)
		expect(await outcomeOf(react(await actors.as(actor), thumb(postId)))).toBe(
			'reactions.subject_not_found',
		);
	await removePost(ctx, { postId });
	for (const subjectId of [postId, foreignPostId, newId()])
		for (const subjectKind of ['post', 'comment'] as const)
			expect(await outcomeOf(react(ctx, { ...thumb(subjectId), subjectKind }))).toBe(
				'reactions.subject_not_found',
			);
	expect(await countOf(postId)).toBe(0);
});

test('a visitor of a public community reads and is asked to sign in before they react', async () => {
	const open = await createTestCommunity(installation, {
		access: { visibility: 'public', join: 'open' },
	});
	const postId = await post(await open.as(await open.member('member', 'Ann')));
	const visitor = await open.as(null);
	expect(await getPost(visitor, { postId })).toMatchObject({ title: 'Like it' });
	expect(await outcomeOf(react(visitor, thumb(postId)))).toBe('identity.sign_in_needed');
});
