import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf, untilAnswered, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { getPost, listFeed, listPosts, publishPost, removePost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { findTargets } from './find-targets.ts';
import { ideasConsumers } from './ideas.consumers.ts';
import { mergeIdea } from './merge-idea.ts';
import { setIdeaStatus } from './set-idea-status.ts';
import { unmergeIdea } from './unmerge-idea.ts';
import { voteForIdea } from './vote-for-idea.ts';

let installation: TestInstallation;
let here: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
let foreignId: string;
let crowd: CommunityContext[];

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	const there = await createTestCommunity(installation);
	actors = await everyActor(here, there);
	foreignId = await propose(await there.as(await there.member('member', 'Else Where')));
	const people = await Promise.all(
		Array.from({ length: 200 }, (_, index) => here.member('member', `Voter ${index}`)),
	);
	crowd = await Promise.all(people.map((person) => here.as(person)));
}, 120_000);
afterAll(() => installation.close());

async function propose(ctx: CommunityContext, title = 'A night train', kind = 'idea' as const) {
	const spaceId = ctx.snapshot.spaces.find(({ posting }) => posting === 'everyone')?.id ?? '';
	const id = newId();
	await publishPost(ctx, { id, spaceId, title, body: words('Please'), kind });
	return id;
}
const vote = (ctx: CommunityContext, postId: string, on = true) =>
	untilAnswered(() => voteForIdea(ctx, { postId, on }));
const votesOf = async (postId: string) => {
	const { rows } = await installation.owner.query<{ counted: number; kept: number }>(
		`select vote_count as counted, (select count(*)::int from c_${here.id}.votes where post_id = id) as kept
			from c_${here.id}.posts where id = $1`,
		[postId],
	);
	expect(rows[0]?.counted).toBe(rows[0]?.kept);
	return rows[0]?.kept;
};
async function tell(type: string, payload: Record<string, unknown>) {
	const ctx = await createJobContext(installation.services, here.community, 'test');
	const event = {
		...{ id: newId(), communityId: here.id, type, payload, occurredAt: installation.clock.now() },
		actor: { kind: 'job' as const, name: 'test' },
	};
	for (const consumer of Object.values(ideasConsumers))
		if (consumer.on.includes(type))
			for (let time = 0; time < 2; time++) await consumer.handle(ctx, event);
}

test('200 votes at once are counted exactly, and so are those taken back meanwhile', async () => {
	const postId = await propose(await actors.as('member'));
	expect(await atOnce(200, (at) => vote(crowd[at] as CommunityContext, postId))).toEqual({
		done: 200,
	});
	expect(await votesOf(postId)).toBe(200);
	const again = (at: number) => vote(crowd[at % 200] as CommunityContext, postId, at % 2 === 0);
	expect(await atOnce(400, again)).toEqual({ done: 400 });
	expect(await votesOf(postId)).toBe(100);
	const [first] = crowd as [CommunityContext];
	expect(await getPost(first, { postId })).toMatchObject({ voteCount: 100, hasVoted: true });
	expect(await getPost(crowd[1] ?? first, { postId })).toMatchObject({ hasVoted: false });
}, 120_000);

test('who cannot read an idea cannot vote, and nobody votes for what is none', async () => {
	const postId = await propose(await actors.as('member'));
	for (const actor of ['anonymous', 'pending', 'foreigner'] as const)
		expect(await outcomeOf(vote(await actors.as(actor), postId))).toBe('posts.not_found');
	const owner = await actors.as('owner');
	for (const unknown of [foreignId, newId()]) {
		const verbs = [
			vote(owner, unknown),
			setIdeaStatus(owner, { postId: unknown, status: 'planned', note: '' }),
			mergeIdea(owner, { postId, intoId: unknown }),
			mergeIdea(owner, { postId: unknown, intoId: postId }),
			unmergeIdea(owner, { postId: unknown }),
			findTargets(owner, { postId: unknown, text: '' }),
		];
		expect(await Promise.all(verbs.map(outcomeOf))).toEqual(Array(6).fill('posts.not_found'));
	}
	expect(await votesOf(postId)).toBe(0);
});

