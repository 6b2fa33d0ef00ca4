import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity } from '@kith/testing/test-community';
import { outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { acceptAnswer, listFeed, publishComment, voteForIdea } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { changeKind } from './change-kind.ts';
import type { PostKind } from './posts.schema.ts';
import { publishPost } from './publish-post.ts';
import { getPost } from './read-posts.ts';

let installation: TestInstallation;
let actors: Awaited<ReturnType<typeof everyActor>>;
let foreignId: string;

beforeAll(async () => {
	installation = await createTestInstallation();
	const there = await createTestCommunity(installation);
	actors = await everyActor(await createTestCommunity(installation), there);
	foreignId = await publish(await there.as(await there.member('member', 'Else Where')));
});
afterAll(() => installation.close());

async function publish(ctx: CommunityContext, kind?: PostKind) {
	const spaceId = ctx.snapshot.spaces.find(({ posting }) => posting === 'everyone')?.id ?? '';
	const id = newId();
	await publishPost(ctx, { id, spaceId, title: 'One', body: words('One'), kind });
	return id;
}

test('a post is what it was published as, and its state is that of a new one', async () => {
	const ctx = await actors.as('member');
	const states = { question: 'unsolved', idea: 'open', article: null, showcase: null } as const;
	for (const [kind, state] of Object.entries(states)) {
		const postId = await publish(ctx, kind as PostKind);
		expect(await getPost(ctx, { postId })).toMatchObject({ kind, state });
		const { items } = await listFeed(ctx, { mode: 'latest', kind: kind as PostKind, limit: 5 });
		expect(items[0]?.id).toBe(postId);
	}
	expect(await getPost(ctx, { postId: await publish(ctx) })).toMatchObject({ kind: 'discussion' });
});

test('only who may announce publishes an announcement', async () => {
	expect(await outcomeOf(publish(await actors.as('member'), 'announcement'))).toBe(
		'permissions.denied',
	);
	expect(await outcomeOf(publish(await actors.as('moderator'), 'announcement'))).toBe(
		'permissions.denied',
	);
	const admin = await actors.as('admin');
	const postId = await publish(admin, 'announcement');
	expect(await outcomeOf(changeKind(admin, { postId, kind: 'article' }))).toBe('posts.kind_in_use');
});

test('the author and moderators change the kind, nobody else, and nowhere else', async () => {
	const author = await actors.as('member');
	const postId = await publish(author);
	await changeKind(author, { postId, kind: 'question' });
	expect(await getPost(author, { postId })).toMatchObject({ kind: 'question', state: 'unsolved' });
	await changeKind(await actors.as('moderator'), { postId, kind: 'idea' });
	expect(await getPost(author, { postId })).toMatchObject({ kind: 'idea', state: 'open' });
	const theirs = await publish(await actors.as('admin'));
	expect(await outcomeOf(changeKind(author, { postId: theirs, kind: 'idea' }))).toBe(
		'permissions.denied',
	);
	for (const actor of ['anonymous', 'pending', 'foreigner'] as const)
		expect(await outcomeOf(changeKind(await actors.as(actor), { postId, kind: 'idea' }))).toBe(
			'posts.not_found',
		);
	const owner = await actors.as('owner');
	expect(await outcomeOf(changeKind(owner, { postId: foreignId, kind: 'idea' }))).toBe(
		'posts.not_found',
	);
});

test('a kind that something hangs on stays', async () => {
	const ctx = await actors.as('member');
	const question = await publish(ctx, 'question');
	const id = newId();
	await publishComment(ctx, { id, postId: question, parentId: null, body: words('So') });
	await acceptAnswer(ctx, { postId: question, commentId: id });
	const idea = await publish(ctx, 'idea');
	const fan = await actors.as('moderator');
	await voteForIdea(fan, { postId: idea, on: true });
	for (const postId of [question, idea])
		expect(await outcomeOf(changeKind(ctx, { postId, kind: 'article' }))).toBe('posts.kind_in_use');
	await voteForIdea(fan, { postId: idea, on: false });
	expect(await outcomeOf(changeKind(ctx, { postId: idea, kind: 'article' }))).toBe('done');
});
