import { afterAll, beforeAll, expect, test } from 'vitest';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, spaceFields } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';
import { roleWith, rolesOf } from './roles-fixture.ts';
import type { OtherwiseAsked } from './otherwise.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
let there: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	there = await createTestCommunity(installation);
	actors = await everyActor(here, there);
});
afterAll(() => installation.close());

async function stage() {
	const owner = await actors.as('owner');
	const volunteer = await roleWith(owner, { 'posts:feature': 'allow' });
	const { groupId } = await communityCaller(owner).spaces.createGroup({ name: 'Wing' });
	const space = async (visibility: 'members' | 'private') =>
		communityCaller(await actors.as('owner')).spaces.create({
			...{ ...spaceFields(), visibility, groupId },
		});
	const [open, shut] = [await space('members'), await space('private')];
	const member = owner.snapshot.roles.find(({ key }) => key === 'member')?.id ?? '';
	return { volunteer: volunteer.id, member, groupId, open: open.spaceId, shut: shut.spaceId };
}

/** What a role may where a place says nothing of it. */
async function otherwise(
	roleId: string,
	scope: OtherwiseAsked['scope'],
	changes: OtherwiseAsked['changes'] = {},
) {
	const told = await rolesOf(await actors.as('owner')).otherwise({ scope, changes });
	return told.find((one) => one.roleId === roleId)?.allowed ?? [];
}

test('what a space leaves out comes of its settings, its group and the role, as it is decided', async () => {
	const { volunteer, member, groupId, open, shut } = await stage();
	const [openly, shutly] = [open, shut].map((scopeId) => ({ kind: 'space' as const, scopeId }));
	const wing = { kind: 'group' as const, scopeId: groupId };
	if (!openly || !shutly) throw new Error('two spaces');
	expect(await otherwise(volunteer, openly)).toContain('posts:feature');
	expect(await otherwise(member, openly)).not.toContain('posts:feature');
	expect(await otherwise(volunteer, wing)).toContain('posts:feature');
	// Nobody sees a private space whom nothing lets in, whatever the role may elsewhere.
	expect(await otherwise(volunteer, shutly)).toEqual([]);
	await rolesOf(await actors.as('owner')).setOverrides({
		...{ scope: wing, version: 1, overrides: { [volunteer]: { 'posts:feature': 'deny' } } },
	});
	expect(await otherwise(volunteer, openly)).not.toContain('posts:feature');
	expect(await otherwise(volunteer, wing)).toContain('posts:feature');
});

test('what is about to be said counts as if it were saved, and what is said of the cell itself does not', async () => {
	const { volunteer, member, shut } = await stage();
	const scope = { kind: 'space' as const, scopeId: shut };
	const opened = { [member]: { 'spaces:read': 'allow' } } as const;
	expect(await otherwise(volunteer, scope, opened)).toContain('spaces:read');
	expect(await otherwise(volunteer, scope, opened)).toContain('posts:feature');
	const denied = { ...opened, [volunteer]: { 'spaces:read': 'deny' } } as const;
	expect(await otherwise(volunteer, scope, denied)).toContain('spaces:read');
	expect(await otherwise(volunteer, scope, denied)).not.toContain('posts:feature');
	expect(await otherwise(member, scope, opened)).not.toContain('spaces:read');
});

test('it is told to who runs the roles, of places that are here', async () => {
	const { open } = await stage();
	const asked = { scope: { kind: 'space' as const, scopeId: open }, changes: {} };
	for (const actor of ['member', 'moderator'] as const)
		expect(await outcomeOf(rolesOf(await actors.as(actor)).otherwise(asked))).toBe(
			'permissions.denied',
		);
	const [foreign] = (await there.as(null)).snapshot.spaces;
	const elsewhere = { kind: 'space' as const, scopeId: foreign?.id ?? '' };
	const owner = rolesOf(await actors.as('owner'));
	expect(await outcomeOf(owner.otherwise({ ...asked, scope: elsewhere }))).toBe('spaces.not_found');
	const group = { kind: 'group' as const, scopeId: open };
	expect(await outcomeOf(owner.otherwise({ ...asked, scope: group }))).toBe(
		'spaces.group_not_found',
	);
});
