import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { hashToken, newId, newToken } from '@kith/kernel/ids';
import { unseal } from '@kith/kernel/seal';
import { streamsOf } from '@kith/db/handles';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';
import { createInviteLink } from './create-invite-link.ts';
import { ensureMember } from './ensure-member.ts';
import { inviteMembers } from './invite-members.ts';
import { insertInvitation, invitationsByIds } from './invitations.queries.ts';
import { heldInvitation, listInvitations } from './read-invitations.ts';
import { countMembers } from './read-members.ts';
import { removeMember } from './remove-member.ts';
import { revokeInvitation } from './revoke-invitation.ts';

let installation: TestInstallation;
let closed: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
});
beforeEach(async () => {
	closed = await createTestCommunity(installation, {
		access: { visibility: 'private', join: 'invite' },
	});
});
afterAll(() => installation.close());

async function join(
	who: { userId: string; email: string; name: string },
	token: string | null = null,
	community = closed,
) {
	const { snapshot } = await community.as(null);
	const place = { services: installation.services, community: community.community, snapshot };
	return ensureMember(place, who, token && hashToken(token));
}

async function tokensSent() {
	const rows = await streamsOf(closed.db)
		.selectFrom('outbox')
		.select('payload')
		.where('type', '=', 'members.invited')
		.where('communityId', '=', closed.community.id)
		.orderBy('id')
		.execute();
	const payloads = rows.map(({ payload }) => payload as { sealedToken: string; message: string });
	return payloads.map(({ sealedToken }) =>
		unseal(installation.services.secret, 'invitation', sealedToken),
	);
}

/** Somebody who invites and sees no addresses, as a role from the templates lets them. */
async function greeterBy(admin: CommunityContext) {
	const roleId = newId();
	const { roles } = communityCaller(admin);
	await roles.create({ id: roleId, name: 'Greeter', permissions: { 'members:invite': 'allow' } });
	const greeter = await closed.member('member', 'Greta');
	await roles.give({ memberId: greeter.memberId, roleId, spaceId: null });
	installation.services.snapshots.drop(closed.id);
	return greeter;
}

test('an invitation reaches its address, gives its role, and works once', async () => {
	const admin = await closed.member('admin', 'Ada');
	const ctx = await closed.as(admin);
	const emails = ['new@example.org', admin.email];
	expect(await inviteMembers(ctx, { emails, roleKey: 'moderator', message: 'Hi' })).toEqual({
		...{ sent: 1, alreadyMembers: 1 },
	});
	expect(await countMembers(ctx)).toMatchObject({ active: 2, pending: 0, invited: 1 });
	const [token] = await tokensSent();
	expect(await heldInvitation(await closed.as(null), { token: token ?? '' })).toEqual({
		...{ inviterName: 'Ada', email: 'n…@example.org' },
	});
	const thief = await closed.person('thief@example.org');
	expect(await join(thief, token)).toBeNull();
	const invited = await closed.person('new@example.org', 'Nora New');
	const standing = await join(invited);
	expect(standing).toMatchObject({ status: 'active', handle: 'nora-new' });
	expect(standing?.roleIds).toHaveLength(1);
	expect(await heldInvitation(await closed.as(null), { token: token ?? '' })).toBeNull();
	expect(await join(invited)).toEqual(standing);
});

test('a second invitation replaces the first', async () => {
	const ctx = await closed.as(await closed.member('admin', 'Ada'));
	const input = { emails: ['new@example.org'], roleKey: 'member' };
	await inviteMembers(ctx, input);
	await inviteMembers(ctx, input);
	const [first, second] = await tokensSent();
	const visitor = await closed.as(null);
	expect(await heldInvitation(visitor, { token: first ?? '' })).toBeNull();
	expect(await heldInvitation(visitor, { token: second ?? '' })).not.toBeNull();
	expect((await listInvitations(ctx, { limit: 20 })).items).toHaveLength(1);
});

