import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OutboxEvent } from '@kith/db/outbox';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { publishPost, voteForIdea } from '@kith/testing/test-verbs';
import { createJobContext } from '../create-context.ts';
import { communityCaller } from '../index.ts';
import { ideaStatusMail, mailVoters } from './idea-mail.ts';
import { mailMergedVoters, mergedIdeaMail } from './merged-idea-mail.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation, { name: 'Harbour Choir' });
});
afterAll(() => installation.close());

/** Runs the jobs that were asked for since the last look, each twice, until no more are asked for. */
async function runJobs(
	from: Date,
	[name, run]: readonly [string, typeof mailVoters] = ['mail-voters', mailVoters],
): Promise<number> {
	const done = new Set<string>();
	for (;;) {
		const { rows } = await installation.owner.query<{ id: string; payload: unknown }>(
			`select id, payload->'payload' as payload from streams.outbox
				where type = 'jobs.requested' and payload->>'name' = $2 and occurred_at >= $1`,
			[from, name],
		);
		const waiting = rows.filter(({ id }) => !done.has(id));
		if (waiting.length === 0) return done.size;
		for (const { id, payload } of waiting) {
			done.add(id);
			await run(installation.services, payload);
			await run(installation.services, payload);
		}
	}
}

test('every voter hears once of a change, but not who made it, nor who may no longer read it', async () => {
	const staff = await here.member('moderator', 'Mo');
	const ctx = await here.as(staff);
	const spaceId = ctx.grants.spaces.postable[0] ?? '';
	const postId = newId();
	const post = { id: postId, spaceId, title: 'Sing outside', body: words('Do') };
	await publishPost(await here.as(await here.member('member', 'Ida')), { ...post, kind: 'idea' });
	await voteForIdea(ctx, { postId, on: true });
	const voters = await Promise.all(
		Array.from({ length: 60 }, (_, index) => here.member('member', `Voter ${index}`)),
	);
	for (const voter of voters) await voteForIdea(await here.as(voter), { postId, on: true });
	const [gone, ...others] = voters;
	await here.db
		.updateTable('members')
		.set({ status: 'removed' })
		.where('id', '=', gone?.memberId ?? '')
		.execute();
	const now = installation.clock.now();
	const event: OutboxEvent = {
		...{ id: newId(), communityId: here.id, type: 'ideas.status_changed', occurredAt: now },
		payload: { postId, spaceId, from: 'open', to: 'planned', note: 'In May.' },
		actor: { kind: 'member', memberId: staff.memberId, userId: staff.userId },
	};
	const job = await createJobContext(installation.services, here.community, 'test');
	await ideaStatusMail.handle(job, event);
	await runJobs(now);
	const mails = await installation.mailbox.list({ limit: 500 });
	expect(mails.map(({ to }) => String(to[0])).toSorted()).toEqual(
		others.map(({ email }) => email).toSorted(),
	);
	expect(mails[0]).toMatchObject({ subject: 'Sing outside: planned' });
	expect(mails[0]?.text).toContain('> In May.');
	expect(mails[0]?.text).toContain(`${here.community.origin}/p/${postId}`);

	const hidden = { ...event, id: newId() };
	await here.db
		.updateTable('spaces')
		.set({ visibility: 'private' })
		.where('id', '=', spaceId)
		.execute();
	installation.services.snapshots.drop(here.id);
	await ideaStatusMail.handle(job, hidden);
	await runJobs(now);
	expect(await installation.mailbox.list({ limit: 500 })).toHaveLength(mails.length);
}, 60_000);

test('voters hear once that their idea was merged, those who may read the other one, and nobody of what was undone', async () => {
	installation.clock.advance(60);
	const there = await createTestCommunity(installation, { name: 'Rowing Club' });
	const staff = await there.member('moderator', 'Mo');
	const ctx = await there.as(staff);
	const [spaceId = ''] = ctx.grants.spaces.postable;
	const author = await there.as(await there.member('member', 'Ida'));
	const publish = async (title: string) => {
		const id = newId();
		await publishPost(author, { id, spaceId, title, body: words('Do'), kind: 'idea' });
		return id;
	};
	const [one, two] = [await publish('Row at night'), await publish('Row by moonlight')];
	const voters = await Promise.all(
		Array.from({ length: 55 }, (_, index) => there.member('member', `Rower ${index}`)),
	);
	for (const voter of voters) await voteForIdea(await there.as(voter), { postId: one, on: true });
	await voteForIdea(ctx, { postId: one, on: true });
	// Who voted for the other one alone is told nothing.
	const other = await there.as(await there.member('member', 'Other'));
	await voteForIdea(other, { postId: two, on: true });
	const job = await createJobContext(installation.services, there.community, 'test');
	const merged = async () => {
		const now = installation.clock.now();
		await communityCaller(ctx).ideas.merge({ postId: one, intoId: two });
		const event: OutboxEvent = {
			...{ id: newId(), communityId: there.id, type: 'ideas.merged', occurredAt: now },
			payload: { postId: one, intoId: two, spaceId },
			actor: { kind: 'member', memberId: staff.memberId, userId: staff.userId },
		};
		await mergedIdeaMail.handle(job, event);
		return now;
	};
	const told = async () =>
		(await installation.mailbox.list({ limit: 500 })).filter(({ subject }) =>
			subject.includes('Row at night'),
		);
	const jobs = ['mail-merged-voters', mailMergedVoters] as const;
	const undone = await merged();
	await communityCaller(ctx).ideas.unmerge({ postId: one });
	expect(await runJobs(undone, jobs)).toBe(1);
	expect(await told()).toEqual([]);

	installation.clock.advance(60);
	await runJobs(await merged(), jobs);
	const mails = await told();
	expect(mails.map(({ to }) => String(to[0])).toSorted()).toEqual(
		voters.map(({ email }) => email).toSorted(),
	);
	expect(mails[0]).toMatchObject({ subject: '“Row at night” was merged' });
	expect(mails[0]?.text).toContain('“Row by moonlight”');
	expect(mails[0]?.text).toContain(`${there.community.origin}/p/${two}`);
	installation.clock.advance(60);
	await communityCaller(ctx).ideas.unmerge({ postId: one });
	const hidden = await merged();
	await there.db.updateTable('posts').set({ status: 'removed' }).where('id', '=', two).execute();
	await runJobs(hidden, jobs);
	expect(await told()).toHaveLength(mails.length);
});
