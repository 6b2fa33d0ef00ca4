import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { mailEvent } from '@kith/testing/test-bounces';
import { createTestCommunity } from '@kith/testing/test-community';
import { words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { publishPost } from '@kith/testing/test-verbs';
import { communityCaller, vendorHandlers } from '../index.ts';
import { mailAudience } from './announcement-mail.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

test('the audience is mailed in batches, each member once however often a job runs', async () => {
	const place = await createTestCommunity(installation, { name: 'Harbour Choir' });
	const ctx = await place.as(await place.member('admin', 'Ada'));
	const people = await Promise.all(
		Array.from({ length: 60 }, (_, index) => place.member('member', `Singer ${index}`)),
	);
	const postId = newId();
	await publishPost(ctx, {
		...{ id: postId, spaceId: ctx.grants.spaces.postable[0] ?? '', title: 'We move' },
		...{ body: words('To the new hall.'), kind: 'announcement' },
		announcement: { audience: { kind: 'everyone', roleIds: [] }, mustAcknowledge: true },
	});
	const first = { communityId: place.id, postId, after: null };
	await mailAudience(installation.services, first);
	await mailAudience(installation.services, first);
	expect(await installation.mailbox.list({ limit: 500 })).toHaveLength(50);
	const { rows } = await installation.owner.query<{ payload: unknown }>(
		`select payload->'payload' as payload from streams.outbox
			where type = 'jobs.requested' and payload->>'name' = 'mail-audience'`,
	);
	for (const { payload } of rows) await mailAudience(installation.services, payload);
	const mails = await installation.mailbox.list({ limit: 500 });
	expect(mails.map(({ to }) => String(to[0])).toSorted()).toEqual(
		[...people.map(({ email }) => email), place.ownerEmail].toSorted(),
	);
	expect(mails[0]).toMatchObject({ subject: 'Harbour Choir: We move' });
	expect(mails[0]?.text).toContain('press Acknowledge');

	const report = () => communityCaller(ctx).announcements.report({ postId });
	expect((await report()).mails).toEqual({ sent: 61, arrived: 0, underway: 61, lost: 0 });
	const at = installation.clock.now();
	for (const [who, type] of [
		[people[0], 'email.delivered'],
		[people[1], 'email.bounced'],
	] as const) {
		const { email: to = '', memberId = '' } = who ?? {};
		const key = `announcement:${postId}:${memberId}`;
		const row = installation.services.platform.selectFrom('mails').select('id');
		const { id: mailId } = await row.where('key', '=', key).executeTakeFirstOrThrow();
		const event = mailEvent({ type, mailId, to, at });
		await vendorHandlers.get('resend')?.(installation.services, event);
	}
	expect((await report()).mails).toEqual({ sent: 61, arrived: 1, underway: 59, lost: 1 });
}, 60_000);

test('nobody is told the name of somebody whom they do not see, from either side', async () => {
	const place = await createTestCommunity(installation);
	const ada = await place.as(await place.member('admin', 'Ada'));
	const mona = await place.member('member', 'Mona Mentioned');
	const [blocker, blocked, friend] = [
		await place.member('member', 'Bo Blocker'),
		await place.member('member', 'Bea Blocked'),
		await place.member('member', 'Finn Friend'),
	];
	await communityCaller(await place.as(blocker)).relations.block({
		memberId: mona.memberId,
		on: true,
	});
	await communityCaller(await place.as(mona)).relations.block({
		memberId: blocked.memberId,
		on: true,
	});
	const postId = newId();
	const mention = {
		...{ type: 'mention' as const, attrs: { id: mona.memberId, label: 'Mona Mentioned' } },
	};
	const content = [{ type: 'text' as const, text: 'Welcome, ' }, mention];
	await publishPost(ada, {
		...{ id: postId, spaceId: ada.grants.spaces.postable[0] ?? '', title: 'New treasurer' },
		...{ body: { type: 'doc', content: [{ type: 'paragraph', content }] }, kind: 'announcement' },
		announcement: { audience: { kind: 'everyone', roleIds: [] }, mustAcknowledge: false },
	});
	await mailAudience(installation.services, { communityId: place.id, postId, after: null });
	const mails = await installation.mailbox.list({ limit: 500 });
	const textTo = (email: string) => mails.find(({ to }) => to[0] === email)?.text ?? '';
	expect(textTo(friend.email)).toContain('Welcome, @Mona Mentioned');
	for (const { email } of [blocker, blocked]) {
		expect(textTo(email)).toContain('Welcome, …');
		expect(textTo(email)).not.toContain('Mona');
	}
});