test('nobody invites to a role that is not below their own, or without the permission', async () => {
	const admin = await closed.as(await closed.member('admin', 'Ada'));
	const member = await closed.as(await closed.member('member', 'Ann'));
	const emails = ['new@example.org'];
	const above = { code: 'members.role_above_own' };
	await expect(inviteMembers(admin, { emails, roleKey: 'admin' })).rejects.toMatchObject(above);
	await expect(createInviteLink(admin, { roleKey: 'owner' })).rejects.toMatchObject(above);
	const denied = { code: 'permissions.denied' };
	await expect(inviteMembers(member, { emails, roleKey: 'member' })).rejects.toMatchObject(denied);
	await expect(createInviteLink(member, { roleKey: 'member' })).rejects.toMatchObject(denied);
	await expect(listInvitations(member, { limit: 20 })).rejects.toMatchObject(denied);
	expect(await tokensSent()).toEqual([]);
});

test('a link is good for many, until it is revoked or late, and only in its community', async () => {
	const ctx = await closed.as(await closed.member('admin', 'Ada'));
	const link = await createInviteLink(ctx, { roleKey: 'member' });
	expect(link.url).toBe(`${closed.community.origin}/join?invitation=${link.token}`);
	const one = await closed.person('one@example.org');
	expect((await join(one, link.token))?.status).toBe('active');
	const other = await createTestCommunity(installation, {
		access: { visibility: 'private', join: 'invite' },
	});
	expect(await join(await other.person('x@example.org'), link.token, other)).toBeNull();
	const stranger = await other.as(await other.member('admin', 'Eve'));
	const { invitationId } = link;
	const missing = { code: 'members.invitation_not_found' };
	await expect(revokeInvitation(stranger, { invitationId })).rejects.toMatchObject(missing);
	await revokeInvitation(ctx, { invitationId });
	expect(await join(await closed.person('two@example.org'), link.token)).toBeNull();
	await expect(revokeInvitation(ctx, { invitationId })).rejects.toMatchObject(missing);
	const { token } = await createInviteLink(ctx, { roleKey: 'member' });
	installation.clock.advance(31 * 86_400);
	expect(await join(await closed.person('late@example.org'), token)).toBeNull();
});

test('fifty people with one single-use invitation at once: exactly one gets in', async () => {
	const token = newToken();
	const now = installation.clock.now();
	const role = await closed.db
		.selectFrom('roles')
		.select('id')
		.where('key', '=', 'moderator')
		.executeTakeFirstOrThrow();
	await insertInvitation(closed.db, {
		...{ id: newId(), email: null, tokenHash: hashToken(token), roleId: role.id, maxUses: 1 },
		...{ invitedBy: null, createdAt: now, expiresAt: new Date(now.getTime() + 60_000) },
	}).execute();
	const crowd = await Promise.all(
		Array.from({ length: 50 }, (_, index) => closed.person(`p${index}@example.org`, 'Pat')),
	);
	const results = await Promise.all(crowd.map((who) => join(who, token)));
	expect(results.filter((standing) => standing !== null)).toHaveLength(1);
	expect(await closed.db.selectFrom('members').select('id').execute()).toHaveLength(2);
});

test('one person joining twenty times at once is one member and uses one invitation', async () => {
	const ctx = await closed.as(await closed.member('admin', 'Ada'));
	const { token, invitationId } = await createInviteLink(ctx, { roleKey: 'member' });
	const who = await closed.person('one@example.org', 'Öne Zwei');
	const standings = await Promise.all(Array.from({ length: 20 }, () => join(who, token)));
	expect(new Set(standings.map((standing) => standing?.id)).size).toBe(1);
	const { items } = await listInvitations(ctx, { limit: 20 });
	expect(items.find(({ id }) => id === invitationId)?.uses).toBe(1);
});

