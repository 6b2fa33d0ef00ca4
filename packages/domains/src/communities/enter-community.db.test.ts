import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf } from '@kith/testing/test-content';
import { newId } from '@kith/kernel/ids';
import { signedIn } from '@kith/testing/test-identity';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { asStaff, createTestStaff, employ, openBrowser } from '@kith/testing/test-staff';
import type { RequestFacts } from '../context.ts';
import { createCommunityContext } from '../create-context.ts';
import { createEntryLink, enterCommunity } from './enter-community.ts';

let installation: TestInstallation;
let here: TestCommunity;
let there: TestCommunity;

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	there = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const visit = (community: TestCommunity, request: RequestFacts = openBrowser()) =>
	createCommunityContext(installation.services, community.community, request);
async function tokenFor(community: TestCommunity, staffId = community.staffId): Promise<string> {
	const ctx = await asStaff(installation, staffId);
	const { url } = await createEntryLink(ctx, { communityId: community.id, next: '/settings' });
	return new URL(url).searchParams.get('token') ?? '';
}
async function employHere(role: string, name?: string) {
	const staff = await createTestStaff(installation, name);
	const { organizationId } = here.community;
	const employment = { organizationId, staffId: staff.staffId, role };
	await installation.services.platform.insertInto('organizationStaff').values(employment).execute();
	return staff;
}

test('a link takes the organizer in, signed in as the owner, and goes where it says', async () => {
	const browser = openBrowser();
	const token = await tokenFor(here);
	expect(await enterCommunity(await visit(here, browser), { token })).toEqual({
		next: '/settings',
	});
	const inside = await visit(here, browser);
	expect(inside.viewer).toMatchObject({ email: here.ownerEmail, standing: 'active' });
	expect(inside.ability.can('administer', 'Community')).toBe(true);
	const owners = here.db.selectFrom('members').innerJoin('memberRoles', 'memberId', 'members.id');
	expect(await owners.selectAll().execute()).toHaveLength(1);
	const log = here.db.selectFrom('auditEntries').select(['memberId', 'staffId', 'targetId']);
	const { memberId } = inside.grants;
	expect(await log.where('action', '=', 'members.entered').execute()).toEqual([
		{ memberId, staffId: here.staffId, targetId: memberId },
	]);
});

test('a link brings a session of its own, and the one that the browser had before is worth nothing', async () => {
	const browser = await signedIn(installation, here, `${newId()}@example.org`);
	const before = { ...openBrowser(), cookie: browser.cookie };
	expect((await visit(here, before)).viewer).not.toBeNull();
	const token = await tokenFor(here);
	await enterCommunity(await visit(here, browser), { token });
	expect((await visit(here, browser)).viewer).toMatchObject({ email: here.ownerEmail });
	expect((await visit(here, before)).viewer).toBeNull();
});

test('of fifty uses of one link at once, one gets in', async () => {
	const token = await tokenFor(here);
	const browsers = Array.from({ length: 50 }, () => openBrowser());
	const outcomes = await atOnce(50, async (index) =>
		enterCommunity(await visit(here, browsers[index]), { token }),
	);
	expect(outcomes).toEqual({ done: 1, 'communities.entry_used': 49 });
	expect(browsers.filter(({ cookie }) => cookie !== '')).toHaveLength(1);
});

test('a link is good for a minute', async () => {
	const intime = await tokenFor(here);
	const late = await tokenFor(here);
	installation.clock.advance(55);
	expect(await outcomeOf(enterCommunity(await visit(here), { token: intime }))).toBe('done');
	installation.clock.advance(6);
	expect(await outcomeOf(enterCommunity(await visit(here), { token: late }))).toBe(
		'communities.entry_used',
	);
});

test('a link opens no other community, and trying does not use it up', async () => {
	const token = await tokenFor(here);
	expect(await outcomeOf(enterCommunity(await visit(there), { token }))).toBe(
		'communities.entry_used',
	);
	expect(await outcomeOf(enterCommunity(await visit(there), { token: 'made up' }))).toBe(
		'communities.entry_used',
	);
	expect(await outcomeOf(enterCommunity(await visit(here), { token }))).toBe('done');
});

test('only owners and admins of the organization get a link, and an unknown community gives none', async () => {
	const analyst = await employHere('analyst');
	const enter = async (staffId: string) => {
		const ctx = await asStaff(installation, staffId);
		return outcomeOf(createEntryLink(ctx, { communityId: here.id, next: '/' }));
	};
	expect(await enter(analyst.staffId)).toBe('permissions.denied');
	expect(await enter(there.staffId)).toBe('communities.not_found');
	const visitor = await asStaff(installation, null);
	const refused = createEntryLink(visitor, { communityId: here.id, next: '/' });
	expect(await outcomeOf(refused)).toBe('identity.sign_in_needed');
	const stranger = await asStaff(installation, there.staffId);
	for (const [who, code] of [
		[visitor, 'identity.sign_in_needed'] as const,
		[stranger, 'communities.not_found'] as const,
	]) {
		const nowhere = createEntryLink(who, { communityId: '000000000000', next: '/' });
		expect(await outcomeOf(nowhere)).toBe(code);
	}
});

test('who has left the organization since does not get in', async () => {
	const staff = await employHere('admin');
	const token = await tokenFor(here, staff.staffId);
	await installation.services.platform
		.deleteFrom('organizationStaff')
		.where('staffId', '=', staff.staffId)
		.execute();
	expect(await outcomeOf(enterCommunity(await visit(here), { token }))).toBe('permissions.denied');
});

test('staff without a name get one, and the name a member chose here stays', async () => {
	const staff = await employHere('admin', '');
	const enter = async () =>
		enterCommunity(await visit(here), { token: await tokenFor(here, staff.staffId) });
	await enter();
	const member = here.db
		.selectFrom('members')
		.innerJoin('authUsers', 'authUsers.id', 'members.userId')
		.select(['members.id', 'members.name'])
		.where('email', '=', staff.email);
	const { id, name } = await member.executeTakeFirstOrThrow();
	expect(name).toBe(staff.staffId);
	await here.db.updateTable('members').set({ name: 'Chosen' }).where('id', '=', id).execute();
	await enter();
	expect(await member.executeTakeFirst()).toEqual({ id, name: 'Chosen' });
});

test('somebody employed elsewhere with an organization of their own stays outside', async () => {
	const staff = await createTestStaff(installation);
	await employ(installation, staff.staffId, 'Another organization');
	expect(await outcomeOf(tokenFor(here, staff.staffId))).toBe('communities.not_found');
});
