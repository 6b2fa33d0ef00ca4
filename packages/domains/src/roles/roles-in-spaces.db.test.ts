import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, spaceFields } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createSpace } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';
import { roleWith, rolesOf } from './roles-fixture.ts';

let installation: TestInstallation;
let here: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
let owner: CommunityContext;

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	actors = await everyActor(here, await createTestCommunity(installation));
	await fresh();
});
afterAll(() => installation.close());

const fresh = async () => {
	owner = await actors.as('owner');
};
const keyed = (ctx: CommunityContext, key: string) =>
	ctx.snapshot.roles.find((role) => role.key === key)?.id ?? '';
/** A member with a role of their own, and their context whenever it is asked for. */
async function holderOf(roleId: string, spaceId: string | null = null) {
	const person = await here.member('member', `Holder ${newId().slice(-12)}`);
	await rolesOf(owner).give({ memberId: person.memberId, roleId, spaceId });
	return { ...person, ctx: () => here.as(person) };
}

test('a role is held in one space, keeps it, and nothing else', async () => {
	const { spaceId } = await createSpace(owner, { ...spaceFields(), visibility: 'private' });
	await fresh();
	const roleId = keyed(owner, 'space_admin');
	const { ctx, memberId } = await holderOf(roleId, spaceId);
	const keeper = await ctx();
	expect(keeper.grants.where('posts:moderate')).toEqual([spaceId]);
	expect(keeper.grants.has('posts:moderate')).toBe(false);
	expect(keeper.grants.spaces.readable).toContain(spaceId);
	expect(() => keeper.authorize('update', 'Space', { id: spaceId })).not.toThrow();
	expect(() => keeper.authorize('administer', 'Space')).toThrow('permissions.denied');
	expect(await outcomeOf(rolesOf(owner).give({ memberId, roleId, spaceId: null }))).toBe(
		'roles.wrong_scope',
	);
	const exceptions = await rolesOf(owner).exceptions({ scopeId: spaceId });
	expect(exceptions).toMatchObject([{ id: memberId, roleIds: [roleId] }]);
	await rolesOf(owner).take({ memberId, roleId, spaceId });
	expect((await ctx()).grants.where('posts:moderate')).toEqual([]);
});

test('who runs a space gives what is below them there, takes it, and makes exceptions; nowhere else', async () => {
	const [{ spaceId }, other] = [
		await createSpace(owner, { ...spaceFields(), visibility: 'private' }),
		await createSpace(owner, spaceFields()),
	];
	await fresh();
	const more = { scope: 'space' };
	const helper = await roleWith(owner, { 'comments:moderate': 'allow' }, more);
	const wide = await roleWith(owner, { 'tags:create': 'allow' });
	await fresh();
	const spaceAdmin = keyed(owner, 'space_admin');
	const sam = await holderOf(spaceAdmin, spaceId);
	const peer = await holderOf(spaceAdmin, spaceId);
	const { memberId } = await here.member('member', `Low ${newId().slice(-12)}`);
	const moderator = await here.member('moderator', `Mod ${newId().slice(-12)}`);
	const roles = async () => rolesOf(await sam.ctx());
	const seen = await (await roles()).inSpace({ spaceId });
	expect(seen.roles.find(({ id }) => id === helper.id)).toMatchObject({ mayGive: true });
	expect(seen.roles.find(({ id }) => id === spaceAdmin)).toMatchObject({ mayGive: false });
	expect(await outcomeOf((await roles()).inSpace({ spaceId: other.spaceId }))).toBe(
		'permissions.denied',
	);
	await (await roles()).give({ memberId, roleId: helper.id, spaceId });
	const held = { id: memberId, roleIds: [helper.id] };
	expect((await (await roles()).inSpace({ spaceId })).people).toContainEqual(
		expect.objectContaining(held),
	);
	const refusals: [string, { memberId: string; roleId: string; spaceId: string | null }][] = [
		['permissions.denied', { memberId, roleId: helper.id, spaceId: other.spaceId }],
		['permissions.denied', { memberId, roleId: wide.id, spaceId: null }],
		['permissions.denied', { memberId, roleId: helper.id, spaceId: newId() }],
		['roles.above_you', { memberId, roleId: spaceAdmin, spaceId }],
		['roles.wrong_scope', { memberId, roleId: wide.id, spaceId }],
		['members.not_oneself', { memberId: sam.memberId, roleId: helper.id, spaceId }],
		['members.above_you', { memberId: moderator.memberId, roleId: helper.id, spaceId }],
		['members.above_you', { memberId: peer.memberId, roleId: helper.id, spaceId }],
	];
	for (const [code, input] of refusals)
		for (const verb of ['give', 'take'] as const)
			expect(await outcomeOf((await roles())[verb](input)), `${verb}: ${code}`).toBe(code);
	const scope = { kind: 'space' as const, scopeId: spaceId };
	const except = async (permissions: object, at = scope, whom = memberId) =>
		outcomeOf((await roles()).setMemberOverrides({ scope: at, memberId: whom, permissions }));
	expect(await except({ 'comments:publish': 'deny' })).toBe('done');
	expect(await except({ 'tags:manage': 'allow' })).toBe('roles.not_in_spaces');
	expect(await except({}, { ...scope, scopeId: other.spaceId })).toBe('permissions.denied');
	expect(await except({}, scope, peer.memberId)).toBe('members.above_you');
	const deny = { 'ideas:manage': 'deny' } as const;
	await rolesOf(owner).setMemberOverrides({ scope, memberId: sam.memberId, permissions: deny });
	expect(await except({ 'ideas:manage': 'allow' })).toBe('roles.beyond_own');
	const full = await roleWith(owner, { 'ideas:manage': 'allow' }, more);
	await fresh();
	const beyond = (await roles()).give({ memberId, roleId: full.id, spaceId });
	expect(await outcomeOf(beyond)).toBe('roles.beyond_own');
	await (await roles()).take({ memberId, roleId: helper.id, spaceId });
	await rolesOf(owner).take({ memberId: sam.memberId, roleId: spaceAdmin, spaceId });
	const after = (await roles()).give({ memberId, roleId: helper.id, spaceId });
	expect(await outcomeOf(after)).toBe('permissions.denied');
});