test('ten people of one name get ten handles', async () => {
	const open = await createTestCommunity(installation, {
		access: { visibility: 'public', join: 'open' },
	});
	const crowd = await Promise.all(
		Array.from({ length: 10 }, (_, index) => open.person(`p${index}@example.org`, 'Pat Doe')),
	);
	const standings = await Promise.all(crowd.map((who) => join(who, null, open)));
	const handles = standings.map((standing) => standing?.handle ?? '');
	expect(new Set(handles).size).toBe(10);
	expect(handles.every((handle) => /^pat-doe(-[0-9a-f]+)?$/.test(handle))).toBe(true);
});

test('somebody who was sent away comes back only by an invitation of those who may send away', async () => {
	const admin = await closed.member('admin', 'Ada');
	const ann = await closed.member('member', 'Ann');
	const link = await createInviteLink(await closed.as(admin), { roleKey: 'member' });
	const { memberId } = ann;
	await removeMember(await closed.as(admin), { memberId, contributions: 'keep' });
	expect((await join(ann, link.token))?.status).toBe('removed');
	await inviteMembers(await closed.as(admin), { emails: [ann.email], roleKey: 'member' });
	expect(await join(ann)).toMatchObject({ id: memberId, status: 'active' });
});

test('who sees no addresses learns nothing of one by inviting it, and brings nobody back', async () => {
	const admin = await closed.as(await closed.member('admin', 'Ada'));
	const greeter = await greeterBy(admin);
	const ann = await closed.member('member', 'Ann');
	const gone = await closed.member('member', 'Gil');
	const away = { memberId: gone.memberId, contributions: 'keep' as const };
	await removeMember(admin, away);
	const asks = await closed.member('member', 'Pia', 'pending');
	const user = await closed.person('user@example.org', 'Uta');
	const emails = [ann.email, gone.email, asks.email, user.email, 'new@example.org'];
	const greeting = await closed.as(greeter);
	for (const email of emails)
		expect(await inviteMembers(greeting, { emails: [email], roleKey: 'member' })).toEqual({
			...{ sent: 1, alreadyMembers: 0 },
		});
	const { items } = await listInvitations(greeting, { limit: 20 });
	expect(items.map(({ email }) => email)).toEqual(emails.toReversed());
	const { items: over } = await listInvitations(greeting, { limit: 20, over: true });
	expect(over).toEqual([]);
	const held = await Promise.all(
		(await tokensSent()).map(async (token) => heldInvitation(await closed.as(null), { token })),
	);
	expect(held.map((one) => one?.inviterName)).toEqual(Array(5).fill('Greta'));

	// Of all of them, mail goes to those whom it brings something.
	const ids = items.map(({ id }) => id);
	const mailed = await invitationsByIds(closed.db, ids, installation.clock.now()).execute();
	expect(new Set(mailed.map(({ email }) => email))).toEqual(
		new Set([user.email, 'new@example.org']),
	);
	expect((await join(gone))?.status).toBe('removed');
	expect((await join(asks))?.status).toBe('pending');
	expect((await join(user))?.status).toBe('active');
	expect(await inviteMembers(admin, { emails: [ann.email], roleKey: 'member' })).toEqual({
		...{ sent: 0, alreadyMembers: 1 },
	});
});

test('an invitation back is not undone by one of somebody who could not have sent it', async () => {
	const admin = await closed.as(await closed.member('admin', 'Ada'));
	const greeter = await greeterBy(admin);
	const gone = await closed.member('member', 'Gil');
	await removeMember(admin, { memberId: gone.memberId, contributions: 'keep' });
	const invite = { emails: [gone.email], roleKey: 'member' };
	await inviteMembers(admin, invite);
	await inviteMembers(await closed.as(greeter), invite);
	expect((await join(gone))?.status).toBe('active');
});

test('whoever is sent away takes the links they made with them', async () => {
	const owner = await closed.member('owner', 'Olga');
	const admin = await closed.member('admin', 'Ada');
	const link = await createInviteLink(await closed.as(admin), { roleKey: 'member' });
	await removeMember(await closed.as(owner), { memberId: admin.memberId, contributions: 'keep' });
	expect(await join(await closed.person('x@example.org'), link.token)).toBeNull();
});
