import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { asStaff, createTestStaff } from '@kith/testing/test-staff';
import { createStaffContext } from '../create-context.ts';
import { employmentOf, ownedCommunities, renameOrganization } from './organizations.ts';

let installation: TestInstallation;
let here: TestCommunity;
let there: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation, { name: 'Here' });
	there = await createTestCommunity(installation, { name: 'There' });
});
afterAll(() => installation.close());

async function hire(role: string) {
	const { staffId } = await createTestStaff(installation);
	const { organizationId } = here.community;
	await installation.services.platform
		.insertInto('organizationStaff')
		.values({ organizationId, staffId, role })
		.execute();
	return asStaff(installation, staffId);
}

test('staff see the communities of the organizations they work for, and no other', async () => {
	const owned = await ownedCommunities(await asStaff(installation, here.staffId));
	expect(owned).toMatchObject([
		{ id: here.id, name: 'Here', status: 'live', memberCount: 1, origin: here.community.origin },
	]);
	const nobody = await createTestStaff(installation);
	expect(await ownedCommunities(await asStaff(installation, nobody.staffId))).toEqual([]);
	expect(await outcomeOf(ownedCommunities(await asStaff(installation, null)))).toBe(
		'identity.sign_in_needed',
	);
});

test('owners and admins rename the organization; others, and other organizations, do not', async () => {
	const { organizationId } = here.community;
	const input = { organizationId, name: 'Renamed' };
	for (const role of ['billing', 'analyst'])
		expect(await outcomeOf(renameOrganization(await hire(role), input))).toBe('permissions.denied');
	const stranger = await asStaff(installation, there.staffId);
	for (const id of [organizationId, newId()])
		expect(await outcomeOf(renameOrganization(stranger, { ...input, organizationId: id }))).toBe(
			'permissions.denied',
		);
	const visitor = await asStaff(installation, null);
	expect(await outcomeOf(renameOrganization(visitor, input))).toBe('identity.sign_in_needed');
	await renameOrganization(await hire('admin'), input);
	const { staff } = await asStaff(installation, here.staffId);
	expect(staff?.organizations).toEqual([{ id: organizationId, name: 'Renamed', role: 'owner' }]);
});

test('a role in one organization is none in another', async () => {
	const { platform } = installation.services;
	expect(await employmentOf(platform, here.staffId, here.community.organizationId)).toBe('owner');
	expect(await employmentOf(platform, here.staffId, there.community.organizationId)).toBeNull();
});

test('from the studio, owners and admins run a community, others only look, strangers stay outside', async () => {
	const { services } = installation;
	const inside = async (ctx: Awaited<ReturnType<typeof hire>>) => {
		if (!ctx.staff) throw new Error('nobody is signed in');
		return createStaffContext(services, here.community, ctx.staff, ctx.request);
	};
	for (const role of ['owner', 'admin'])
		expect((await inside(await hire(role))).ability.can('administer', 'Community')).toBe(true);
	for (const role of ['billing', 'analyst']) {
		const { ability } = await inside(await hire(role));
		expect(ability.can('administer', 'Community')).toBe(false);
		expect(ability.can('pin', 'Post')).toBe(false);
	}
	const stranger = await asStaff(installation, there.staffId);
	expect(await outcomeOf(inside(stranger))).toBe('permissions.denied');
});
