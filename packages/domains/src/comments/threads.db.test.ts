import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { publishPost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { threadPage } from './threads.queries.ts';
import { listComments, listReplies } from './list-comments.ts';
import { publishComment } from './publish-comment.ts';
import { deleteComment, removeComment } from './take-down-comment.ts';

let installation: TestInstallation;
let here: TestCommunity;
let ctx: CommunityContext;
let moderator: CommunityContext;

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	ctx = await here.as(await here.member('member', 'Mia'));
	moderator = await here.as(await here.member('moderator', 'Mo'));
});
afterAll(() => installation.close());

async function post(): Promise<string> {
	const spaceId = ctx.snapshot.spaces.find(({ posting }) => posting === 'everyone')?.id ?? '';
	const id = newId();
	await publishPost(ctx, { id, spaceId, title: 'Talk', body: words('Talk') });
	return id;
}
async function say(postId: string, parentId: string | null = null): Promise<string> {
	const input = { id: newId(), postId, parentId, body: words('Yes') };
	return (await publishComment(ctx, input)).commentId;
}
const idsOf = async (postId: string, more: object = {}) =>
	(await listComments(ctx, { postId, limit: 100, ...more })).items.map(({ id }) => id);

test('every reply stands below what it answers, and is drawn at most three deep', async () => {
	const postId = await post();
	const first = await say(postId);
	const second = await say(postId);
	const reply = await say(postId, first);
	const deeper = await say(postId, reply);
	const deepest = await say(postId, deeper);
	const { items } = await listComments(ctx, { postId, limit: 20 });
	expect(items.map(({ id, depth, rootId }) => [id, depth, rootId])).toEqual([
		[first, 0, null],
		[reply, 1, first],
		[deeper, 2, first],
		[deepest, 2, first],
		[second, 0, null],
	]);
});

test('a removed comment with replies stays as a tombstone without words or author, one without goes', async () => {
	const postId = await post();
	const withReply = await say(postId);
	const reply = await say(postId, withReply);
	const alone = await say(postId);
	await removeComment(moderator, { commentId: withReply });
	await deleteComment(ctx, { commentId: alone });
	const { items } = await listComments(ctx, { postId, limit: 20 });
	expect(items.map(({ id }) => id)).toEqual([withReply, reply]);
	expect(items[0]).toMatchObject({
		...{ status: 'removed', author: null, body: null },
		may: { edit: false, delete: false, remove: false },
	});
	await deleteComment(ctx, { commentId: reply });
	expect(await idsOf(postId)).toEqual([]);
	expect(await outcomeOf(deleteComment(ctx, { commentId: reply }))).toBe('comments.not_found');
});

test('pages of threads have no gap and no double while others comment', async () => {
	const postId = await post();
	const roots: string[] = [];
	for (let index = 0; index < 11; index++) roots.push(await say(postId));
	await Promise.all(roots.map((root) => say(postId, root)));
	const seen: string[] = [];
	let cursor: string | null = null;
	let rounds = 0;
	do {
		const page: Awaited<ReturnType<typeof listComments>> = await listComments(ctx, {
			...{ postId, limit: 3, cursor },
		});
		seen.push(...page.items.filter(({ depth }) => depth === 0).map(({ id }) => id));
		cursor = page.nextCursor;
		if (rounds++ < 3) roots.push(await say(postId));
	} while (cursor);
	expect(seen).toEqual(roots);
});

test('comments of the same moment are paged without gap or double', async () => {
	const postId = await post();
	const ids = await Promise.all(Array.from({ length: 9 }, () => say(postId)));
	await here.db
		.updateTable('comments')
		.set({ createdAt: new Date('2026-01-01T10:00:00.123Z') })
		.where('postId', '=', postId)
		.execute();
	const seen: string[] = [];
	let cursor: string | null = null;
	do {
		const page: Awaited<ReturnType<typeof listComments>> = await listComments(ctx, {
			...{ postId, limit: 2, cursor },
		});
		seen.push(...page.items.map(({ id }) => id));
		cursor = page.nextCursor;
	} while (cursor);
	expect(seen.toSorted()).toEqual(ids.toSorted());
});

