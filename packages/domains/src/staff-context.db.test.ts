import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import type { StaffRole } from './context.ts';
import { createStaffContext, NO_REQUEST } from './create-context.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const asStaffWith = (role: StaffRole) =>
	createStaffContext(
		installation.services,
		here.community,
		{
			...{ id: here.staffId, email: `${role}@example.org`, name: role },
			organizations: [{ id: here.community.organizationId, name: 'Ours', role }],
			hasSecondFactor: false,
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

test('billing and analysts see of a private community what a visitor sees: nothing', async () => {
	for (const role of ['billing', 'analyst'] as const) {
		const ctx = await asStaffWith(role);
		expect(ctx.grants.has('community:enter')).toBe(false);
		expect(ctx.grants.spaces.readable).toEqual([]);
	}
});
