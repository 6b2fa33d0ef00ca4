import { afterAll, beforeAll, expect, test } from 'vitest';
import { addSeconds } from '@kith/kernel/clock';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf, untilAnswered, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { getPost, publishPost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { castBallot } from './cast-ballot.ts';
import { closePoll } from './close-poll.ts';
import { listVoters } from './list-voters.ts';
import { pollsConsumers } from './polls.consumers.ts';
import type { NewPoll } from './polls.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
let foreignId: string;
let crowd: CommunityContext[];

const PLAIN: NewPoll = {
	...{ method: 'single', choices: ['Tea', 'Coffee', 'Cocoa'], maxChoices: 1, openDays: null },
	...{ isAnonymous: false, results: 'always' },
};

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	const there = await createTestCommunity(installation);
	actors = await everyActor(here, there);
	foreignId = await ask(await there.as(await there.member('member', 'Else Where')));
	const people = await Promise.all(
		Array.from({ length: 200 }, (_, index) => here.member('member', `Voter ${index}`)),
	);
	crowd = await Promise.all(people.map((person) => here.as(person)));
}, 120_000);
afterAll(() => installation.close());

async function ask(ctx: CommunityContext, change: Partial<NewPoll> = {}) {
	const spaceId = ctx.snapshot.spaces.find(({ posting }) => posting === 'everyone')?.id ?? '';
	const id = newId();
	const text = { title: 'Drinks?', body: words('Drinks?') };
	await publishPost(ctx, { id, spaceId, ...text, poll: { ...PLAIN, ...change } });
	return id;
}
const voter = (at: number) => crowd[at] as CommunityContext;
const vote = (ctx: CommunityContext, postId: string, ...choices: number[]) =>
	untilAnswered(() => castBallot(ctx, { postId, choices }));
const pollOf = async (ctx: CommunityContext, postId: string) =>
	(await getPost(ctx, { postId })).parts.poll;
const countsOf = async (ctx: CommunityContext, postId: string) =>
	(await pollOf(ctx, postId))?.choices.map(({ count }) => count);
const later = (ctx: CommunityContext, days: number): CommunityContext => ({
	...ctx,
	clock: { now: () => addSeconds(installation.clock.now(), days * 86_400) },
});

test('200 votes at once are counted exactly, and so are changed and taken ones', async () => {
	const author = await actors.as('member');
	const postId = await ask(author);
	expect(await atOnce(200, (at) => vote(voter(at), postId, at % 3))).toEqual({ done: 200 });
	expect(await countsOf(author, postId)).toEqual([67, 67, 66]);
	const change = (at: number) =>
		at < 100 ? vote(voter(at), postId, 2) : vote(voter(at), postId, ...(at < 150 ? [] : [0]));
	expect(await atOnce(200, change)).toEqual({ done: 200 });
	expect(await countsOf(author, postId)).toEqual([50, 0, 100]);
	expect(await pollOf(voter(0), postId)).toMatchObject({
		...{ voterCount: 150, mine: [2], leading: [2], mayVote: true, mayClose: false },
	});
}, 120_000);

test('each kind of poll takes what it asks for', async () => {
	const ctx = await actors.as('member');
	const single = await ask(ctx);
	const multiple = await ask(ctx, { method: 'multiple', maxChoices: 2 });
	const ranked = await ask(ctx, { method: 'ranked' });
	const outcomes = [
		vote(ctx, single, 0, 1),
		vote(ctx, single, 3),
		vote(ctx, multiple, 0, 1, 2),
		vote(ctx, multiple, 1, 1),
		vote(ctx, ranked, 0, 0),
	];
	expect(await Promise.all(outcomes.map(outcomeOf))).toEqual(Array(5).fill('polls.bad_choice'));
	await vote(ctx, multiple, 0, 2);
	expect(await countsOf(ctx, multiple)).toEqual([1, 0, 1]);
	await vote(ctx, ranked, 2, 0, 1);
	expect((await pollOf(ctx, ranked))?.mine).toEqual([2, 0, 1]);
});

test('a ranked poll shows its rounds', async () => {
	const ctx = await actors.as('member');
	const postId = await ask(ctx, { method: 'ranked' });
	for (const at of [0, 1, 2, 3]) await vote(voter(at), postId, 0);
	for (const at of [4, 5, 6]) await vote(voter(at), postId, 1);
	for (const at of [7, 8]) await vote(voter(at), postId, 2, 1);
	expect(await pollOf(ctx, postId)).toMatchObject({
		rounds: [
			{ counts: [4, 3, 2], left: [2] },
			{ counts: [4, 5, null], left: [] },
		],
		leading: [1],
	});
});

test('a poll ends by itself, or when it is closed, and then takes no vote', async () => {
	const author = await actors.as('member');
	const timed = await ask(author, { openDays: 2 });
	await vote(voter(0), timed, 1);
	expect(await outcomeOf(vote(later(voter(1), 3), timed, 1))).toBe('polls.closed');
	expect(await outcomeOf(vote(later(voter(0), 3), timed))).toBe('polls.closed');
	const { parts } = await getPost(later(voter(1), 3), { postId: timed });
	expect(parts.poll).toMatchObject({ isOpen: false, mayVote: false, voterCount: 1 });

	const open = await ask(author);
	expect(await outcomeOf(closePoll(voter(0), { postId: open }))).toBe('permissions.denied');
	await closePoll(author, { postId: open });
	await closePoll(await actors.as('moderator'), { postId: open });
	expect(await outcomeOf(vote(voter(0), open, 1))).toBe('polls.closed');
	const { rows } = await installation.owner.query(
		`select 1 from streams.outbox where type = 'polls.closed' and payload->>'postId' = $1`,
		[open],
	);
	expect(rows).toHaveLength(1);
});

