import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';
import { DEFAULT_LIFE, type ApprovalRule } from '../submissions/submissions.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
type Rule = Omit<ApprovalRule, 'edits' | 'untilOut'> & Partial<ApprovalRule>;
const ALL: Rule = { spaceId: null, kind: null, roleKey: 'member' };
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	actors = await everyActor(here, await createTestCommunity(installation));
});
afterAll(() => installation.close());
beforeEach(() => rule(ALL));

const api = communityCaller;
async function rule(...rules: Rule[]) {
	await api(await actors.as('owner')).approval.saveSettings({ rules, life: DEFAULT_LIFE });
}
const draft = (ctx: CommunityContext, title = 'Waiting title') => ({
	...{ id: newId(), spaceId: ctx.grants.spaces.postable[0] ?? '', title },
	body: words('Waiting words'),
});
async function send(title?: string) {
	const ctx = await actors.as('member');
	const post = draft(ctx, title);
	expect(await api(ctx).posts.publish(post)).toEqual({ postId: post.id, state: 'waiting' });
	return { ctx, post, submissionId: post.id };
}
const eventsOf = async (id: string) => {
	const { rows } = await installation.owner.query(
		`select type from streams.outbox where payload->>'submissionId' = $1 or payload->>'postId' = $1 order by occurred_at, id`,
		[id],
	);
	return rows.map(({ type }) => String(type));
};

test('what has to wait is seen by its author and by who may approve it, by nobody else anywhere', async () => {
	const { ctx, post, submissionId } = await send('Zebracrossing');
	const other = await here.as(await here.member('member', `Other ${newId().slice(-6)}`));
	for (const reader of [ctx, other, await actors.as('moderator'), await actors.as('owner')]) {
		expect(await outcomeOf(api(reader).posts.get({ postId: post.id }))).toBe('posts.not_found');
		expect(JSON.stringify(await api(reader).posts.list({ limit: 100 }))).not.toContain('Zebra');
		const inSpace = await api(reader).posts.list({ spaceId: post.spaceId, limit: 100 });
		expect(JSON.stringify(inSpace)).not.toContain('Zebra');
		expect(JSON.stringify(await api(reader).search.find({ text: 'Zebracrossing' }))).not.toContain(
			post.id,
		);
		expect(JSON.stringify(await api(reader).search.suggest({ text: 'Zebra' }))).not.toContain(
			post.id,
		);
	}
	expect(await outcomeOf(api(other).approval.get({ submissionId }))).toBe('approval.not_found');
	for (const actor of ['anonymous', 'pending', 'foreigner'] as const)
		expect(await outcomeOf(api(await actors.as(actor)).approval.get({ submissionId }))).toBe(
			'approval.not_found',
		);
	expect(await api(ctx).approval.get({ submissionId })).toMatchObject({
		...{ state: 'waiting', isMine: true, mayApprove: false, position: expect.any(Number) },
	});
	expect(await eventsOf(post.id)).toEqual(['submissions.held']);
	const space = await here.db
		.selectFrom('posts')
		.select('id')
		.where('id', '=', post.id)
		.executeTakeFirst();
	expect(space).toBeUndefined();
});

test('the line is told oldest first, with everybody at their place, and by space', async () => {
	const first = await send('One');
	installation.clock.advance(60);
	const second = await send('Two');
	const moderator = await actors.as('moderator');
	const { items, spaces } = await api(moderator).approval.queue({ limit: 100 });
	const ids = items.map(({ id }) => id);
	expect(ids.indexOf(first.post.id)).toBeLessThan(ids.indexOf(second.post.id));
	const place = async ({ ctx, submissionId }: typeof first) =>
		(await api(ctx).approval.get({ submissionId })).position ?? 0;
	expect(await place(second)).toBe((await place(first)) + 1);
	expect(spaces).toContainEqual(expect.objectContaining({ id: first.post.spaceId }));
	const elsewhere = moderator.grants.spaces.readable.find((id) => id !== first.post.spaceId);
	const filtered = await api(moderator).approval.queue({ spaceId: elsewhere });
	expect(filtered.items).toEqual([]);
	expect(await outcomeOf(api(first.ctx).approval.queue({}))).toBe('permissions.denied');
});