test('a permalink starts at the thread that holds the comment, and goes on to the end', async () => {
	const postId = await post();
	const roots: string[] = [];
	for (let index = 0; index < 4; index++) roots.push(await say(postId));
	const reply = await say(postId, roots[2] ?? '');
	const deeper = await say(postId, reply);
	for (const around of [roots[2], reply, deeper])
		expect(await idsOf(postId, { around })).toEqual([roots[2], reply, deeper, roots[3]]);
});

test('a permalink to a comment of another post, or to none, starts at the beginning', async () => {
	const postId = await post();
	const first = await say(postId);
	const elsewhere = await say(await post());
	for (const around of [elsewhere, newId()])
		expect(await idsOf(postId, { around })).toEqual([first]);
});

test('every reply of a long thread is reached, a bounded number at a time', async () => {
	const postId = await post();
	const root = await say(postId);
	const ids: string[] = [];
	for (let index = 0; index < 45; index++) ids.push(await say(postId, root));
	const first = await listComments(ctx, { postId, limit: 20 });
	const seen = first.items.slice(1).map(({ id }) => id);
	let [more] = first.more;
	while (more) {
		const page = await listReplies(ctx, { postId, rootId: root, cursor: more.cursor });
		expect(page.items[0]?.id).toBe(more.nextId);
		seen.push(...page.items.map(({ id }) => id));
		[more] = page.more;
	}
	expect(seen).toEqual(ids);
});

test('a permalink into the middle of a long thread shows the replies about it, and that there are earlier ones', async () => {
	const postId = await post();
	const root = await say(postId);
	const ids: string[] = [];
	for (let index = 0; index < 45; index++) ids.push(await say(postId, root));
	const page = await listComments(ctx, { postId, limit: 20, around: ids[30] });
	expect(page.items.map(({ id }) => id)).toEqual([root, ...ids.slice(25, 45)]);
	expect([page.earlierOf, page.more]).toEqual([root, []]);
});

test('a thread that goes on downwards is shown from where somebody came for', async () => {
	const postId = await post();
	const ids = [await say(postId)];
	for (let index = 0; index < 40; index++) ids.push(await say(postId, ids.at(-1) ?? null));
	const page = await listComments(ctx, { postId, limit: 20, around: ids[30] });
	expect(page.items.map(({ id }) => id)).toEqual([ids[0], ...ids.slice(25)]);
	expect(Math.max(...page.items.map(({ depth }) => depth))).toBe(2);
});

test('no answer holds more than sixty comments, and none is left out', async () => {
	const postId = await post();
	const all: string[] = [];
	for (let index = 0; index < 6; index++) {
		const root = await say(postId);
		all.push(root);
		for (let reply = 0; reply < 15; reply++) all.push(await say(postId, root));
	}
	const seen: string[] = [];
	let cursor: string | null = null;
	do {
		const page: Awaited<ReturnType<typeof listComments>> = await listComments(ctx, {
			...{ postId, limit: 20, cursor },
		});
		expect(page.items.length).toBeLessThanOrEqual(60);
		seen.push(...page.items.map(({ id }) => id));
		cursor = page.nextCursor;
	} while (cursor);
	expect(seen).toEqual(all);
});

test('a permalink to a tombstone shows it, though nothing hangs on it', async () => {
	const postId = await post();
	const gone = await say(postId);
	await deleteComment(ctx, { commentId: gone });
	expect(await idsOf(postId)).toEqual([]);
	expect(await idsOf(postId, { around: gone })).toEqual([gone]);
});

test('the statement of a page is this', () => {
	const [at, id] = ['2026-01-01T00:00:00.000Z', newId()] as const;
	const page = { after: { at, id }, from: [at, id] as const, limit: 20 };
	const { memberId } = ctx.grants;
	const listing = { ability: ctx.ability, memberId, postId: newId(), ...page };
	expect(
		threadPage(ctx.db, listing)
			.compile()
			.sql.replaceAll(/"c_\w+"\./g, ''),
	).toMatchSnapshot();
});
