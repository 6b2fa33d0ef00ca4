import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OutboxEvent } from '@kith/db/outbox';
import { addSeconds } from '@kith/kernel/clock';
import { InvalidError, UnavailableError } from '@kith/kernel/errors';
import { hashToken, newId } from '@kith/kernel/ids';
import { seal } from '@kith/kernel/seal';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { asStaff } from '@kith/testing/test-staff';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import type { Access } from '../communities/communities.schema.ts';
import { createJobContext } from '../create-context.ts';
import { identity } from '../identity/index.ts';
import { communityCaller } from '../index.ts';
import { inviteMembers, members } from '../members/index.ts';
import { createCommunityCaller, createPlatformCaller } from '../trpc.ts';
import { mailRequests } from './member-mail.ts';
import { mailInvitations } from './invitation-mail.ts';
import { mailConsumers } from './mail.consumers.ts';
import { sendCode } from './send-code.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

const openWith = (join: Access['join']) =>
	createTestCommunity(installation, {
		access: { visibility: 'private', join },
		name: 'Harbour Choir',
	});

const codeFor = (
	realm: string,
	email: string,
	services = installation.services,
	invitationHash: string | null = null,
) =>
	sendCode(services, {
		...{ realm, email, locale: 'en', invitationHash },
		sealedCode: seal(services.secret, 'sign-in code', '123456'),
	});

/** Delivers an event twice, as a queue may. */
async function tell(
	consumer: keyof typeof mailConsumers,
	place: TestCommunity,
	event: Pick<OutboxEvent, 'type' | 'payload'>,
) {
	const ctx = await createJobContext(installation.services, place.community, consumer);
	const full: OutboxEvent = {
		...{ id: newId(), communityId: place.id, occurredAt: installation.clock.now() },
		...{ actor: { kind: 'job', name: 'test' }, ...event },
	};
	await mailConsumers[consumer].handle(ctx, full);
	await mailConsumers[consumer].handle(ctx, full);
}

const read = new Set<string>();

/** What arrived since the last look, oldest first. */
async function newMails() {
	const mails = await installation.mailbox.list({ limit: 500 });
	const unread = mails.filter(({ id }) => !read.has(id)).toReversed();
	for (const { id } of unread) read.add(id);
	return unread;
}

test('who comes by a link, and who has an address that joins without asking, gets a code where joining is by invitation', async () => {
	const closed = await openWith('invite');
	const ctx = await closed.as(await closed.member('admin', 'Ada'));
	const { token, invitationId } = await communityCaller(ctx).members.createInviteLink({});
	const bring = (email: string, given: string) =>
		codeFor(closed.id, email, installation.services, hashToken(given));
	await bring('guesser@example.org', 'x'.repeat(token.length));
	await bring('linked@example.org', token);
	await communityCaller(ctx).members.saveJoining({ domains: ['choir.example'], questions: [] });
	await codeFor(closed.id, 'ines@choir.example');
	await codeFor(closed.id, 'otto@other.choir.example');
	await communityCaller(ctx).members.revokeInvitation({ invitationId });
	await bring('late@example.org', token);
	const mails = await newMails();
	expect(mails.flatMap(({ to }) => to)).toEqual(['linked@example.org', 'ines@choir.example']);
});

test('a code is mailed only where its address may sign in', async () => {
	const closed = await openWith('invite');
	const admin = await closed.member('admin', 'Ada');
	const ctx = await closed.as(admin);
	await createCommunityCaller(members.router)(ctx).createInviteLink({});
	await codeFor(closed.id, 'stranger@example.org');
	expect(await newMails()).toEqual([]);
	await inviteMembers(ctx, { emails: ['invited@example.org'], roleKey: 'member' });
	await codeFor(closed.id, 'invited@example.org');
	await codeFor(closed.id, admin.email);
	for (const join of ['open', 'approval'] as const)
		await codeFor((await openWith(join)).id, `${join}@example.org`);
	await codeFor('platform', 'staff@example.org');
	await codeFor('nosuchplace0', 'x@example.org');
	const mails = await newMails();
	expect(mails.flatMap(({ to }) => to)).toEqual([
		...['invited@example.org', admin.email, 'open@example.org', 'approval@example.org'],
		'staff@example.org',
	]);
	expect(mails.map(({ from }) => from)).toEqual([
		...Array.from({ length: 4 }, () => '"Harbour Choir" <hello@kith.example>'),
		'"Kith" <hello@kith.example>',
	]);
	expect(mails[0]?.subject).toContain('123456');
});

/** Tells the mail domain of a community's invitations, twice, and runs the jobs it asks for, twice. */
async function mailTheInvited(place: TestCommunity) {
	const { owner, services } = installation;
	const events = await owner.query<OutboxEvent & { occurred_at: Date }>(
		`select * from streams.outbox where community_id = $1 and type = 'members.invited'`,
		[place.id],
	);
	const ctx = await createJobContext(services, place.community, 'invitation-mail');
	for (const { occurred_at: occurredAt, ...event } of [...events.rows, ...events.rows])
		await mailConsumers['invitation-mail'].handle(ctx, { ...event, occurredAt });
	for (const done = new Set<string>(); ;) {
		const { rows } = await owner.query<{ key: string; payload: unknown }>(
			`select distinct payload->>'key' as key, payload->'payload' as payload
				from streams.outbox
				where type = 'jobs.requested' and payload->>'name' = 'mail-invitations'
					and payload->'payload'->>'communityId' = $1`,
			[place.id],
		);
		const left = rows.filter(({ key }) => !done.has(key));
		if (left.length === 0) return;
		for (const { key, payload } of left) {
			done.add(key);
			for (let round = 0; round < 2; round++) await mailInvitations(services, payload);
		}
	}
}

