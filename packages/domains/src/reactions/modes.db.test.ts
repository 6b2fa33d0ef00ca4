import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventsSince } from '@kith/db/outbox';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf, spaceFields, untilAnswered, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { getPost, listFeed, publishComment, publishPost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { communityCaller, consumers } from '../index.ts';
import { react } from './react.ts';
import { DOWN, EMOJI, OFFERED, UP, type Emoji, type ReactionMode } from './reactions.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation, {
		access: { visibility: 'public', join: 'open' },
	});
});
afterAll(() => installation.close());

const owner = async () => communityCaller(await here.as(await founderOf(here)));
const someone = async () => here.as(await here.member('member', `Some ${newId().slice(-12)}`));

async function spaceOf(reactions: ReactionMode): Promise<string> {
	const { spaceId } = await (await owner()).spaces.create({ ...spaceFields(), reactions });
	installation.services.snapshots.drop(here.id);
	return spaceId;
}
async function judge(spaceId: string, reactions: ReactionMode): Promise<void> {
	const { spaces } = await (await owner()).spaces.tree();
	const space = spaces.find(({ id }) => id === spaceId);
	if (!space) throw new Error('no such space');
	const { name, slug, icon, description, groupId, visibility, posting, version } = space;
	const kept = { name, slug, icon, description, groupId, visibility, posting, version };
	await (await owner()).spaces.update({ ...kept, spaceId, reactions });
	installation.services.snapshots.drop(here.id);
}
async function post(ctx: CommunityContext, spaceId: string): Promise<string> {
	const id = newId();
	await publishPost(ctx, { id, spaceId, title: 'Judge it', body: words('Judge it') });
	return id;
}
/** The same person with what the community is like now. */
const again = (ctx: CommunityContext) => here.as(null, { cookie: ctx.request.cookie });
const give = (ctx: CommunityContext, subjectId: string, emoji: Emoji, on = true) =>
	react(ctx, { subjectKind: 'post', subjectId, emoji, on });
const countOf = async (postId: string) => {
	const row = here.db.selectFrom('posts').select('reactionCount').where('id', '=', postId);
	return (await row.executeTakeFirstOrThrow()).reactionCount;
};

test.each(Object.keys(OFFERED) as ReactionMode[])(
	'a space of the kind %s takes what it offers and refuses the rest',
	async (mode) => {
		const spaceId = await spaceOf(mode);
		const [ctx, author] = [await someone(), await someone()];
		const postId = await post(author, spaceId);
		const commentId = newId();
		await publishComment(author, { id: commentId, postId, parentId: null, body: words('And?') });
		for (const emoji of [...EMOJI, DOWN] as const) {
			const outcome = OFFERED[mode].includes(emoji) ? 'done' : 'reactions.not_offered';
			expect(await outcomeOf(give(ctx, postId, emoji))).toBe(outcome);
			const onComment = { subjectKind: 'comment' as const, subjectId: commentId, emoji, on: true };
			expect(await outcomeOf(react(ctx, onComment))).toBe(outcome);
		}
		const seen = await getPost(ctx, { postId });
		expect(seen.space.reactions).toBe(mode);
		expect(seen.may.react).toBe(mode !== 'none');
		const { items } = await communityCaller(ctx).comments.list({ postId });
		expect(items.map(({ may }) => may.react)).toEqual([mode !== 'none']);
		const shown = mode === 'votes' ? [DOWN] : OFFERED[mode];
		expect(seen.reactions.map(({ emoji }) => emoji)).toEqual(shown);
		expect(items[0]?.reactions.map(({ emoji }) => emoji)).toEqual(shown);
	},
);

test('what was given before is kept, unseen where it is not offered, and can be taken back', async () => {
	const spaceId = await spaceOf('all');
	const [ctx, author] = [await someone(), await someone()];
	const postId = await post(author, spaceId);
	await give(ctx, postId, '🎉');
	await give(ctx, postId, UP);
	const shown = async () =>
		(await getPost(await again(ctx), { postId })).reactions.map(({ emoji }) => emoji);
	await judge(spaceId, 'votes');
	expect(await shown()).toEqual([UP]);
	await give(await again(ctx), postId, DOWN);
	await judge(spaceId, 'none');
	expect(await shown()).toEqual([]);
	await judge(spaceId, 'all');
	// One for and one against come to nothing, and are there.
	expect(await countOf(postId)).toBe(0);
	expect(await shown()).toEqual(['🎉']);
	await give(await again(ctx), postId, DOWN, false);
	expect(await countOf(postId)).toBe(1);
});

test('who blamed something once and likes it where votes are hidden has one vote when they are shown again', async () => {
	const spaceId = await spaceOf('votes');
	const [ctx, author] = [await someone(), await someone()];
	const postId = await post(author, spaceId);
	await give(ctx, postId, DOWN);
	await judge(spaceId, 'like');
	await give(await again(ctx), postId, UP);
	await judge(spaceId, 'votes');
	const { reactions } = await getPost(await again(ctx), { postId });
	expect(reactions).toEqual([{ emoji: UP, count: 1, mine: true }]);
	expect(await countOf(postId)).toBe(1);
});