test('staff move an idea along with a word; voters hear of moves alone; members may not', async () => {
	const [voter, author] = crowd as [CommunityContext, CommunityContext];
	const postId = await propose(author);
	const move = { postId, status: 'planned' as const, note: 'In the spring.' };
	expect(await outcomeOf(setIdeaStatus(voter, move))).toBe('permissions.denied');
	const staff = await actors.as('moderator');
	await setIdeaStatus(staff, move);
	await setIdeaStatus(staff, { ...move, note: 'In the summer.' });
	expect(await getPost(voter, { postId })).toMatchObject({
		...{ state: 'planned' },
		parts: { idea: { note: 'In the summer.', mayVote: true, mayManage: false } },
	});
	await setIdeaStatus(staff, { ...move, status: 'shipped' });
	expect(await outcomeOf(vote(voter, postId))).toBe('ideas.closed');
	const { rows } = await installation.owner.query<{ payload: object }>(
		`select payload from streams.outbox where type = 'ideas.status_changed' and payload->>'postId' = $1
			order by occurred_at, id`,
		[postId],
	);
	expect(rows.map(({ payload }) => payload)).toMatchObject([
		{ from: 'open', to: 'planned', note: 'In the spring.' },
		{ from: 'planned', to: 'shipped' },
	]);
});

test('a merge unites the voters exactly, whoever votes meanwhile, and can be undone', async () => {
	const staff = await actors.as('moderator');
	const [one, two] = [await propose(staff, 'Sleeper'), await propose(staff, 'Sleeping car')];
	const voters = crowd.slice(0, 30);
	await Promise.all(voters.slice(0, 20).map((ctx) => vote(ctx, one)));
	await Promise.all(voters.slice(10, 30).map((ctx) => vote(ctx, two)));
	const attempts = [
		...crowd.slice(30, 50).map((ctx) => () => vote(ctx, two)),
		() => mergeIdea(staff, { postId: one, intoId: two }),
	];
	expect(await atOnce(attempts.length, (at) => attempts[at]?.() ?? Promise.resolve())).toEqual({
		done: 21,
	});
	expect(await votesOf(two)).toBe(50);
	expect(await votesOf(one)).toBe(20);
	const merged = await getPost(staff, { postId: one });
	expect(merged.parts.idea?.mergedInto).toEqual({ id: two, title: 'Sleeping car' });
	expect((await getPost(staff, { postId: two })).parts.idea?.merged).toEqual([
		{ id: one, title: 'Sleeper' },
	]);
	expect(await outcomeOf(vote(crowd[60] ?? staff, one))).toBe('ideas.merged');
	for (const mode of ['latest', 'top', 'for_you', 'following'] as const) {
		const listed = await listFeed(staff, { mode, kind: 'idea', limit: 50 });
		expect(listed.items.map(({ id }) => id)).not.toContain(one);
	}
	const all = await listPosts(staff, { limit: 100 });
	expect(all.items.map(({ id }) => id)).not.toContain(one);
	await vote(voters[0] ?? staff, two, false);
	await unmergeIdea(staff, { postId: one });
	expect(await votesOf(two)).toBe(40);
	expect(await votesOf(one)).toBe(20);
});