test('an invitation is mailed once with a link that works, and not once it is revoked', async () => {
	const closed = await openWith('invite');
	const ctx = await closed.as(await closed.member('admin', 'Ada'));
	const emails = ['new@example.org'];
	await inviteMembers(ctx, { emails, roleKey: 'member', message: 'First' });
	await inviteMembers(ctx, { emails, roleKey: 'member', message: 'Sing!' });
	await mailTheInvited(closed);
	const mails = await newMails();
	expect(mails).toMatchObject([{ to: emails, subject: 'Ada invites you to Harbour Choir' }]);
	const token = /invitation=([\w-]{43})\n/.exec(mails[0]?.text ?? '')?.[1] ?? '';
	expect(mails[0]?.text).toContain(`${closed.community.origin}/join?invitation=${token}`);
	expect(mails[0]?.text).toContain('> Sing!');
	const visitor = createCommunityCaller(members.router)(await closed.as(null));
	expect(await visitor.invitation({ token })).toMatchObject({ inviterName: 'Ada' });
});

test('many who are invited are written to together, each once', async () => {
	const closed = await openWith('invite');
	const ctx = await closed.as(await closed.member('admin', 'Ada'));
	const emails = Array.from({ length: 70 }, (_, index) => `guest-${index}@example.org`);
	await inviteMembers(ctx, { emails, roleKey: 'member' });
	let requests = 0;
	installation.setFault(() => {
		requests++;
		return null;
	});
	await mailTheInvited(closed);
	installation.setFault(() => null);
	expect((await newMails()).flatMap(({ to }) => to).toSorted()).toEqual(emails.toSorted());
	expect(requests).toBeLessThanOrEqual(3);
});

test('who joins is welcomed once, and those who decide hear of requests', async () => {
	const place = await openWith('approval');
	const admin = await place.member('admin', 'Ada');
	await place.member('moderator', 'Mo');
	const ann = await place.member('member', 'Ann');
	const waiting = await place.member('member', 'Wanda', 'pending');
	const about = (type: string, { memberId }: { memberId: string }) => ({
		...{ type, payload: { memberId } },
	});
	await tell('welcome-mail', place, about('members.joined', ann));
	await tell('welcome-mail', place, about('members.approved', ann));
	await tell('welcome-mail', place, about('members.joined', waiting));
	expect((await newMails()).map(({ subject }) => subject)).toEqual([
		...['Welcome to Harbour Choir', 'You are in: Harbour Choir'],
	]);
	await tell('request-mail', place, about('members.requested', waiting));
	const until = new Date(installation.clock.now().getTime() + 60_000).toISOString();
	for (let round = 0; round < 2; round++)
		await mailRequests(installation.services, { communityId: place.id, until });
	const mails = await newMails();
	expect(mails.length).toBe(2);
	expect(new Set(mails.flatMap(({ to }) => to))).toEqual(new Set([admin.email, place.ownerEmail]));
	expect(mails[0]?.subject).toBe('Wanda asks to join Harbour Choir');
	const always = { days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 0 };
	const shifts = [{ id: newId(), memberId: admin.memberId, ...always }];
	const owner = communityCaller(await place.as(await founderOf(place)));
	await owner.rota.save({ shifts, version: 0 });
	const later = addSeconds(new Date(until), 60).toISOString();
	await mailRequests(installation.services, { communityId: place.id, until: later });
	expect((await newMails()).flatMap(({ to }) => to)).toEqual([admin.email]);
});

test('a code that has expired while its job waited is not mailed any more', async () => {
	const { owner, services } = installation;
	const email = 'late@example.org';
	const visitor = await asStaff(installation, null);
	await createPlatformCaller(identity.platformRouter)(visitor).requestCode({ email });
	const { rows } = await owner.query<{ payload: { payload: { expiresAt: string } } }>(
		`select payload from streams.outbox where type = 'jobs.requested'
			and payload->'payload'->>'email' = $1`,
		[email],
	);
	const job = rows[0]?.payload.payload;
	const expiry = new Date(job?.expiresAt ?? '');
	const tenMinutes = addSeconds(services.clock.now(), 600).getTime();
	expect(Math.abs(expiry.getTime() - tenMinutes)).toBeLessThan(30_000);
	const at = (now: Date) => ({ ...services, clock: { now: () => now } });
	await sendCode(at(expiry), job);
	expect(await newMails()).toEqual([]);
	await sendCode(at(addSeconds(expiry, -1)), job);
	expect(await newMails()).toMatchObject([{ to: [email] }]);
});

test('a refused mail is let go, a mailer that is down is tried again', async () => {
	const failing = (error: Error) => ({
		...installation.services,
		mailer: {
			send: () => Promise.reject(error),
			sendBatch: () => Promise.reject(error),
			release: () => Promise.reject(error),
		},
	});
	await codeFor('platform', 'a@example.org', failing(new InvalidError('mail.rejected')));
	const down = failing(new UnavailableError('mail.unavailable'));
	await expect(codeFor('platform', 'a@example.org', down)).rejects.toThrow('mail.unavailable');
});
