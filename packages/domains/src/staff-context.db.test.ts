import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { outcomeOf } from '@kith/testing/test-content';
import { asStaff } from '@kith/testing/test-staff';
import { createRole } from '@kith/testing/test-verbs';
import type { StaffRole } from './context.ts';
import { permissionCatalogue } from './permissions/permissions.schema.ts';
import { createStaffContext, NO_REQUEST } from './create-context.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const asStaffWith = (role: StaffRole, hasSecondFactor = false) =>
	createStaffContext(
		installation.services,
		here.community,
		{
			...{ id: here.staffId, email: `${role}@example.org`, name: role },
			organizations: [{ id: here.community.organizationId, name: 'Ours', role }],
			hasSecondFactor,
		},
		NO_REQUEST,
	);

test('owners and admins run a community from the studio', async () => {
	for (const role of ['owner', 'admin'] as const) {
		const ctx = await asStaffWith(role);
		expect(ctx.grants.has('settings:general')).toBe(true);
		expect(ctx.grants.spaces.readable).toHaveLength(ctx.snapshot.spaces.length);
	}
});

const JOBS = [
	[
		'billing',
		[
			...['audit:billing', 'memberships:manage', 'memberships:read', 'payments:manage'],
			...['payments:read', 'tiers:manage', 'tiers:read'],
		],
	],
	['analyst', ['analytics:read', 'search:terms', 'tiers:read']],
] as const;

test.for(JOBS)('%s does its job in every community and nothing else', async ([role, allowed]) => {
	const ctx = await asStaffWith(role, true);
	expect(permissionCatalogue.filter((one) => ctx.grants.has(one)).toSorted()).toEqual(allowed);
	expect(ctx.grants.spaces.readable).toEqual([]);
	expect(ctx.grants.rank).toBe(0);
	expect(ctx.actor).toMatchObject({ kind: 'staff', memberId: null });
});

test('what is dangerous of a job asks for a second factor, and says so', async () => {
	const ctx = await asStaffWith('billing');
	expect(ctx.grants.has('memberships:manage')).toBe(true);
	expect(ctx.grants.has('payments:manage')).toBe(false);
	expect(() => ctx.authorize('administer', 'Payments')).toThrow('permissions.second_factor_needed');
});

test('a role of the community that is called like a job gives the job nothing', async () => {
	const founder = await here.as(await founderOf(here));
	const permissions = { 'settings:general': 'allow' } as const;
	await createRole(founder, { id: newId(), name: 'Analyst', permissions });
	const ctx = await asStaffWith('analyst', true);
	expect(ctx.grants.has('settings:general')).toBe(false);
	expect(ctx.grants.has('community:enter')).toBe(false);
});

test('to who works for another organization the community is not there', async () => {
	const { services } = installation;
	const elsewhere = await createTestCommunity(installation);
	const { staff } = await asStaff(installation, elsewhere.staffId);
	if (!staff) throw new Error('nobody is signed in');
	const visit = createStaffContext(services, here.community, staff, NO_REQUEST);
	expect(await outcomeOf(visit)).toBe('communities.not_found');
});
