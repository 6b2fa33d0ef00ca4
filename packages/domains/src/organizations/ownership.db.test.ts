import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { asStaff, createTestStaff, openBrowser } from '@kith/testing/test-staff';
import { createEntryLink } from '../communities/index.ts';
import type { PlatformContext, StaffRole } from '../context.ts';
import { createCommunityContext } from '../create-context.ts';
import { communityCaller, platformCaller } from '../index.ts';
import { mail } from '../mail/index.ts';
import { alignStaff } from './align-staff.ts';

let installation: TestInstallation;
let there: TestCommunity;
let here: TestCommunity;
let owner: PlatformContext;
let organizationId: string;
beforeAll(async () => {
	installation = await createTestInstallation();
	there = await createTestCommunity(installation);
});
beforeEach(async () => {
	here = await createTestCommunity(installation, { name: 'Harbour' });
	organizationId = here.community.organizationId;
	owner = await asStaff(installation, here.staffId);
});
afterAll(() => installation.close());

const api = (ctx: PlatformContext) => platformCaller(ctx).organizations;
const offer = (email: string, inviterBecomes: 'admin' | 'nobody' = 'admin') =>
	api(owner).offerOwnership({ organizationId, email, inviterBecomes });
const settings = async (ctx = owner) => api(ctx).get({ organizationId });

async function hire(role: StaffRole, name = `Stella ${role}`) {
	const { staffId, email } = await createTestStaff(installation, name);
	await installation.services.platform
		.insertInto('organizationStaff')
		.values({ organizationId, staffId, role })
		.execute();
	return { staffId, email, ctx: await asStaff(installation, staffId) };
}

/** Sends what the last verbs asked to mail, and returns all mails to an address, newest first. */
async function mailsTo(email: string) {
	const { rows } = await installation.owner.query<{ payload: { name: string; payload: object } }>(
		`select payload from streams.outbox where payload->>'name' = 'mail-ownership' order by occurred_at, id`,
	);
	for (const { payload } of rows)
		await mail.jobs['mail-ownership'].run(installation.services, payload.payload);
	const mails = await installation.mailbox.list({ limit: 100 });
	return mails.filter(({ to }) => JSON.stringify(to).includes(email));
}

async function tokenMailedTo(email: string): Promise<string> {
	const texts = (await mailsTo(email)).map(({ text }) => text ?? '');
	const links = texts.flatMap((text) => /token=([\w%-]+)/.exec(text)?.[1] ?? []);
	return decodeURIComponent(links[0] ?? '');
}

const rolesOf = async () => {
	const rows = installation.services.platform
		.selectFrom('organizationStaff')
		.select(['staffId', 'role'])
		.where('organizationId', '=', organizationId);
	return Object.fromEntries((await rows.execute()).map(({ staffId, role }) => [staffId, role]));
};

test('an admin is offered the organization, accepts by the mailed link, and the roles swap', async () => {
	const admin = await hire('admin', 'Ada Admin');
	await api(owner).update({
		...{ organizationId, name: 'Harbour', contactEmail: 'office@harbour.example' },
		...{ locale: 'de', timeZone: 'Europe/Berlin' },
	});
	await offer(admin.email);
	const token = await tokenMailedTo(admin.email);
	expect(await api(admin.ctx).invitation({ token })).toMatchObject({
		...{ organizationName: 'Harbour', role: 'owner', inviterBecomes: 'admin' },
	});
	expect((await settings()).handover?.offer).toMatchObject({
		email: admin.email,
		isExpired: false,
	});
	expect(await outcomeOf(api(admin.ctx).acceptInvitation({ token }))).toBe(
		'organizations.invitation_used',
	);
	await api(admin.ctx).acceptOwnership({ token });
	expect(await rolesOf()).toEqual({ [admin.staffId]: 'owner', [here.staffId]: 'admin' });
	const told = (await mailsTo('office@harbour.example')).map(({ subject }) => subject);
	expect(told).toEqual(expect.arrayContaining([expect.stringContaining('Ada Admin')]));
	const { items } = await api(admin.ctx).activity({ organizationId });
	expect(items.map(({ action }) => action)).toEqual([
		...['ownership.given', 'ownership.taken', 'ownership.offered', 'organization.updated'],
	]);
});

test('somebody from outside takes it over and who offered it leaves', async () => {
	const { staffId, email } = await createTestStaff(installation, 'Nia New');
	await offer(email, 'nobody');
	const token = await tokenMailedTo(email);
	await api(await asStaff(installation, staffId)).acceptOwnership({ token });
	expect(await rolesOf()).toEqual({ [staffId]: 'owner' });
	expect(
		await outcomeOf(api(await asStaff(installation, here.staffId)).team({ organizationId })),
	).toBe('permissions.denied');
});

test('in the communities the roles follow: entered ones and the founder’s own', async () => {
	const admin = await hire('admin');
	const entered = async (ctx: PlatformContext, browser = openBrowser()) => {
		const { url } = await createEntryLink(ctx, { communityId: here.id, next: '/' });
		const token = new URL(url).searchParams.get('token') ?? '';
		const door = await createCommunityContext(installation.services, here.community, browser);
		await communityCaller(door).communities.enter({ token });
		return () => createCommunityContext(installation.services, here.community, browser);
	};
	const asAdmin = await entered(admin.ctx);
	const asFounder = await entered(owner);
	const roleOf = async (enter: typeof asAdmin) => {
		const { standing, snapshot } = await enter();
		const held = snapshot.roles.filter(({ id }) => standing?.roleIds.includes(id));
		return held.map(({ key }) => key).filter((key) => key === 'owner' || key === 'admin');
	};
	expect([await roleOf(asAdmin), await roleOf(asFounder)]).toEqual([['admin'], ['owner']]);
	await offer(admin.email);
	await api(admin.ctx).acceptOwnership({ token: await tokenMailedTo(admin.email) });
	for (const [staffId, wasOwner] of [
		[admin.staffId, false],
		[here.staffId, true],
	] as const)
		await alignStaff(installation.services, { organizationId, staffId, wasOwner });
	expect([await roleOf(asAdmin), await roleOf(asFounder)]).toEqual([['owner'], ['admin']]);
});

