import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';
import type { NewPoll } from '../polls/polls.schema.ts';
import { DEFAULT_LIFE } from '../submissions/submissions.schema.ts';

const TEA: NewPoll = {
	...{ method: 'single', choices: ['Tea', 'Coffee'], maxChoices: 1, openDays: null },
	...{ isAnonymous: false, results: 'always' },
};
const TEXT = { title: 'Drinks?', body: words('What do we drink?') };

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

async function post(ctx: CommunityContext, more: object = {}): Promise<string> {
	const id = newId();
	const spaceId = ctx.snapshot.spaces.find(({ posting }) => posting === 'everyone')?.id ?? '';
	await communityCaller(ctx).posts.publish({ id, spaceId, ...TEXT, ...more });
	return id;
}
const add = (ctx: CommunityContext, postId: string, more: object = {}) =>
	communityCaller(ctx).posts.edit({ postId, version: 1, ...TEXT, poll: TEA, ...more });
const pollOf = async (ctx: CommunityContext, postId: string) => {
	const { hasPoll, parts } = await communityCaller(ctx).posts.get({ postId });
	expect(hasPoll).toBe(parts.poll !== null);
	return parts.poll;
};
const found = async (ctx: CommunityContext) =>
	(await communityCaller(ctx).search.find({ text: 'drink has:poll', limit: 50 })).items.map(
		({ id }) => id,
	);

test('a post that is out gets a poll, which is voted in and found', async () => {
	const author = await actors.as('member');
	const postId = await post(author);
	expect(await found(author)).not.toContain(postId);
	expect(await add(author, postId)).toEqual({ version: 2, heldId: null });
	const reader = await actors.as('admin');
	await communityCaller(reader).polls.vote({ postId, choices: [1] });
	expect(await pollOf(author, postId)).toMatchObject({ voterCount: 1, mayVote: true });
	expect(await found(author)).toContain(postId);
	const { items } = await communityCaller(author).posts.list({});
	expect(items.find(({ id }) => id === postId)?.hasPoll).toBe(true);
	// A later edit leaves it as it is.
	await communityCaller(author).posts.edit({ postId, version: 2, ...TEXT, title: 'Drinks!' });
	expect(await pollOf(author, postId)).toMatchObject({ voterCount: 1 });
	expect(await found(author)).toContain(postId);
});

test('a post has one poll: none takes its place, whoever comes first', async () => {
	const author = await actors.as('member');
	const polled = await post(author, { poll: TEA });
	const other = { poll: { ...TEA, choices: ['Yes', 'No'] } };
	expect(await outcomeOf(add(author, polled, other))).toBe('polls.there_already');
	const postId = await post(author);
	const outcomes = await atOnce(4, () => add(author, postId));
	expect(outcomes).toEqual({ done: 1, 'posts.changed_meanwhile': 3 });
	const late = add(author, postId, { ...other, version: 2 });
	expect(await outcomeOf(late)).toBe('polls.there_already');
	expect((await pollOf(author, postId))?.choices.map(({ text }) => text)).toEqual(TEA.choices);
});

test('it may not have ended before anybody could vote', async () => {
	const author = await actors.as('member');
	const postId = await post(author);
	const past = { ...TEA, endsAt: new Date(0).toISOString() };
	const far = { ...TEA, endsAt: new Date('2100-01-01').toISOString() };
	expect(await outcomeOf(add(author, postId, { poll: past }))).toBe('polls.end_is_past');
	expect(await outcomeOf(add(author, postId, { poll: far }))).toBe('polls.end_too_far');
	expect(await pollOf(author, postId)).toBeNull();
});

test('whoever may not edit the post adds none, here or elsewhere', async () => {
	const postId = await post(await actors.as('member'));
	const other = await here.as(await here.member('member', 'Otto Other'));
	expect(await outcomeOf(add(other, postId))).toBe('permissions.denied');
	for (const actor of ['anonymous', 'pending', 'foreigner'] as const)
		expect(await outcomeOf(add(await actors.as(actor), postId))).toBe('posts.not_found');
	const foreignId = await post(await there.as(await there.member('member', 'Else Where')));
	const owner = await actors.as('owner');
	for (const id of [foreignId, newId()])
		expect(await outcomeOf(add(owner, id))).toBe('posts.not_found');
	expect(await pollOf(owner, postId)).toBeNull();
});

test("what a moderator adds to another's post is written down, and a version says who changed it", async () => {
	const author = await actors.as('member');
	const postId = await post(author);
	await add(await actors.as('moderator'), postId, { why: 'Let us count' });
	const { items } = await communityCaller(await actors.as('owner')).audit.list({ limit: 50 });
	expect(JSON.stringify(items.find(({ action }) => action === 'posts.updated'))).toContain(
		'Tea, Coffee',
	);
	const history = await communityCaller(author).history.list({
		...{ subjectKind: 'post', subjectId: postId },
	});
	expect(JSON.stringify(history)).toContain('Let us count');
});

test('where changes wait for approval, a poll waits with them, even beside the same words', async () => {
	const author = await actors.as('member');
	const postId = await post(author);
	const second = await post(author);
	const rule = { spaceId: null, kind: null, roleKey: 'member', edits: true };
	const settings = { rules: [rule], life: DEFAULT_LIFE };
	await communityCaller(await actors.as('owner')).approval.saveSettings(settings);
	const { heldId } = await add(await actors.as('member'), postId);
	expect(heldId).not.toBeNull();
	expect(await pollOf(author, postId)).toBeNull();
	const moderator = communityCaller(await actors.as('moderator'));
	const submissionId = heldId ?? '';
	const { version, with: along } = await moderator.approval.get({ submissionId });
	expect(along.poll).toMatchObject({ choices: TEA.choices });
	await moderator.approval.approve({ submissionId, version, revisedVersion: 1 });
	expect(await pollOf(author, postId)).toMatchObject({ voterCount: 0 });

	// Somebody else gave it one while the change waited: that one stays, and the words come through.
	const held = await add(await actors.as('member'), second, { title: 'Drinks, please' });
	const theirs = { poll: { ...TEA, choices: ['Water', 'Milk'] } };
	await add(await actors.as('moderator'), second, theirs);
	const waiting = { submissionId: held.heldId ?? '' };
	const looked = await moderator.approval.get(waiting);
	await moderator.approval.approve({ ...waiting, version: looked.version, revisedVersion: 2 });
	const shown = await communityCaller(author).posts.get({ postId: second });
	expect(shown.title).toBe('Drinks, please');
	expect(shown.parts.poll?.choices.map(({ text }) => text)).toEqual(['Water', 'Milk']);
});
