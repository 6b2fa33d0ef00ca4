import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { publishPost } from './publish-post.ts';
import { getPost, listPosts } from './read-posts.ts';

let installation: TestInstallation;
let here: TestCommunity;
let there: TestCommunity;

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	there = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const body = (text: string) => ({
	type: 'doc' as const,
	content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] }],
});

async function openSpace(community: TestCommunity) {
	const ctx = await community.as(await community.member('member', `Reader ${newId().slice(-6)}`));
	const space = ctx.snapshot.spaces.find(({ posting }) => posting === 'everyone');
	if (!space) throw new Error('the template has no open space');
	return { ctx, spaceId: space.id };
}

test('a member publishes a post, once, however often the answer is lost', async () => {
	const { ctx, spaceId } = await openSpace(here);
	const post = { id: newId(), spaceId, title: 'Hello', body: body('First words') };
	await Promise.all([publishPost(ctx, post), publishPost(ctx, post)]);
	await publishPost(ctx, post);
	const { items } = await listPosts(ctx, { limit: 100 });
	expect(items.filter(({ id }) => id === post.id)).toHaveLength(1);
	const events = await installation.owner.query(
		`select 1 from streams.outbox where type = 'posts.published' and payload->>'postId' = $1`,
		[post.id],
	);
	expect(events.rowCount).toBe(1);
	expect(await getPost(ctx, { postId: post.id })).toMatchObject({
		title: 'Hello',
		excerpt: 'First words',
		may: { edit: true, delete: true, remove: false, pin: false, comment: true, react: false },
	});
});

test('a visitor, a pending member and a member where only staff post are refused', async () => {
	const { ctx, spaceId } = await openSpace(here);
	const post = { id: newId(), spaceId, title: 'No', body: body('No') };
	const visitor = await here.as(null);
	await expect(publishPost(visitor, post)).rejects.toMatchObject({ code: 'spaces.not_found' });
	const pending = await here.as(await here.member('member', 'Paul Pending', 'pending'));
	await expect(publishPost(pending, post)).rejects.toMatchObject({ code: 'spaces.not_found' });
	const staffOnly = ctx.snapshot.spaces.find(({ posting }) => posting === 'staff');
	await expect(publishPost(ctx, { ...post, spaceId: staffOnly?.id ?? '' })).rejects.toMatchObject({
		code: 'permissions.denied',
	});
});

test('a space of another community is as unknown as one that never was', async () => {
	const { spaceId } = await openSpace(there);
	const { ctx } = await openSpace(here);
	const post = { id: newId(), spaceId, title: 'Elsewhere', body: body('Elsewhere') };
	await expect(publishPost(ctx, post)).rejects.toMatchObject({ code: 'spaces.not_found' });
	await expect(publishPost(ctx, { ...post, spaceId: newId() })).rejects.toMatchObject({
		code: 'spaces.not_found',
	});
});

test('a post without words or pictures is refused', async () => {
	const { ctx, spaceId } = await openSpace(here);
	const empty = { type: 'doc' as const, content: [{ type: 'paragraph' as const }] };
	await expect(
		publishPost(ctx, { id: newId(), spaceId, title: 'Empty', body: empty }),
	).rejects.toMatchObject({ code: 'posts.empty' });
});