test('approved, it is on the site in its author’s name, counted and told once', async () => {
	const { post, submissionId } = await send();
	const moderator = await actors.as('moderator');
	const count = async () =>
		(
			await here.db
				.selectFrom('spaces')
				.select('postCount')
				.where('id', '=', post.spaceId)
				.executeTakeFirstOrThrow()
		).postCount;
	const before = await count();
	await api(moderator).approval.approve({ submissionId, version: 1 });
	const shown = await api(moderator).posts.get({ postId: post.id });
	expect(shown).toMatchObject({ title: 'Waiting title', author: { name: 'Mia Member' } });
	expect(await count()).toBe(before + 1);
	expect(await eventsOf(post.id)).toEqual([
		...['submissions.held', 'posts.published', 'submissions.approved'],
	]);
	expect(await outcomeOf(api(moderator).posts.publish({ ...post }))).toBe('posts.id_taken');
	const author = await actors.as('member');
	expect(await api(author).posts.publish(post)).toEqual({ postId: post.id, state: 'published' });
});

test('of two moderators at once the second is told who was faster', async () => {
	const { submissionId } = await send();
	const [one, two] = [await actors.as('moderator'), await actors.as('admin')];
	const reason = 'Twice the same';
	const [first, second] = await Promise.all([
		api(one)
			.approval.approve({ submissionId, version: 1 })
			.then(() => null)
			.catch((error: unknown) => error),
		api(two)
			.approval.reject({ submissionId, version: 1, reason })
			.then(() => null)
			.catch((error: unknown) => error),
	]);
	const loser = (first ?? second) as { cause: { code: string; details: { by: string } } };
	expect([first, second].filter((one) => one === null)).toHaveLength(1);
	expect(loser.cause).toMatchObject({ code: 'approval.already_handled' });
	expect(['Mo Moderator', 'Ada Admin']).toContain(loser.cause.details.by);
});

test('better words are published instead, and what was changed meanwhile is not overlooked', async () => {
	const { ctx, submissionId } = await send();
	const moderator = await actors.as('moderator');
	await api(ctx).approval.resubmit({ submissionId, version: 1, body: words('Newer words') });
	expect(await outcomeOf(api(moderator).approval.approve({ submissionId, version: 1 }))).toBe(
		'approval.changed_meanwhile',
	);
	const better = { title: 'Better title', body: words('Better words') };
	await api(moderator).approval.approve({ submissionId, version: 2, ...better });
	expect(await api(ctx).posts.get({ postId: submissionId })).toMatchObject(better);
	const { items } = await api(ctx).history.list({ subjectKind: 'post', subjectId: submissionId });
	expect(items).toMatchObject([{ action: 'approved', details: { edited: 'yes' } }]);
});

test('some of it is said otherwise, the rest goes out as it was sent', async () => {
	const ctx = await actors.as('member');
	const dear = words('Dear all').content;
	const post = { ...draft(ctx), body: { ...words(''), content: [...dear, ...dear, ...dear] } };
	await api(ctx).posts.publish(post);
	const moderator = await actors.as('moderator');
	const approve = (rewording: { at: number; text: string }[]) =>
		api(moderator).approval.approve({ submissionId: post.id, version: 1, rewording });
	expect(await outcomeOf(approve([{ at: 9, text: 'Too far' }]))).toBe('texts.not_words');
	await approve([
		{ at: 1, text: 'Dear members' },
		{ at: 2, text: '' },
	]);
	const { body } = await api(ctx).posts.get({ postId: post.id });
	expect(body.content).toEqual([...dear, ...words('Dear members').content]);
});

test('nothing is approved of which no words are left', async () => {
	const { submissionId } = await send();
	const emptied = { submissionId, version: 1, rewording: [{ at: 0, text: '' }] };
	const moderator = api(await actors.as('moderator'));
	expect(await outcomeOf(moderator.approval.approve(emptied))).toBe('posts.empty');
	expect((await moderator.approval.get({ submissionId })).state).toBe('waiting');
});

test('sent back with a reason, it is changed and sent again by its author alone', async () => {
	const { ctx, submissionId } = await send();
	const moderator = await actors.as('moderator');
	await api(moderator).approval.reject({ submissionId, version: 1, reason: 'Say where' });
	expect(await api(ctx).approval.get({ submissionId })).toMatchObject({
		...{ state: 'rejected', reason: 'Say where', decidedBy: 'Mo Moderator', position: null },
	});
	const again = { submissionId, version: 3, title: 'With a place', body: words('In the hall') };
	expect(await outcomeOf(api(moderator).approval.resubmit(again))).toMatch(/not_found|denied/);
	await api(ctx).approval.resubmit(again);
	expect(await api(ctx).approval.get({ submissionId })).toMatchObject({
		...{ state: 'waiting', reason: '', title: 'With a place' },
	});
	await api(ctx).approval.withdraw({ submissionId });
	expect(await outcomeOf(api(ctx).approval.get({ submissionId }))).toBe('approval.not_found');
});

