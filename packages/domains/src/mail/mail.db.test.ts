import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { OutboxEvent } from '@kith/db/outbox';
import { InvalidError, UnavailableError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import { seal } from '@kith/kernel/seal';
import { createJobContext } from '../create-context.ts';
import { openInstallation, type Installation, type TestCommunity } from '../community.fixture.ts';
import { streamsOf } from '@kith/db/handles';
import { createCommunityCaller } from '../trpc.ts';
import { inviteMembers, members } from '../members/index.ts';
import type { Access } from '../communities/communities.schema.ts';
import { mailConsumers } from './mail.consumers.ts';
import { sendCode } from './send-code.ts';

let installation: Installation;
beforeAll(async () => {
	installation = await openInstallation();
});
beforeEach(() => {
	installation.sent.length = 0;
});
afterAll(() => installation.close());

const openWith = (join: Access['join']) => installation.open({ visibility: 'private', join });

const codeFor = (realm: string, email: string, services = installation.services) =>
	sendCode(services, {
		...{ realm, email, locale: 'en' },
		sealedCode: seal(services.secret, 'sign-in code', '123456'),
	});

async function tell(
	consumer: keyof typeof mailConsumers,
	place: TestCommunity,
	event: Pick<OutboxEvent, 'type' | 'payload'>,
) {
	const ctx = await createJobContext(installation.services, place.community, consumer);
	const full: OutboxEvent = {
		...{ id: newId(), communityId: place.community.id, occurredAt: new Date() },
		...{ actor: { kind: 'job', name: 'test' }, ...event },
	};
	await mailConsumers[consumer].handle(ctx, full);
	await mailConsumers[consumer].handle(ctx, full);
}

const addresses = () => installation.sent.map(({ to }) => to);

test('a code is mailed only where its address may sign in', async () => {
	const closed = await openWith('invite');
	const admin = await closed.member('admin', 'Ada');
	const ctx = await closed.as(admin);
	await createCommunityCaller(members.router)(ctx).createInviteLink({});
	await codeFor(closed.community.id, 'stranger@example.org');
	expect(addresses()).toEqual([]);
	await inviteMembers(ctx, { emails: ['invited@example.org'], roleKey: 'member' });
	await codeFor(closed.community.id, 'invited@example.org');
	await codeFor(closed.community.id, admin.email);
	for (const join of ['open', 'approval'] as const)
		await codeFor((await openWith(join)).community.id, `${join}@example.org`);
	await codeFor('platform', 'staff@example.org');
	await codeFor('nosuchplace0', 'x@example.org');
	expect(addresses()).toEqual([
		...['invited@example.org', admin.email, 'open@example.org', 'approval@example.org'],
		'staff@example.org',
	]);
	expect(installation.sent.map(({ from }) => from.name)).toEqual([
		...Array.from({ length: 4 }, () => 'Harbour Choir'),
		'Kith',
	]);
	expect(installation.sent[0]?.subject).toContain('123456');
});

test('the mail of an invitation carries a link that works, and none is sent once it is revoked', async () => {
	const closed = await openWith('invite');
	const ctx = await closed.as(await closed.member('admin', 'Ada'));
	await inviteMembers(ctx, { emails: ['new@example.org'], roleKey: 'member', message: 'Sing!' });
	const rows = await streamsOf(closed.db)
		.selectFrom('outbox')
		.select(['type', 'payload'])
		.where('communityId', '=', closed.community.id)
		.execute();
	const event = rows[0] as unknown as Pick<OutboxEvent, 'type' | 'payload'>;
	await tell('invitation-mail', closed, event);
	const [mail, again] = installation.sent;
	expect(mail).toMatchObject({
		to: 'new@example.org',
		subject: 'Ada invites you to Harbour Choir',
	});
	expect(mail?.text).toMatch(new RegExp(`${closed.community.origin}/join/[\\w-]{43}`));
	expect(mail?.text).toContain('> Sing!');
	expect(again?.idempotencyKey).toBe(mail?.idempotencyKey);
	installation.sent.length = 0;
	await inviteMembers(ctx, { emails: ['new@example.org'], roleKey: 'member' });
	await tell('invitation-mail', closed, event);
	expect(installation.sent).toEqual([]);
});

test('who joins is welcomed, who was approved is told so, and those who decide hear of requests', async () => {
	const place = await openWith('approval');
	const owner = await place.member('owner', 'Olga');
	const admin = await place.member('admin', 'Ada');
	await place.member('moderator', 'Mo');
	const ann = await place.member('member', 'Ann');
	const waiting = await place.member('member', 'Wanda', 'pending');
	const about = (type: string, { memberId }: { memberId: string }) => ({
		type,
		payload: { memberId },
	});
	await tell('welcome-mail', place, about('members.joined', ann));
	await tell('welcome-mail', place, about('members.approved', ann));
	await tell('welcome-mail', place, about('members.joined', waiting));
	const subjects = new Set(installation.sent.map(({ subject }) => subject));
	expect([...subjects]).toEqual(['Welcome to Harbour Choir', 'You are in: Harbour Choir']);
	installation.sent.length = 0;
	await tell('request-mail', place, about('members.requested', waiting));
	expect([...new Set(addresses())].toSorted()).toEqual([admin.email, owner.email].toSorted());
	expect(new Set(installation.sent.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
});

test('a refused mail is let go, a mailer that is down is tried again', async () => {
	const failing = (error: Error) => ({
		...installation.services,
		mailer: { send: () => Promise.reject(error) },
	});
	await codeFor('platform', 'a@example.org', failing(new InvalidError('mail.rejected')));
	const down = failing(new UnavailableError('mail.unavailable'));
	await expect(codeFor('platform', 'a@example.org', down)).rejects.toThrow('mail.unavailable');
});
