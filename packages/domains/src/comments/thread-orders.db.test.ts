import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { getPost, publishPost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';
import type { ThreadOrder } from './comments.schema.ts';
import { listComments } from './list-comments.ts';
import { publishComment } from './publish-comment.ts';
import { putBackComment } from './put-back-comment.ts';
import { deleteComment, removeComment } from './take-down-comment.ts';

let installation: TestInstallation;
let here: TestCommunity;
let author: CommunityContext;
let moderator: CommunityContext;

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	author = await here.as(await here.member('member', 'Mia'));
	moderator = await here.as(await here.member('moderator', 'Mo'));
});
afterAll(() => installation.close());

async function post(): Promise<string> {
	const spaceId = author.snapshot.spaces.find(({ posting }) => posting === 'everyone')?.id ?? '';
	const id = newId();
	await publishPost(author, { id, spaceId, title: 'Talk', body: words('Talk') });
	return id;
}
async function say(postId: string, parentId: string | null = null): Promise<string> {
	const input = { id: newId(), postId, parentId, body: words('Yes') };
	return (await publishComment(author, input)).commentId;
}
const like = async (ctx: CommunityContext, subjectId: string, emoji: '👍' | '🎉') =>
	communityCaller(ctx).reactions.set({ subjectKind: 'comment', subjectId, emoji, on: true });

async function pagesOf(postId: string, order?: ThreadOrder): Promise<string[]> {
	const seen: string[] = [];
	let cursor: string | null = null;
	do {
		const page: Awaited<ReturnType<typeof listComments>> = await listComments(author, {
			...{ postId, order, limit: 2, cursor },
		});
		seen.push(...page.items.map(({ id }) => id));
		cursor = page.nextCursor;
	} while (cursor);
	return seen;
}

test('threads come oldest, newest or most liked first, page by page, each with its replies as written', async () => {
	const postId = await post();
	const roots: string[] = [];
	for (let index = 0; index < 7; index++) roots.push(await say(postId));
	const [a = '', b = '', c = '', d = '', e = '', f = '', g = ''] = roots;
	const replies = [await say(postId, c), await say(postId, c)];
	for (const emoji of ['👍', '🎉'] as const) await like(moderator, e, emoji);
	await like(moderator, c, '👍');
	await like(moderator, g, '👍');
	expect(await pagesOf(postId)).toEqual([a, b, c, ...replies, d, e, f, g]);
	expect(await pagesOf(postId, 'newest')).toEqual([g, f, e, d, c, ...replies, b, a]);
	expect(await pagesOf(postId, 'liked')).toEqual([e, c, ...replies, g, a, b, d, f]);
	const around = { postId, around: replies[1], limit: 2 } as const;
	expect(await listComments(author, { ...around, order: 'newest' })).toEqual(
		await listComments(author, around),
	);
});

test('where a comment was removed its reason stands, for everybody', async () => {
	const postId = await post();
	const [told, untold] = [await say(postId), await say(postId)];
	await say(postId, told);
	await say(postId, untold);
	await removeComment(moderator, { commentId: told, why: 'Off the rails' });
	await removeComment(moderator, { commentId: untold });
	for (const ctx of [author, moderator]) {
		const { items } = await listComments(ctx, { postId, limit: 20 });
		const gone = items.filter(({ status }) => status === 'removed');
		expect(gone.map(({ id, removedWhy, body }) => [id, removedWhy, body])).toEqual([
			[told, 'Off the rails', null],
			[untold, '', null],
		]);
		expect(gone.every(({ may }) => may.putBack === (ctx === moderator))).toBe(true);
	}
});

test('a removed comment comes back whole and counted once; one that was taken back does not', async () => {
	const postId = await post();
	const [commentId, own] = [await say(postId), await say(postId)];
	const count = async () => (await getPost(author, { postId })).commentCount;
	await removeComment(moderator, { commentId, why: 'By mistake' });
	expect(await count()).toBe(1);
	expect(await outcomeOf(putBackComment(author, { commentId }))).toBe('permissions.denied');
	for (let times = 0; times < 2; times++) await putBackComment(moderator, { commentId });
	expect(await count()).toBe(2);
	const { items } = await listComments(author, { postId, limit: 20 });
	expect(items.find(({ id }) => id === commentId)).toMatchObject({
		...{ status: 'published', removedWhy: '', body: words('Yes') },
	});
	await deleteComment(author, { commentId: own });
	expect(await outcomeOf(putBackComment(moderator, { commentId: own }))).toBe('comments.not_found');
	expect(await count()).toBe(1);
});