test('a comment waits too, and goes where it was meant to', async () => {
	const moderator = await actors.as('moderator');
	const { postId } = await api(moderator).posts.publish(draft(moderator, 'Open question'));
	const ctx = await actors.as('member');
	const id = newId();
	const input = { id, postId, parentId: null, body: words('An answer') };
	expect(await api(ctx).comments.publish(input)).toEqual({ commentId: id, state: 'waiting' });
	expect(await api(ctx).comments.publish(input)).toEqual({ commentId: id, state: 'waiting' });
	expect((await api(ctx).comments.list({ postId })).items).toEqual([]);
	expect((await api(ctx).posts.get({ postId })).commentCount).toBe(0);
	await api(moderator).approval.approve({ submissionId: id, version: 1 });
	expect((await api(ctx).comments.list({ postId })).items).toMatchObject([
		{ id, author: { name: 'Mia Member' } },
	]);
	expect((await api(ctx).posts.get({ postId })).commentCount).toBe(1);
	expect(await api(ctx).comments.publish(input)).toEqual({ commentId: id, state: 'published' });
});

test('rules are by space, kind and role; who may approve never waits', async () => {
	const ctx = await actors.as('member');
	const [spaceId = '', otherId = ''] = ctx.grants.spaces.postable;
	const stateOf = async (actor: 'member' | 'moderator', space: string) => {
		const who = await actors.as(actor);
		const post = { ...draft(who), spaceId: space };
		return (await api(who).posts.publish(post)).state;
	};
	await rule({ spaceId, kind: null, roleKey: null });
	expect(await stateOf('member', spaceId)).toBe('waiting');
	expect(await stateOf('member', otherId)).toBe('published');
	expect(await stateOf('moderator', spaceId)).toBe('published');
	await rule({ spaceId: null, kind: 'comment', roleKey: null });
	expect(await stateOf('member', spaceId)).toBe('published');
	await rule({ spaceId: null, kind: null, roleKey: 'guest' });
	expect(await stateOf('member', spaceId)).toBe('published');
	const unknown = { spaceId: newId(), kind: null, roleKey: null };
	expect(await outcomeOf(rule(unknown))).toBe('spaces.not_found');
	expect(await outcomeOf(rule({ spaceId: null, kind: null, roleKey: 'king' }))).toBe(
		'roles.not_found',
	);
});

test('a rule may be about the first contributions only: after so many that are out the next is out at once', async () => {
	await rule({ ...ALL, untilOut: 2 });
	const newcomer = await here.member('member', 'Nia New');
	const write = async () => {
		const ctx = await here.as(newcomer);
		const post = draft(ctx);
		const { state } = await api(ctx).posts.publish(post);
		return { id: post.id, state };
	};
	const approver = api(await actors.as('moderator'));
	for (let out = 0; out < 2; out++) {
		const { id, state } = await write();
		expect(state).toBe('waiting');
		await approver.approval.approve({ submissionId: id, version: 1 });
	}
	expect((await write()).state).toBe('published');
	await rule({ ...ALL, untilOut: 2 }, { ...ALL, kind: 'question' });
	expect((await write()).state).toBe('published');
	const asked = await here.as(newcomer);
	const question = { ...draft(asked), kind: 'question' as const };
	expect((await api(asked).posts.publish(question)).state).toBe('waiting');
});

test('who waits is told how long decisions take lately, once there were some', async () => {
	const fresh = await createTestCommunity(installation);
	const { as } = await everyActor(fresh, here);
	const owner = api(await as('owner'));
	await owner.approval.saveSettings({ rules: [ALL], life: DEFAULT_LIFE });
	const ctx = await as('member');
	for (let decided = 0; decided < 6; decided++) {
		const post = draft(ctx);
		await api(ctx).posts.publish(post);
		const { usually } = await api(ctx).approval.get({ submissionId: post.id });
		if (decided < 5) expect(usually).toBeNull();
		else expect(Math.abs((usually ?? 0) - 600)).toBeLessThan(30);
		installation.clock.advance(600);
		const decide = api(await as('moderator')).approval;
		await decide.reject({ submissionId: post.id, version: 1, reason: 'Not here' });
	}
});
