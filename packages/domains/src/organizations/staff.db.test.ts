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
import { checkOrganizationLog } from './list-activity.ts';

let installation: TestInstallation;
let here: TestCommunity;
let there: TestCommunity;
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
const team = () => api(owner).team({ organizationId });

async function hire(role: StaffRole) {
	const { staffId, email } = await createTestStaff(installation, `Stella ${role}`);
	await installation.services.platform
		.insertInto('organizationStaff')
		.values({ organizationId, staffId, role })
		.execute();
	return { staffId, email, ctx: await asStaff(installation, staffId) };
}

/** The link that the last mail to an address carries. */
async function tokenMailedTo(email: string): Promise<string> {
	const { rows } = await installation.owner.query<{ payload: { name: string; payload: unknown } }>(
		`select payload from streams.outbox where type = 'job.requested' or payload->>'name' = 'mail-staff-invitation'
		order by occurred_at desc, id desc`,
	);
	const asked = rows.find(({ payload }) => payload.name === 'mail-staff-invitation');
	await mail.jobs['mail-staff-invitation'].run(installation.services, asked?.payload.payload);
	const mails = await installation.mailbox.list({ limit: 50 });
	const text = mails.find(({ to }) => JSON.stringify(to).includes(email))?.text ?? '';
	return decodeURIComponent(/token=([\w%-]+)/.exec(text)?.[1] ?? '');
}

test('somebody is invited by mail, accepts with that address, and works there', async () => {
	const { staffId, email } = await createTestStaff(installation, 'Ines Invited');
	await api(owner).inviteStaff({ organizationId, email, role: 'billing' });
	const token = await tokenMailedTo(email);
	const invited = await asStaff(installation, staffId);
	expect(await api(invited).invitation({ token })).toMatchObject({
		...{ organizationName: 'Harbour', role: 'billing', inviterName: 'Olga Owner', email },
	});
	const stranger = await asStaff(installation, there.staffId);
	expect(await outcomeOf(api(stranger).acceptInvitation({ token }))).toBe(
		'organizations.other_address',
	);
	const outcomes = await atOnce(5, () => api(invited).acceptInvitation({ token }));
	expect(outcomes).toEqual({ done: 1, 'organizations.invitation_used': 4 });
	expect((await team()).people).toMatchObject([
		{ role: 'owner', isSelf: true, mayRemove: false },
		{ staffId, role: 'billing', name: 'Ines Invited', mayBecome: ['owner', 'admin', 'analyst'] },
	]);
	expect((await team()).invitations).toEqual([]);
	const again = api(owner).inviteStaff({ organizationId, email, role: 'admin' });
	expect(await outcomeOf(again)).toBe('organizations.staff_already');
});

test('an invitation is withdrawn, replaced by the next, and runs out', async () => {
	const email = `${newId()}@example.org`;
	const { invitationId } = await api(owner).inviteStaff({ organizationId, email, role: 'admin' });
	const first = await tokenMailedTo(email);
	const second = await api(owner).inviteStaff({ organizationId, email, role: 'analyst' });
	expect((await team()).invitations).toMatchObject([{ id: second.invitationId, role: 'analyst' }]);
	expect(await api(owner).invitation({ token: first })).toBeNull();
	const gone = api(owner).revokeInvitation({ organizationId, invitationId });
	expect(await outcomeOf(gone)).toBe('organizations.invitation_not_found');
	const last = await tokenMailedTo(email);
	installation.clock.advance(8 * 86_400_000);
	expect(await api(owner).invitation({ token: last })).toBeNull();
	owner = await asStaff(installation, here.staffId);
	expect((await team()).invitations).toMatchObject([{ isExpired: true }]);
	await api(owner).revokeInvitation({ organizationId, invitationId: second.invitationId });
	expect((await team()).invitations).toEqual([]);
});

test('admins run the team below the owners, billing and analysts do not', async () => {
	const [admin, billing, analyst] = [
		await hire('admin'),
		await hire('billing'),
		await hire('analyst'),
	];
	const of = (staffId: string) => ({ organizationId, staffId });
	for (const { ctx } of [billing, analyst])
		for (const refused of [
			() => api(ctx).team({ organizationId }),
			() => api(ctx).activity({ organizationId }),
			() => api(ctx).inviteStaff({ organizationId, email: 'a@b.example', role: 'analyst' }),
			() => api(ctx).setStaffRole({ ...of(admin.staffId), role: 'analyst' }),
			() => api(ctx).removeStaff(of(admin.staffId)),
		])
			expect(await outcomeOf(refused())).toBe('permissions.denied');
	const above = [
		() => api(admin.ctx).inviteStaff({ organizationId, email: 'a@b.example', role: 'owner' }),
		() => api(admin.ctx).setStaffRole({ ...of(billing.staffId), role: 'owner' }),
		() => api(admin.ctx).setStaffRole({ ...of(here.staffId), role: 'analyst' }),
		() => api(admin.ctx).removeStaff(of(here.staffId)),
	];
	for (const refused of above)
		expect(await outcomeOf(refused())).toBe('organizations.role_above_own');
	await api(admin.ctx).setStaffRole({ ...of(billing.staffId), role: 'analyst' });
	await api(admin.ctx).removeStaff(of(analyst.staffId));
	await api(billing.ctx).removeStaff(of(billing.staffId));
	expect((await team()).people.map(({ staffId }) => staffId)).toEqual([
		here.staffId,
		admin.staffId,
	]);
});

