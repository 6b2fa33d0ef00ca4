import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor, founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, spaceFields } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createInviteLink, createSpace } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';
import { roleWith, rolesOf, rowOf } from './roles-fixture.ts';

let installation: TestInstallation;
let here: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
let owner: CommunityContext;
let admin: CommunityContext;

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	actors = await everyActor(here, await createTestCommunity(installation));
});
afterAll(() => installation.close());

const fresh = async () => {
	owner = await actors.as('owner');
	admin = await actors.as('admin');
};
const keyed = (ctx: CommunityContext, key: string) =>
	ctx.snapshot.roles.find((role) => role.key === key)?.id ?? '';
/** A member with a role of their own, and their context whenever it is asked for. */
async function holderOf(roleId: string, spaceId: string | null = null) {
	const person = await here.member('member', `Holder ${newId().slice(-12)}`);
	await rolesOf(owner).give({ memberId: person.memberId, roleId, spaceId });
	return { ...person, ctx: () => here.as(person) };
}

describe('a role of the community’s own', () => {
	beforeAll(fresh);

	test('is created once however often it is sent, just above the member, and gives what it says', async () => {
		const input = { id: newId(), name: 'Volunteer', permissions: { 'comments:moderate': 'allow' } };
		for (let time = 0; time < 2; time++)
			await rolesOf(owner).create({ ...input, permissions: { 'comments:moderate': 'allow' } });
		const role = await rowOf(owner, input.id);
		expect(role).toMatchObject({ isBuiltIn: false, isBelow: true, holders: 0, rank: 30 });
		const { ctx } = await holderOf(role.id);
		expect((await ctx()).grants.has('comments:moderate')).toBe(true);
		expect(await rowOf(owner, input.id)).toMatchObject({ holders: 1 });
		expect(
			await outcomeOf(rolesOf(owner).create({ id: newId(), name: 'volunteer', permissions: {} })),
		).toBe('roles.name_taken');
	});

	test('changes reach open sessions at once, and of two changes of one version the second is told', async () => {
		const role = await roleWith(owner, { 'posts:feature': 'allow' });
		const { ctx } = await holderOf(role.id);
		expect((await ctx()).grants.has('posts:feature')).toBe(true);
		const change = { roleId: role.id, version: 1, permissions: {}, name: 'Renamed' };
		await rolesOf(owner).save({ changes: [change] });
		expect((await ctx()).grants.has('posts:feature')).toBe(false);
		expect(await outcomeOf(rolesOf(owner).save({ changes: [change] }))).toBe(
			'roles.changed_meanwhile',
		);
		expect(await rowOf(owner, role.id)).toMatchObject({ name: 'Renamed', version: 2 });
	});

	test('many are changed together or not at all', async () => {
		const [one, two] = [await roleWith(owner), await roleWith(owner)];
		const changes = [
			{ roleId: one.id, version: 1, description: 'Changed' },
			{ roleId: two.id, version: 9, description: 'Changed' },
		];
		expect(await outcomeOf(rolesOf(owner).save({ changes }))).toBe('roles.changed_meanwhile');
		expect(await rowOf(owner, one.id)).toMatchObject({ description: '', version: 1 });
	});

	test('asks for a second factor once it allows something dangerous', async () => {
		const role = await roleWith(owner, { 'members:manage': 'allow' });
		expect(role.requiresSecondFactor).toBe(true);
		const { ctx } = await holderOf(role.id);
		const weak = await ctx();
		expect(weak.grants.has('members:manage')).toBe(false);
		expect(() => weak.authorize('remove', 'Member')).toThrow('permissions.second_factor_needed');
		const off = { roleId: role.id, version: 1, requiresSecondFactor: false };
		expect(await outcomeOf(rolesOf(owner).save({ changes: [off] }))).toBe(
			'roles.second_factor_needed',
		);
	});

	test('when it goes, nobody holds it, its invitations bring members in, and spaces forget it', async () => {
		const role = await roleWith(owner, { 'posts:feature': 'allow' });
		const { ctx } = await holderOf(role.id);
		const { spaceId } = await createSpace(owner, spaceFields());
		const overrides = { [role.id]: { 'polls:vote': 'deny' as const } };
		const scope = { kind: 'space' as const, scopeId: spaceId };
		await rolesOf(owner).setOverrides({ scope, version: 1, overrides });
		const { invitationId } = await createInviteLink(await actors.as('owner'), {
			roleKey: role.key,
		});
		await rolesOf(owner).delete({ roleId: role.id, version: 1 });
		expect((await ctx()).grants.has('posts:feature')).toBe(false);
		const { snapshot } = await actors.as('owner');
		expect(snapshot.spaces.find(({ id }) => id === spaceId)?.overrides).toEqual({});
		const invitation = here.db.selectFrom('invitations').select('roleId');
		const { roleId } = await invitation.where('id', '=', invitationId).executeTakeFirstOrThrow();
		expect(roleId).toBe(keyed(owner, 'member'));
	});
});

