import { afterAll, beforeAll, expect, test } from 'vitest';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { asStaff, createTestStaff, openBrowser } from '@kith/testing/test-staff';
import type { RequestFacts } from '../context.ts';
import { createCommunityContext, createStaffContext } from '../create-context.ts';
import { communityCaller } from '../index.ts';
import { createEntryLink, enterCommunity } from './enter-community.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const visit = (request: RequestFacts) =>
	createCommunityContext(installation.services, here.community, request);
async function employ(staffId: string, role: string | null): Promise<void> {
	const { platform } = installation.services;
	const organizationId = here.community.organizationId;
	const rows = platform.deleteFrom('organizationStaff').where('staffId', '=', staffId);
	await rows.where('organizationId', '=', organizationId).execute();
	if (role)
		await platform
			.insertInto('organizationStaff')
			.values({ organizationId, staffId, role })
			.execute();
}
async function tokenFor(staffId: string): Promise<string> {
	const ctx = await asStaff(installation, staffId);
	const { url } = await createEntryLink(ctx, { communityId: here.id, next: '/' });
	return new URL(url).searchParams.get('token') ?? '';
}

/** Somebody of the organization who has entered once, with their open session here. */
async function entered(role: string) {
	const { staffId, email } = await createTestStaff(installation);
	await employ(staffId, role);
	const browser = openBrowser();
	const token = await tokenFor(staffId);
	await enterCommunity(await visit(browser), { token });
	const ctx = await visit(browser);
	return { staffId, email, browser, memberId: ctx.viewer?.memberId ?? '' };
}
async function rolesOf(memberId: string): Promise<string[]> {
	const held = here.db
		.selectFrom('memberRoles')
		.innerJoin('roles', 'roles.id', 'memberRoles.roleId')
		.select('roles.key')
		.where('memberId', '=', memberId);
	return (await held.execute()).map(({ key }) => key).toSorted();
}
const half = () => installation.clock.advance(31);

test('an open session loses the role half a minute after the person has left the organization', async () => {
	const { staffId, browser, memberId } = await entered('admin');
	expect((await visit(browser)).grants.has('settings:general')).toBe(true);
	await employ(staffId, null);
	half();
	const ctx = await visit(browser);
	expect(ctx.grants.has('settings:general')).toBe(false);
	expect(ctx.actor).toMatchObject({ kind: 'member', memberId });
	expect(await outcomeOf(communityCaller(ctx).communities.general())).toBe('permissions.denied');
	expect(await rolesOf(memberId)).toEqual([]);
});

test.for([
	['owner', 'admin', ['admin']],
	['admin', 'owner', ['owner']],
	['owner', 'billing', []],
	['admin', 'analyst', []],
] as const)('who entered as %s and is %s now holds %j', async ([before, after, roles]) => {
	const { staffId, browser, memberId } = await entered(before);
	expect(await rolesOf(memberId)).toEqual([before]);
	await employ(staffId, after);
	half();
	await visit(browser);
	expect(await rolesOf(memberId)).toEqual(roles);
	await visit(browser);
	expect(await rolesOf(memberId)).toEqual(roles);
});

test('a role given in the community stays, whatever the person is in the organization', async () => {
	const founder = await here.as(await founderOf(here));
	const { staffId, browser, memberId } = await entered('admin');
	await communityCaller(founder).members.setRole({ memberId, roleKey: 'moderator' });
	await employ(staffId, null);
	half();
	await visit(browser);
	expect(await rolesOf(memberId)).toEqual(['moderator']);
	const given = await entered('admin');
	await communityCaller(founder).members.setRole({ memberId: given.memberId, roleKey: 'admin' });
	await employ(given.staffId, null);
	half();
	await visit(given.browser);
	expect(await rolesOf(given.memberId)).toEqual(['admin']);
});

test('a role somebody held before they entered is not taken by leaving', async () => {
	const { staffId, email } = await createTestStaff(installation);
	const member = await here.member('admin', 'Early Ed');
	await here.db.updateTable('authUsers').set({ email }).where('id', '=', member.userId).execute();
	await employ(staffId, 'admin');
	const browser = openBrowser();
	await enterCommunity(await visit(browser), { token: await tokenFor(staffId) });
	await employ(staffId, null);
	half();
	await visit(browser);
	expect(await rolesOf(member.memberId)).toEqual(['admin']);
});

test('a refused entry and the studio bring the role in line as well', async () => {
	const leaver = await entered('admin');
	const token = await tokenFor(leaver.staffId);
	await employ(leaver.staffId, null);
	const refused = enterCommunity(await visit(openBrowser()), { token });
	expect(await outcomeOf(refused)).toBe('permissions.denied');
	expect(await rolesOf(leaver.memberId)).toEqual([]);
	const demoted = await entered('owner');
	await employ(demoted.staffId, 'analyst');
	const { staff } = await asStaff(installation, demoted.staffId);
	if (!staff) throw new Error('nobody is signed in');
	const request = openBrowser();
	await createStaffContext(installation.services, here.community, staff, request);
	expect(await rolesOf(demoted.memberId)).toEqual([]);
});
