import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import {
	getPost,
	listFeed,
	publishComment,
	publishPost,
	removeComment,
} from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { acceptAnswer } from './accept-answer.ts';
import { questionsConsumers } from './questions.consumers.ts';
import { withdrawAnswer } from './withdraw-answer.ts';

let installation: TestInstallation;
let here: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
let foreign: { postId: string; commentId: string };

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	const there = await createTestCommunity(installation);
	actors = await everyActor(here, there);
	foreign = await askAndAnswer(await there.as(await there.member('member', 'Else Where')));
});
afterAll(() => installation.close());

async function ask(ctx: CommunityContext, kind: 'question' | 'discussion' = 'question') {
	const spaceId = ctx.snapshot.spaces.find(({ posting }) => posting === 'everyone')?.id ?? '';
	const id = newId();
	await publishPost(ctx, { id, spaceId, title: 'How?', body: words('How?'), kind });
	return id;
}
const answer = async (ctx: CommunityContext, postId: string) =>
	(await publishComment(ctx, { id: newId(), postId, parentId: null, body: words('Like this') }))
		.commentId;
async function askAndAnswer(asker: CommunityContext, answerer = asker) {
	const postId = await ask(asker);
	return { postId, commentId: await answer(answerer, postId) };
}
const eventsOf = async (type: string, postId: string) => {
	const { rows } = await installation.owner.query<{ payload: object }>(
		`select payload from streams.outbox where type = $1 and payload->>'postId' = $2 order by occurred_at`,
		[type, postId],
	);
	return rows.map(({ payload }) => payload);
};
async function tell(type: string, payload: Record<string, unknown>) {
	const ctx = await createJobContext(installation.services, here.community, 'test');
	const event = {
		...{ id: newId(), communityId: here.id, type, payload, occurredAt: installation.clock.now() },
		actor: { kind: 'job' as const, name: 'test' },
	};
	for (const consumer of Object.values(questionsConsumers))
		if (consumer.on.includes(type))
			for (let time = 0; time < 2; time++) await consumer.handle(ctx, event);
}

test('the asker accepts an answer, changes their mind, and takes it back', async () => {
	const asker = await actors.as('member');
	const { postId, commentId } = await askAndAnswer(asker, await actors.as('admin'));
	expect(await getPost(asker, { postId })).toMatchObject({
		...{ kind: 'question', state: 'unsolved' },
		parts: { question: { answer: null, mayAccept: true } },
	});
	expect(await atOnce(5, () => acceptAnswer(asker, { postId, commentId }))).toEqual({ done: 5 });
	expect(await getPost(asker, { postId })).toMatchObject({
		...{ state: 'solved' },
		parts: { question: { answer: { commentId, author: { name: 'Ada Admin' } } } },
	});
	const better = await answer(await actors.as('moderator'), postId);
	await acceptAnswer(asker, { postId, commentId: better });
	const { parts } = await getPost(asker, { postId });
	expect(parts.question?.answer?.commentId).toBe(better);
	expect(await atOnce(3, () => withdrawAnswer(asker, { postId }))).toEqual({ done: 3 });
	expect(await getPost(asker, { postId })).toMatchObject({ state: 'unsolved' });
	expect(await eventsOf('questions.answer_accepted', postId)).toHaveLength(2);
	expect(await eventsOf('questions.answer_withdrawn', postId)).toHaveLength(1);
});

test('only the asker and moderators decide, and nobody elsewhere', async () => {
	const { postId, commentId } = await askAndAnswer(await actors.as('member'));
	const other = await here.as(await here.member('member', 'Otto Other'));
	const verbs = (ctx: CommunityContext, where = { postId, commentId }) => [
		outcomeOf(acceptAnswer(ctx, where)),
		outcomeOf(withdrawAnswer(ctx, { postId: where.postId })),
	];
	expect(await Promise.all(verbs(other))).toEqual(['permissions.denied', 'permissions.denied']);
	for (const actor of ['anonymous', 'pending', 'foreigner'] as const)
		expect(await Promise.all(verbs(await actors.as(actor)))).toEqual([
			...['posts.not_found', 'posts.not_found'],
		]);
	const owner = await actors.as('owner');
	expect(await Promise.all(verbs(owner, foreign))).toEqual(['posts.not_found', 'posts.not_found']);
	expect(await outcomeOf(acceptAnswer(owner, { postId, commentId: foreign.commentId }))).toBe(
		'comments.not_found',
	);
	expect(await Promise.all(verbs(await actors.as('moderator')))).toEqual(['done', 'done']);
});

test('neither a comment from elsewhere answers nor a discussion is solved', async () => {
	const ctx = await actors.as('member');
	const { postId } = await askAndAnswer(ctx);
	const { commentId } = await askAndAnswer(ctx);
	expect(await outcomeOf(acceptAnswer(ctx, { postId, commentId }))).toBe('comments.not_found');
	const talk = await ask(ctx, 'discussion');
	const reply = await answer(ctx, talk);
	expect(await outcomeOf(acceptAnswer(ctx, { postId: talk, commentId: reply }))).toBe(
		'questions.not_a_question',
	);
});

test('an accepted answer that is taken down leaves the question unsolved', async () => {
	const ctx = await actors.as('moderator');
	const { postId, commentId } = await askAndAnswer(ctx);
	await acceptAnswer(ctx, { postId, commentId });
	await removeComment(ctx, { commentId });
	// At once for whoever reads, whenever the event arrives.
	expect((await getPost(ctx, { postId })).parts.question?.answer).toBeNull();
	const spaceId = ctx.snapshot.spaces[0]?.id;
	await tell('comments.removed', { postId, commentId, spaceId });
	expect(await getPost(ctx, { postId })).toMatchObject({ state: 'unsolved' });
	expect(await eventsOf('questions.answer_withdrawn', postId)).toHaveLength(1);
	expect(await outcomeOf(acceptAnswer(ctx, { postId, commentId }))).toBe('comments.not_found');
});

test('a member who leaves with all they wrote takes their answers along', async () => {
	const asker = await actors.as('member');
	const person = await here.member('member', 'Gone Girl');
	const { postId, commentId } = await askAndAnswer(asker, await here.as(person));
	await acceptAnswer(asker, { postId, commentId });
	await here.db
		.updateTable('comments')
		.set({ status: 'deleted' })
		.where('id', '=', commentId)
		.execute();
	await tell('members.left', { memberId: person.memberId, contributions: 'keep' });
	expect((await getPost(asker, { postId })).state).toBe('solved');
	await tell('members.left', { memberId: person.memberId, contributions: 'delete' });
	expect((await getPost(asker, { postId })).state).toBe('unsolved');
});

test('a list holds the questions nobody has answered yet', async () => {
	const ctx = await actors.as('member');
	const open = await ask(ctx);
	const solved = await askAndAnswer(ctx);
	await acceptAnswer(ctx, solved);
	const narrow = { mode: 'latest', kind: 'question', state: 'unsolved' } as const;
	const { items } = await listFeed(ctx, { ...narrow, limit: 50 });
	const ids = items.map(({ id }) => id);
	expect(ids).toContain(open);
	expect(ids).not.toContain(solved.postId);
	expect(new Set(items.map(({ kind }) => kind))).toEqual(new Set(['question']));
});