test('of fifty who accept at once one does, and somebody owns it at every moment', async () => {
	const admin = await hire('admin');
	await offer(admin.email);
	const token = await tokenMailedTo(admin.email);
	const outcomes = await atOnce(50, () => api(admin.ctx).acceptOwnership({ token }));
	expect(outcomes).toEqual({ done: 1, 'organizations.offer_gone': 49 });
	expect(await rolesOf()).toEqual({ [admin.staffId]: 'owner', [here.staffId]: 'admin' });
});

test('of two offers at once one stands; owners, oneself and strangers are offered nothing', async () => {
	const [ada, second] = [await hire('admin'), await hire('owner')];
	const outcomes = await atOnce(2, (at) => offer(at ? ada.email : `${newId()}@example.org`));
	expect(outcomes).toEqual({ done: 1, 'organizations.offered_already': 1 });
	expect(await outcomeOf(offer(second.email))).toBe('organizations.owner_already');
	const self = owner.staff?.email ?? '';
	expect(await outcomeOf(offer(self))).toBe('organizations.not_oneself');
	const wish = { organizationId, email: ada.email, inviterBecomes: 'nobody' as const };
	const stranger = await asStaff(installation, there.staffId);
	for (const ctx of [ada.ctx, stranger])
		expect(await outcomeOf(api(ctx).offerOwnership(wish))).toBe('permissions.denied');
});

test('an offer asks for a fresh proof, and so does deleting', async () => {
	const admin = await hire('admin');
	installation.clock.advance(11 * 60_000);
	expect(await outcomeOf(offer(admin.email))).toBe('identity.confirm_first');
	expect(await outcomeOf(api(owner).delete({ organizationId }))).toBe('identity.confirm_first');
});

test('an offer is withdrawn, declined, or runs out; another account never accepts it', async () => {
	const admin = await hire('admin');
	const stranger = await asStaff(installation, there.staffId);
	const accept = (token: string, ctx = admin.ctx) => outcomeOf(api(ctx).acceptOwnership({ token }));
	const { invitationId } = await offer(admin.email);
	const first = await tokenMailedTo(admin.email);
	expect(await accept(first, stranger)).toBe('organizations.other_address');
	expect(await outcomeOf(api(stranger).declineInvitation({ token: first }))).toBe(
		'organizations.other_address',
	);
	const withdraw = (ctx: PlatformContext) =>
		outcomeOf(api(ctx).withdrawOwnership({ organizationId, invitationId }));
	expect([await withdraw(admin.ctx), await withdraw(stranger)]).toEqual([
		...['permissions.denied', 'permissions.denied'],
	]);
	expect(await withdraw(owner)).toBe('done');
	expect(await withdraw(owner)).toBe('organizations.invitation_not_found');
	expect(await accept(first)).toBe('organizations.offer_gone');
	await offer(admin.email);
	const second = await tokenMailedTo(admin.email);
	await api(admin.ctx).declineInvitation({ token: second });
	expect(await accept(second)).toBe('organizations.offer_gone');
	await offer(admin.email);
	const third = await tokenMailedTo(admin.email);
	installation.clock.advance(8 * 86_400_000);
	owner = await asStaff(installation, here.staffId);
	expect(await accept(third, await asStaff(installation, admin.staffId))).toBe(
		'organizations.offer_gone',
	);
	expect((await settings()).handover?.offer).toMatchObject({ isExpired: true });
	expect(await outcomeOf(offer(admin.email))).toBe('done');
	expect(await rolesOf()).toEqual({ [admin.staffId]: 'admin', [here.staffId]: 'owner' });
});

test('an offer ends with who was asked, and with the place of who asked', async () => {
	const admin = await hire('admin');
	await offer(admin.email);
	const token = await tokenMailedTo(admin.email);
	await api(owner).removeStaff({ organizationId, staffId: admin.staffId });
	expect(await outcomeOf(api(admin.ctx).acceptOwnership({ token }))).toBe(
		'organizations.offer_gone',
	);
	const [second, ada] = [await hire('owner'), await hire('admin')];
	await offer(ada.email);
	const later = await tokenMailedTo(ada.email);
	await api(second.ctx).setStaffRole({ organizationId, staffId: here.staffId, role: 'admin' });
	expect(await outcomeOf(api(ada.ctx).acceptOwnership({ token: later }))).toBe(
		'organizations.offer_gone',
	);
});

test('an invitation does not take the place of an offer, and is declined too', async () => {
	const { staffId, email } = await createTestStaff(installation);
	await offer(email);
	const invite = api(owner).inviteStaff({ organizationId, email, role: 'analyst' });
	expect(await outcomeOf(invite)).toBe('organizations.offered_already');
	expect((await api(owner).team({ organizationId })).invitations).toEqual([]);
	const token = await tokenMailedTo(email);
	const asked = await asStaff(installation, staffId);
	await api(asked).declineInvitation({ token });
	expect(await outcomeOf(api(asked).declineInvitation({ token }))).toBe(
		'organizations.invitation_used',
	);
});