test('nobody votes for an idea of their own, nor comes to it by a merge', async () => {
	const [author, writer] = [await here.as(await here.member('member', 'Ida Own')), crowd[0]];
	const staff = await actors.as('moderator');
	if (!writer) throw new Error('there is no crowd');
	const [own, theirs] = [await propose(author, 'Mine'), await propose(writer, 'Theirs')];
	expect(await outcomeOf(vote(author, own))).toBe('ideas.own');
	expect((await getPost(author, { postId: own })).parts.idea).toMatchObject({
		...{ mayVote: false, isOwn: true },
	});
	const together = here.db.updateTable('posts').set({ coAuthorIds: [writer.grants.memberId] });
	await together.where('id', '=', own).execute();
	expect(await outcomeOf(vote(writer, own))).toBe('ideas.own');
	await vote(author, theirs);
	await vote(staff, theirs);
	await mergeIdea(staff, { postId: theirs, intoId: own });
	expect(await votesOf(own)).toBe(1);
	await unmergeIdea(staff, { postId: theirs });
	expect(await votesOf(own)).toBe(0);
	await vote(author, theirs, false);
	expect(await votesOf(theirs)).toBe(1);
});

test('merges go one way: no circle, no second target, no undo below another', async () => {
	const staff = await actors.as('moderator');
	const member = await actors.as('member');
	const ids = await Promise.all(['A', 'B', 'C'].map((title) => propose(staff, title)));
	const [a, b, c] = ids as [string, string, string];
	const merge = (postId: string, intoId: string) => outcomeOf(mergeIdea(staff, { postId, intoId }));
	expect(await merge(a, a)).toBe('ideas.same_idea');
	expect(await outcomeOf(mergeIdea(member, { postId: a, intoId: b }))).toBe('permissions.denied');
	expect(await merge(a, b)).toBe('done');
	expect(await merge(a, c)).toBe('ideas.merged');
	expect(await merge(c, a)).toBe('ideas.merged');
	expect(await merge(b, c)).toBe('done');
	expect(await outcomeOf(unmergeIdea(member, { postId: a }))).toBe('permissions.denied');
	expect(await outcomeOf(unmergeIdea(staff, { postId: a }))).toBe('ideas.target_merged');
	expect(await outcomeOf(unmergeIdea(staff, { postId: c }))).toBe('ideas.not_merged');
	await removePost(staff, { postId: c });
	await tell('posts.removed', { postId: c });
	expect((await getPost(staff, { postId: b })).parts.idea?.mergedInto).toBeNull();
	const { items } = await listFeed(staff, { mode: 'latest', kind: 'idea', limit: 50 });
	expect(items.map(({ id }) => id)).toContain(b);
});

test('ideas come in the order of their votes, page by page', async () => {
	const place = await createTestCommunity(installation);
	const ctx = await place.as(await place.member('admin', 'Ada'));
	const fan = await place.as(await place.member('member', 'Fan'));
	const ids = await Promise.all(['A', 'B', 'C', 'D'].map((title) => propose(ctx, title)));
	const [, b = '', , d = ''] = ids;
	const other = await place.as(await place.member('member', 'Other Fan'));
	await vote(other, d);
	await vote(fan, d);
	await vote(fan, b);
	const seen: string[] = [];
	let cursor: string | null = null;
	do {
		const page: Awaited<ReturnType<typeof listFeed>> = await listFeed(ctx, {
			...{ order: 'votes', limit: 1, cursor },
		});
		seen.push(...page.items.map(({ id }) => id));
		cursor = page.nextCursor;
	} while (cursor);
	expect(seen).toHaveLength(4);
	expect(seen.slice(0, 2)).toEqual([d, b]);
	const latest = await listFeed(ctx, { mode: 'latest', limit: 1 });
	expect(await outcomeOf(listFeed(ctx, { order: 'votes', cursor: latest.nextCursor }))).toBe(
		'pages.bad_cursor',
	);
});

test('the votes of who leaves go with them unless everything stays', async () => {
	const person = await here.member('member', 'Gone Girl');
	const postId = await propose(await actors.as('member'));
	await vote(await here.as(person), postId);
	await tell('members.left', { memberId: person.memberId, contributions: 'keep' });
	expect(await votesOf(postId)).toBe(1);
	await tell('members.removed', { memberId: person.memberId, contributions: 'anonymise' });
	expect(await votesOf(postId)).toBe(0);
});
