import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, NOTHING, outcomeOf, tally, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { getPost, publishPost, removePost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { editComment } from './edit-comment.ts';
import { listComments } from './list-comments.ts';
import { publishComment } from './publish-comment.ts';
import { deleteComment, removeComment } from './take-down-comment.ts';

let installation: TestInstallation;
let here: TestCommunity;
let there: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
let foreign: { postId: string; commentId: string };

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	there = await createTestCommunity(installation);
	actors = await everyActor(here, there);
	const elsewhere = await there.as(await there.member('member', 'Else Where'));
	const postId = await post(elsewhere);
	foreign = { postId, commentId: await comment(elsewhere, postId) };
});
afterAll(() => installation.close());

async function post(ctx: CommunityContext): Promise<string> {
	const space = ctx.snapshot.spaces.find(({ posting }) => posting === 'everyone');
	const id = newId();
	await publishPost(ctx, { id, spaceId: space?.id ?? '', title: 'Talk', body: words('Talk') });
	return id;
}
async function comment(ctx: CommunityContext, postId: string, parentId: string | null = null) {
	const input = { id: newId(), postId, parentId, body: words('Yes') };
	return (await publishComment(ctx, input)).commentId;
}
const countOf = async (ctx: CommunityContext, postId: string) =>
	(await getPost(ctx, { postId })).commentCount;

test('a member comments once, however often the answer is lost', async () => {
	const ctx = await actors.as('member');
	const postId = await post(ctx);
	const input = { id: newId(), postId, parentId: null, body: words('Once') };
	expect(await atOnce(6, () => publishComment(ctx, input))).toEqual({ done: 6 });
	expect(await countOf(ctx, postId)).toBe(1);
	const thief = await actors.as('moderator');
	expect(await outcomeOf(publishComment(thief, input))).toBe('comments.id_taken');
	expect(await outcomeOf(publishComment(ctx, { ...input, id: newId(), body: NOTHING }))).toBe(
		'comments.empty',
	);
});

test('fifty comments at once are counted exactly', async () => {
	const ctx = await actors.as('member');
	const postId = await post(ctx);
	expect(await atOnce(50, () => comment(ctx, postId))).toEqual({ done: 50 });
	expect(await countOf(ctx, postId)).toBe(50);
});

test('replies and deletions of one thread at the same time end without a deadlock, counted exactly', async () => {
	const ctx = await actors.as('member');
	const postId = await post(ctx);
	const roots = await Promise.all(Array.from({ length: 12 }, () => comment(ctx, postId)));
	const outcomes = await atOnce(48, (index) => {
		const commentId = roots[index % 12] ?? '';
		return index < 12 ? deleteComment(ctx, { commentId }) : comment(ctx, postId, commentId);
	});
	expect(
		Object.keys(outcomes).filter((code) => !['done', 'comments.parent_gone'].includes(code)),
	).toEqual([]);
	const rows = here.db.selectFrom('comments').select('status').where('postId', '=', postId);
	const { published = 0 } = tally((await rows.execute()).map(({ status }) => status));
	expect(await countOf(ctx, postId)).toBe(published);
});

test('of two edits of one version the second is told; only the author edits', async () => {
	const ctx = await actors.as('member');
	const commentId = await comment(ctx, await post(ctx));
	const edit = { commentId, version: 1, body: words('Better') };
	expect(await editComment(ctx, edit)).toEqual({ version: 2, heldId: null });
	expect(await outcomeOf(editComment(ctx, edit))).toBe('comments.changed_meanwhile');
	expect(await outcomeOf(editComment(ctx, { ...edit, version: 2, body: NOTHING }))).toBe(
		'comments.empty',
	);
	for (const actor of ['moderator', 'owner'] as const)
		expect(await outcomeOf(editComment(await actors.as(actor), edit))).toBe('permissions.denied');
});

test('visitors, people waiting and members from elsewhere reach nothing', async () => {
	const author = await actors.as('member');
	const postId = await post(author);
	const commentId = await comment(author, postId);
	for (const actor of ['anonymous', 'pending', 'foreigner'] as const) {
		const ctx = await actors.as(actor);
		expect(await outcomeOf(comment(ctx, postId))).toBe('posts.not_found');
		expect(await outcomeOf(deleteComment(ctx, { commentId }))).toBe('comments.not_found');
		expect(await outcomeOf(removeComment(ctx, { commentId }))).toBe('comments.not_found');
		expect(await outcomeOf(editComment(ctx, { commentId, version: 1, body: words('No') }))).toBe(
			'comments.not_found',
		);
		expect(await outcomeOf(listComments(ctx, { postId, limit: 20 }))).toBe(
			'identity.sign_in_needed',
		);
	}
	expect(await outcomeOf(removeComment(author, { commentId }))).toBe('permissions.denied');
	const moderator = await actors.as('moderator');
	expect(await outcomeOf(deleteComment(moderator, { commentId }))).toBe('permissions.denied');
});

test('posts and comments of another community are as unknown as those that never were', async () => {
	const ctx = await actors.as('owner');
	const postId = await post(ctx);
	for (const { postId: anyPost, commentId } of [foreign, { postId: newId(), commentId: newId() }]) {
		expect(await outcomeOf(comment(ctx, anyPost))).toBe('posts.not_found');
		expect(await outcomeOf(listComments(ctx, { postId: anyPost, limit: 20 }))).toBe(
			'posts.not_found',
		);
		expect(await outcomeOf(comment(ctx, postId, commentId))).toBe('comments.not_found');
		expect(await outcomeOf(deleteComment(ctx, { commentId }))).toBe('comments.not_found');
		expect(await outcomeOf(removeComment(ctx, { commentId }))).toBe('comments.not_found');
		expect(await outcomeOf(editComment(ctx, { commentId, version: 1, body: words('No') }))).toBe(
			'comments.not_found',
		);
	}
	const elsewhere = await comment(ctx, await post(ctx));
	expect(await outcomeOf(comment(ctx, postId, elsewhere))).toBe('comments.not_found');
});

test('nothing can be said below a removed post or a removed comment', async () => {
	const ctx = await actors.as('moderator');
	const postId = await post(ctx);
	const commentId = await comment(ctx, postId);
	await removeComment(ctx, { commentId });
	expect(await outcomeOf(comment(ctx, postId, commentId))).toBe('comments.parent_gone');
	await removePost(ctx, { postId });
	expect(await outcomeOf(comment(ctx, postId))).toBe('posts.not_found');
});