test('results are seen when it was said, by nobody earlier', async () => {
	const author = await actors.as('member');
	const owner = await actors.as('owner');
	const afterVote = await ask(author, { results: 'after_vote' });
	await vote(voter(0), afterVote, 1);
	expect(await countsOf(voter(0), afterVote)).toEqual([0, 1, 0]);
	for (const ctx of [author, owner, voter(1)]) {
		expect(await pollOf(ctx, afterVote)).toMatchObject({ leading: [], rounds: null });
		expect(await countsOf(ctx, afterVote)).toEqual([null, null, null]);
		expect(await outcomeOf(listVoters(ctx, { postId: afterVote, choice: 1, limit: 5 }))).toBe(
			'polls.results_hidden',
		);
	}
	const afterEnd = await ask(author, { results: 'after_end', method: 'ranked' });
	await vote(voter(0), afterEnd, 1);
	expect(await countsOf(voter(0), afterEnd)).toEqual([null, null, null]);
	await closePoll(author, { postId: afterEnd });
	expect(await countsOf(voter(1), afterEnd)).toEqual([0, 1, 0]);
});

test('a named poll tells who chose what, page by page', async () => {
	const ctx = await actors.as('member');
	const postId = await ask(ctx);
	for (const at of [0, 1, 2]) await vote(voter(at), postId, 1);
	const first = await listVoters(ctx, { postId, choice: 1, limit: 2 });
	const second = await listVoters(ctx, { postId, choice: 1, limit: 2, cursor: first.nextCursor });
	expect([...first.items, ...second.items].map(({ name }) => name).toSorted()).toEqual([
		...['Voter 0', 'Voter 1', 'Voter 2'],
	]);
	expect(second.nextCursor).toBeNull();
});

test('an anonymous poll knows each voter once and tells nobody, nor keeps a name', async () => {
	const author = await actors.as('member');
	const postId = await ask(author, { isAnonymous: true });
	await vote(voter(0), postId, 1);
	await vote(voter(0), postId, 2);
	expect(await pollOf(voter(0), postId)).toMatchObject({ mine: [2], voterCount: 1 });
	expect(await pollOf(voter(1), postId)).toMatchObject({ mine: [] });
	for (const actor of ['member', 'moderator', 'admin', 'owner'] as const)
		expect(
			await outcomeOf(listVoters(await actors.as(actor), { postId, choice: 2, limit: 5 })),
		).toBe('polls.anonymous');
	const rows = await here.db
		.selectFrom('ballots')
		.selectAll()
		.where('postId', '=', postId)
		.execute();
	expect(rows).toHaveLength(1);
	expect(JSON.stringify(rows)).not.toContain(voter(0).grants.memberId);
	const told = await installation.owner.query(
		`select 1 from streams.outbox where type = 'polls.voted' and payload->>'postId' = $1`,
		[postId],
	);
	expect(told.rows).toEqual([]);
});

test('who cannot read the post cannot vote, close or look, here or elsewhere', async () => {
	const postId = await ask(await actors.as('member'));
	const verbs = (ctx: CommunityContext, id: string) => [
		outcomeOf(vote(ctx, id, 1)),
		outcomeOf(closePoll(ctx, { postId: id })),
	];
	for (const actor of ['anonymous', 'pending', 'foreigner'] as const)
		expect(await Promise.all(verbs(await actors.as(actor), postId))).toEqual(
			Array(2).fill('posts.not_found'),
		);
	const owner = await actors.as('owner');
	for (const id of [foreignId, newId()])
		expect(await Promise.all(verbs(owner, id))).toEqual(Array(2).fill('posts.not_found'));
});

test('a retried publish writes its poll once', async () => {
	const ctx = await actors.as('member');
	const spaceId = ctx.grants.spaces.postable[0] ?? '';
	const post = { id: newId(), spaceId, title: 'Drinks?', body: words('Drinks?'), poll: PLAIN };
	expect(await atOnce(3, () => publishPost(ctx, post))).toEqual({ done: 3 });
	expect((await pollOf(ctx, post.id))?.choices).toHaveLength(3);
});

test('named votes go with who leaves nothing behind; what was said anonymously stays', async () => {
	const person = await here.member('member', 'Gone Girl');
	const ctx = await here.as(person);
	const named = await ask(await actors.as('member'));
	const anonymous = await ask(await actors.as('member'), { isAnonymous: true });
	await vote(ctx, named, 1);
	await vote(ctx, anonymous, 1);
	const job = await createJobContext(installation.services, here.community, 'test');
	for (let time = 0; time < 2; time++)
		await pollsConsumers['forget-ballots'].handle(job, {
			...{ id: newId(), communityId: here.id, type: 'members.removed' },
			payload: { memberId: person.memberId, contributions: 'delete' },
			...{ occurredAt: installation.clock.now(), actor: { kind: 'job', name: 'test' } },
		});
	expect(await countsOf(ctx, named)).toEqual([0, 0, 0]);
	expect(await countsOf(ctx, anonymous)).toEqual([0, 1, 0]);
});