test('nobody changes their own role, and the last owner neither falls nor goes', async () => {
	const of = (staffId: string) => ({ organizationId, staffId });
	expect(await outcomeOf(api(owner).setStaffRole({ ...of(here.staffId), role: 'admin' }))).toBe(
		'organizations.not_oneself',
	);
	expect(await outcomeOf(api(owner).removeStaff(of(here.staffId)))).toBe(
		'organizations.last_owner',
	);
	const second = await hire('owner');
	const fall = await atOnce(2, (index) =>
		index === 0
			? api(owner).removeStaff(of(here.staffId))
			: api(second.ctx).removeStaff(of(second.staffId)),
	);
	expect(fall).toEqual({ done: 1, 'organizations.last_owner': 1 });
});

test('people of another organization are not found, whatever one is in one’s own', async () => {
	const of = { organizationId, staffId: there.staffId };
	expect(await outcomeOf(api(owner).removeStaff(of))).toBe('organizations.staff_not_found');
	const stranger = await asStaff(installation, there.staffId);
	expect(await outcomeOf(api(stranger).team({ organizationId }))).toBe('permissions.denied');
});

test('who loses a role loses it in the communities they entered', async () => {
	const admin = await hire('admin');
	const { url } = await createEntryLink(admin.ctx, { communityId: here.id, next: '/' });
	const browser = openBrowser();
	const door = await createCommunityContext(installation.services, here.community, browser);
	const token = new URL(url).searchParams.get('token') ?? '';
	await communityCaller(door).communities.enter({ token });
	const enter = () => createCommunityContext(installation.services, here.community, browser);
	expect((await enter()).ability.can('administer', 'Member')).toBe(true);
	await api(owner).setStaffRole({ organizationId, staffId: admin.staffId, role: 'analyst' });
	await alignStaff(installation.services, { organizationId, staffId: admin.staffId });
	const after = await enter();
	expect(after.ability.can('administer', 'Member')).toBe(false);
	expect(after.snapshot.entryRoles).toEqual({});
	await alignStaff(installation.services, { organizationId, staffId: admin.staffId });
});

test('what staff do is written down, in a chain that tampering breaks', async () => {
	const admin = await hire('admin');
	const settings = { contactEmail: null, locale: 'en' as const, timeZone: 'UTC' };
	await api(owner).update({ organizationId, name: 'Harbour Ltd', ...settings });
	await api(owner).setStaffRole({ organizationId, staffId: admin.staffId, role: 'billing' });
	await api(owner).removeStaff({ organizationId, staffId: admin.staffId });
	const { items } = await api(owner).activity({ organizationId });
	expect(items).toMatchObject([
		{ number: 3, action: 'staff.removed', actorName: 'Olga Owner', label: 'Stella admin' },
		{ action: 'staff.role_given', before: { role: 'admin' }, after: { role: 'billing' } },
		{ action: 'organization.updated', after: { name: 'Harbour Ltd' } },
	]);
	const { nextCursor } = await api(owner).activity({ organizationId, limit: 2 });
	const rest = await api(owner).activity({ organizationId, limit: 2, cursor: nextCursor });
	expect(rest.items).toMatchObject([{ number: 1 }]);
	const by = (filter: object) => api(owner).activity({ organizationId, ...filter });
	const found = async (filter: object) => (await by(filter)).items.map(({ number }) => number);
	expect(await found({ action: 'staff' })).toEqual([3, 2]);
	expect(await found({ action: 'staff.removed' })).toEqual([3]);
	expect(await found({ action: 'sta' })).toEqual([]);
	expect(await found({ actorId: admin.staffId })).toEqual([]);
	const [actor] = await api(owner).activityActors({ organizationId });
	expect(actor).toMatchObject({ name: 'Olga Owner', isStaff: true });
	expect(await found({ actorId: actor?.id, action: 'organization' })).toEqual([1]);
	const now = installation.clock.now();
	expect(await found({ to: new Date(now.getTime() - 86_400_000) })).toEqual([]);
	expect(await found({ from: new Date(now.getTime() - 86_400_000), limit: 2 })).toEqual([3, 2]);
	const { secret, platform } = installation.services;
	const check = () => checkOrganizationLog(platform, { organizationId, secret });
	expect(await check()).toEqual({ checked: 3, next: null, fault: null });
	const forbidden = platform.deleteFrom('organizationEntries').execute();
	expect(await outcomeOf(forbidden)).toBe('permission denied for table organization_entries');
	await installation.owner.query(
		`delete from platform.organization_entries where organization_id = $1 and number = 3`,
		[organizationId],
	);
	expect((await check()).fault).toEqual({ number: 2, fault: 'cut_short' });
});