test('who runs a space sees what it says of a member there, and what holds without', async () => {
	const { spaceId } = await createSpace(owner, spaceFields());
	const other = await createSpace(owner, spaceFields());
	await fresh();
	const spaceAdmin = keyed(owner, 'space_admin');
	const sam = await holderOf(spaceAdmin, spaceId);
	const peer = await holderOf(spaceAdmin, spaceId);
	const ann = await here.member('member', 'Ann Able');
	const scope = { kind: 'space' as const, scopeId: spaceId };
	const shut = { 'ideas:manage': 'deny' } as const;
	await rolesOf(owner).setMemberOverrides({ scope, memberId: sam.memberId, permissions: shut });
	const roles = async () => rolesOf(await sam.ctx());
	const read = async (memberId: string, at = spaceId) =>
		(await roles()).exception({ spaceId: at, memberId });
	const of = async (memberId: string, key: string) =>
		(await read(memberId)).permissions.find((one) => one.key === key);
	expect(await read(ann.memberId)).toMatchObject({ name: 'Ann Able', barredBy: null });
	const untouched = { word: null, otherwise: true, isMine: true };
	expect(await of(ann.memberId, 'posts:publish')).toMatchObject(untouched);
	expect(await of(ann.memberId, 'posts:moderate')).toMatchObject({
		otherwise: false,
		isMine: true,
	});
	expect(await of(ann.memberId, 'ideas:manage')).toMatchObject({ isMine: false });
	expect(await of(ann.memberId, 'members:invite')).toBeUndefined();
	const said = { 'posts:publish': 'deny', 'posts:feature': 'allow' } as const;
	const whom = { scope, memberId: ann.memberId };
	await (await roles()).setMemberOverrides({ ...whom, permissions: said });
	expect(await of(ann.memberId, 'posts:publish')).toMatchObject({ word: 'deny', otherwise: true });
	expect(await of(ann.memberId, 'posts:feature')).toMatchObject({
		word: 'allow',
		otherwise: false,
	});
	expect((await (await roles()).inSpace({ spaceId })).people).toContainEqual(
		expect.objectContaining({ id: ann.memberId, roleIds: [], exceptions: 2 }),
	);
	expect((await read(peer.memberId)).barredBy).toBe('members.above_you');
	expect((await read(sam.memberId)).barredBy).toBe('members.not_oneself');
	expect(await outcomeOf(read(ann.memberId, other.spaceId))).toBe('permissions.denied');
	expect(await outcomeOf(read(newId()))).toBe('members.not_found');
	const elsewhere = await createTestCommunity(installation);
	const stranger = await elsewhere.member('member', 'Stranger');
	expect(await outcomeOf(read(stranger.memberId))).toBe('members.not_found');
	const asAnn = rolesOf(await here.as(ann)).exception({ spaceId, memberId: sam.memberId });
	expect(await outcomeOf(asAnn)).toBe('permissions.denied');
});

test('one member is an exception, until they are no longer', async () => {
	const { spaceId } = await createSpace(owner, spaceFields());
	await fresh();
	const person = await here.member('member', 'Ex Ception');
	const scope = { kind: 'space' as const, scopeId: spaceId };
	const set = (permissions: object) =>
		rolesOf(owner).setMemberOverrides({ scope, memberId: person.memberId, permissions });
	await set({ 'comments:publish': 'deny' });
	expect((await here.as(person)).grants.where('comments:publish')).not.toContain(spaceId);
	await set({});
	expect((await here.as(person)).grants.where('comments:publish')).toContain(spaceId);
	expect(await outcomeOf(set({ 'members:invite': 'allow' }))).toBe('roles.not_in_spaces');
	await set({ 'ideas:manage': 'deny' });
	const shut = await roleWith(owner, { 'ideas:manage': 'deny' });
	const less = await here.member('admin', 'No Ideas');
	await rolesOf(owner).give({ memberId: less.memberId, roleId: shut.id, spaceId: null });
	const takenBack = { scope, memberId: person.memberId, permissions: {} };
	expect(await outcomeOf(rolesOf(await here.as(less)).setMemberOverrides(takenBack))).toBe(
		'roles.beyond_own',
	);
});

test('visitors see what is public, which is decided in one place', async () => {
	const [space] = owner.snapshot.spaces;
	const overrides = { [keyed(owner, 'guest')]: { 'spaces:read': 'allow' as const } };
	const scope = { kind: 'space' as const, scopeId: space?.id ?? '' };
	expect(
		await outcomeOf(
			rolesOf(owner).setOverrides({ scope, version: space?.version ?? 1, overrides }),
		),
	).toBe('roles.opened_by_visibility');
});

test('who goes takes nothing along: roles in spaces and exceptions end with the membership', async () => {
	await fresh();
	const [space] = owner.snapshot.spaces;
	const spaceId = space?.id ?? '';
	const { memberId } = await holderOf(keyed(owner, 'space_admin'), spaceId);
	await rolesOf(owner).setMemberOverrides({
		...{ scope: { kind: 'space', scopeId: spaceId }, memberId },
		permissions: { 'polls:vote': 'deny' },
	});
	await communityCaller(owner).members.remove({ memberId, contributions: 'keep' });
	expect(await rolesOf(owner).exceptions({ scopeId: spaceId })).toEqual([]);
});