describe('nobody reaches beyond themselves', () => {
	beforeAll(fresh);

	test('roles at or above one’s own are not changed, moved or given', async () => {
		const own = keyed(admin, 'admin');
		const change = { roleId: own, version: 1, description: 'Mine' };
		expect(await outcomeOf(rolesOf(admin).save({ changes: [change] }))).toBe('roles.above_you');
		const { roles } = await rolesOf(admin).matrix();
		const movable = roles.filter(({ key }) => !['owner', 'member', 'guest'].includes(key));
		const roleIds = movable.map(({ id }) => id).toReversed();
		expect(await outcomeOf(rolesOf(admin).arrange({ roleIds }))).toBe('roles.above_you');
		const { memberId } = await here.member('member', 'Reached For');
		expect(await outcomeOf(rolesOf(admin).give({ memberId, roleId: own, spaceId: null }))).toBe(
			'roles.above_you',
		);
	});

	test('nobody gives what they do not have, in a role, in a space, or by taking a denial back', async () => {
		const [kept, shut] = [
			await roleWith(owner, { 'tags:manage': 'allow' }),
			await roleWith(owner, { 'tags:manage': 'deny' }),
		];
		const roleId = keyed(owner, 'admin');
		const { permissions, version } = await rowOf(owner, roleId);
		const { 'tags:manage': _, 'ideas:manage': __, ...less } = permissions;
		await rolesOf(owner).save({ changes: [{ roleId, version, permissions: less }] });
		await fresh();
		const { memberId } = await here.member('member', 'Beyond');
		const attempts = [
			rolesOf(admin).create({ id: newId(), name: 'X', permissions: { 'tags:manage': 'allow' } }),
			rolesOf(admin).save({ changes: [{ roleId: shut.id, version: 1, permissions: {} }] }),
			rolesOf(admin).give({
				...{ memberId, roleId: kept.id, spaceId: null },
			}),
			rolesOf(admin).setOverrides({
				scope: { kind: 'space', scopeId: admin.snapshot.spaces[0]?.id ?? '' },
				version: admin.snapshot.spaces[0]?.version ?? 0,
				overrides: { [keyed(admin, 'member')]: { 'ideas:manage': 'allow' } },
			}),
		];
		expect(await Promise.all(attempts.map(outcomeOf))).toEqual(Array(4).fill('roles.beyond_own'));
		await rolesOf(owner).save({
			changes: [{ roleId, version: version + 1, permissions: permissions as typeof less }],
		});
		await fresh();
	});

	test('no door gives a role of single spaces everywhere, or one that allows more than the giver has', async () => {
		await fresh();
		const { memberId } = await here.member('member', 'Many Doors');
		const strong = await roleWith(owner, { 'members:emails': 'allow' });
		const weakening = await roleWith(owner, { 'members:emails': 'deny' });
		const person = await here.member('admin', 'Less Admin');
		await rolesOf(owner).give({
			...{ memberId: person.memberId, roleId: weakening.id, spaceId: null },
		});
		const less = await here.as(person);
		const byDoor = (ctx: CommunityContext, roleKey: string) =>
			Promise.all(
				[
					communityCaller(ctx).members.setRole({ memberId, roleKey }),
					createInviteLink(ctx, { roleKey }),
					communityCaller(ctx).members.invite({ emails: ['door@example.org'], roleKey }),
				].map(outcomeOf),
			);
		expect(await byDoor(owner, 'space_admin')).toEqual(Array(3).fill('roles.wrong_scope'));
		expect(await byDoor(less, strong.key)).toEqual(Array(3).fill('roles.beyond_own'));
		const { roles } = await rolesOf(owner).matrix();
		const scoped = roles.filter(({ scope }) => scope === 'space').map(({ key }) => key);
		const listed = await rolesOf(owner).list();
		expect(listed.filter(({ key, mayAssign }) => mayAssign && scoped.includes(key))).toEqual([]);
	});

	test('nobody locks themselves out, by a role they hold or by a space', async () => {
		const person = await here.member('admin', 'Adam Admin');
		const role = await roleWith(owner);
		await rolesOf(owner).give({ memberId: person.memberId, roleId: role.id, spaceId: null });
		const adam = await here.as(person);
		const shut = { 'roles:manage': 'deny' as const };
		const changes = [{ roleId: role.id, version: 1, permissions: shut }];
		expect(await outcomeOf(rolesOf(adam).save({ changes }))).toBe('roles.locks_you_out');
		const [space] = adam.snapshot.spaces;
		const overrides = { [role.id]: { 'spaces:manage': 'deny' as const } };
		const scope = { kind: 'space' as const, scopeId: space?.id ?? '' };
		const shutSpace = async (version = space?.version ?? 1) =>
			outcomeOf(rolesOf(await here.as(person)).setOverrides({ scope, version, overrides }));
		const humble = { 'spaces:overrule': 'deny' as const };
		await rolesOf(owner).save({ changes: [{ roleId: role.id, version: 1, permissions: humble }] });
		expect(await shutSpace()).toBe('roles.locks_you_out');
		// Whom no space denies anything is not outside of one.
		await rolesOf(owner).save({ changes: [{ roleId: role.id, version: 2, permissions: {} }] });
		expect(await shutSpace()).toBe('done');
	});

	test('what belongs to everybody stays harmless; the owner’s and the built-in roles stay', async () => {
		const words = (key: string, permissions: object) =>
			outcomeOf(
				rolesOf(owner).save({ changes: [{ roleId: keyed(owner, key), version: 1, permissions }] }),
			);
		expect(await words('member', { 'members:manage': 'allow' })).toBe(
			'roles.dangerous_for_everyone',
		);
		expect(await words('guest', { 'posts:publish': 'allow' })).toBe('roles.not_for_visitors');
		expect(await words('owner', { 'posts:read': 'deny' })).toBe('roles.owner_has_all');
		expect(await words('space_admin', { 'members:invite': 'allow' })).toBe('roles.not_in_spaces');
		for (const key of ['admin', 'moderator', 'member'])
			expect(
				await outcomeOf(rolesOf(owner).delete({ roleId: keyed(owner, key), version: 1 })),
			).toMatch(/roles\.(?:built_in|changed_meanwhile)/);
		const { memberId } = await founderOf(here);
		expect(
			await outcomeOf(
				rolesOf(owner).take({ memberId, roleId: keyed(owner, 'owner'), spaceId: null }),
			),
		).toBe('members.not_oneself');
	});

	test('the order is everybody’s to see and the owner’s to change', async () => {
		const role = await roleWith(owner);
		const { roles } = await rolesOf(await actors.as('owner')).matrix();
		const movable = roles.filter(({ key }) => !['owner', 'member', 'guest'].includes(key));
		const roleIds = [role.id, ...movable.map(({ id }) => id).filter((id) => id !== role.id)];
		await rolesOf(owner).arrange({ roleIds });
		const after = await rolesOf(await actors.as('owner')).matrix();
		expect(after.roles.map(({ id }) => id).slice(1, -2)).toEqual(roleIds);
		expect(await outcomeOf(rolesOf(owner).arrange({ roleIds: roleIds.slice(1) }))).toBe(
			'roles.changed_meanwhile',
		);
		expect(await outcomeOf(rolesOf(owner).arrange({ roleIds: [newId()] }))).toBe('roles.not_found');
	});
});