test('who changes nothing else of a space leaves how it is judged as it is, and the log tells of a change', async () => {
	const spaceId = await spaceOf('like');
	const { spaces } = await (await owner()).spaces.tree();
	const space = spaces.find(({ id }) => id === spaceId);
	const { name, slug, icon, description, groupId, visibility, posting } = space ?? spaceFields();
	const fields = { name, slug, icon, description, groupId, visibility, posting };
	await (await owner()).spaces.update({ ...fields, spaceId, version: space?.version ?? 0 });
	const after = (await (await owner()).spaces.tree()).spaces.find(({ id }) => id === spaceId);
	expect(after?.reactions).toBe('like');
	await judge(spaceId, 'votes');
	const { items } = await (await owner()).audit.list({ limit: 5 });
	expect(items[0]?.details).toMatchObject({
		...{ before: { reactions: 'like' }, after: { reactions: 'votes' } },
	});
});

test('200 votes at once, up, down and changed, are counted exactly, one for each', async () => {
	const spaceId = await spaceOf('votes');
	const people = await Promise.all(
		Array.from({ length: 200 }, (_, index) => here.member('member', `Voter ${index}`)),
	);
	const crowd = await Promise.all(people.map((person) => here.as(person)));
	const reader = await someone();
	const postId = await post(reader, spaceId);
	const at = (index: number) => crowd[index] ?? reader;
	const calmly = (index: number, emoji: Emoji, on = true) =>
		untilAnswered(() => give(at(index % 200), postId, emoji, on));
	const vote = (index: number) => calmly(index, index % 4 === 0 ? DOWN : UP);
	expect(await atOnce(200, vote)).toEqual({ done: 200 });
	expect((await getPost(reader, { postId })).reactions).toEqual(
		expect.arrayContaining([
			{ emoji: UP, count: 150, mine: false },
			{ emoji: DOWN, count: 50, mine: false },
		]),
	);
	expect(await countOf(postId)).toBe(100);
	// Everybody changes their mind, and half of them say it twice at the same moment.
	const turned = (index: number) => calmly(index, index % 4 === 0 ? UP : DOWN);
	expect(await atOnce(300, turned)).toEqual({ done: 300 });
	expect(await countOf(postId)).toBe(-100);
	const back = (index: number) => calmly(index, index % 4 === 0 ? UP : DOWN, false);
	expect(await atOnce(200, back)).toEqual({ done: 200 });
	expect(await countOf(postId)).toBe(0);
	expect((await getPost(reader, { postId })).reactions).toEqual([]);
}, 60_000);

test('a vote down counts against: in Top, among comments, and never as liking', async () => {
	const spaceId = await spaceOf('votes');
	const [author, reader, second] = [await someone(), await someone(), await someone()];
	const [praised, blamed] = [await post(author, spaceId), await post(author, spaceId)];
	const split = await post(author, spaceId);
	for (const ctx of [reader, second]) {
		await give(ctx, praised, UP);
		await give(ctx, blamed, DOWN);
	}
	await give(reader, split, UP);
	await give(second, split, DOWN);
	const comments = [newId(), newId(), newId(), newId()] as const;
	const [worst, plain, best, bad] = comments;
	for (const id of comments)
		await publishComment(author, { id, postId: split, parentId: null, body: words('So') });
	const onComment = (subjectId: string, emoji: Emoji, ctx: CommunityContext) =>
		react(ctx, { subjectKind: 'comment', subjectId, emoji, on: true });
	await onComment(best, UP, reader);
	const third = await someone();
	for (const ctx of [second, third]) await onComment(worst, DOWN, ctx);
	await onComment(bad, DOWN, await someone());

	const job = await createJobContext(installation.services, here.community, 'relay');
	for (const event of await eventsSince(here.db, here.id, newId(), 5000))
		for (const [name, { on, handle }] of consumers)
			if (/score/.test(name) && on.includes(event.type)) await handle(job, event);
	const top = await listFeed(reader, { mode: 'top', window: 'all', spaceId, limit: 10 });
	expect(top.items.map(({ id }) => id)).toEqual([split, praised]);
	const forYou = await listFeed(third, { mode: 'for_you', spaceId, limit: 10 });
	expect(new Set(forYou.items.map(({ id }) => id))).toEqual(new Set([praised, blamed, split]));

	const seen: string[] = [];
	for (let cursor: string | null = null, pages = 0; pages === 0 || cursor; pages += 1) {
		const page = await communityCaller(reader).comments.list({
			...{ postId: split, order: 'liked', limit: 1, cursor },
		});
		seen.push(...page.items.map(({ id }) => id));
		cursor = page.nextCursor;
	}
	expect(seen).toEqual([best, plain, bad, worst]);

	const mine = (await getPost(second, { postId: split })).reactions;
	expect(mine).toEqual(
		expect.arrayContaining([
			{ emoji: UP, count: 1, mine: false },
			{ emoji: DOWN, count: 1, mine: true },
		]),
	);
});
