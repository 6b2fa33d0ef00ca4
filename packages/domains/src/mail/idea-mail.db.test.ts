import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OutboxEvent } from '@kith/db/outbox';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { publishPost, voteForIdea } from '@kith/testing/test-verbs';
import { createJobContext } from '../create-context.ts';
import { ideaStatusMail, mailVoters } from './idea-mail.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation, { name: 'Harbour Choir' });
});
afterAll(() => installation.close());

/** Runs the jobs that were asked for since the last look, each twice, until no more are asked for. */
async function runJobs(from: Date): Promise<number> {
	const done = new Set<string>();
	for (;;) {
		const { rows } = await installation.owner.query<{ id: string; payload: unknown }>(
			`select id, payload->'payload' as payload from streams.outbox
				where type = 'jobs.requested' and payload->>'name' = 'mail-voters' and occurred_at >= $1`,
			[from],
		);
		const waiting = rows.filter(({ id }) => !done.has(id));
		if (waiting.length === 0) return done.size;
		for (const { id, payload } of waiting) {
			done.add(id);
			await mailVoters(installation.services, payload);
			await mailVoters(installation.services, payload);
		}
	}
}

test('every voter hears once of a change, but not who made it, nor who may no longer read it', async () => {
	const staff = await here.member('moderator', 'Mo');
	const ctx = await here.as(staff);
	const spaceId = ctx.grants.spaces.postable[0] ?? '';
	const postId = newId();
	const post = { id: postId, spaceId, title: 'Sing outside', body: words('Do') };
	await publishPost(ctx, { ...post, kind: 'idea' });
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
