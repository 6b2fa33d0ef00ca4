import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import {
	createTestCommunity,
	type TestCommunity,
	type TestMember,
} from '@kith/testing/test-community';
import { atOnce, outcomeOf, spaceFields } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';
import type { CommunityContext } from '../context.ts';
import { createSpace } from './create-space.ts';
import { navigation } from './read-spaces.ts';
import { MOST_SPACES } from './spaces.schema.ts';
import { archiveSpace, updateSpace } from './update-space.ts';

let installation: TestInstallation;
let here: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	actors = await everyActor(here, await createTestCommunity(installation));
});
afterAll(() => installation.close());

const keyed = (ctx: CommunityContext, key: string) =>
	ctx.snapshot.roles.find((role) => role.key === key)?.id ?? '';

const rolesOf = (ctx: CommunityContext) => communityCaller(ctx).roles;

/** A role of the community's own with these words. */
async function roleWith(permissions: Record<string, 'allow' | 'deny'>): Promise<string> {
	const id = newId();
	const role = { id, name: `Role ${id.slice(-12)}`, permissions };
	await rolesOf(await actors.as('owner')).create(role);
	return id;
}

/** A member who may make spaces and nothing else that others may not. */
async function maker(roleId?: string): Promise<TestMember> {
	const owner = await actors.as('owner');
	const role = roleId ?? (await roleWith({ 'spaces:create': 'allow' }));
	const person = await here.member('member', `Maker ${newId().slice(-12)}`);
	await rolesOf(owner).give({ memberId: person.memberId, roleId: role, spaceId: null });
	return person;
}

/** How a role's words stand while `run` goes on. */
async function withWords(
	key: string,
	{ isStrict = false, ...words }: Record<string, unknown>,
	run: () => Promise<void>,
) {
	const { roles } = await installation.services.snapshots.get(here.id, here.db);
	const before = roles.find((role) => role.key === key);
	if (!before) throw new Error('no such role');
	const set = (permissions: unknown, requiresSecondFactor: boolean) =>
		here.db
			.updateTable('roles')
			.set({
				permissions: JSON.stringify(permissions),
				requiresSecondFactor,
			})
			.where('key', '=', key)
			.execute();
	const forget = () => installation.services.snapshots.drop(here.id);
	await set({ ...before.permissions, ...words }, isStrict === true);
	forget();
	await run();
	await set(before.permissions, before.requiresSecondFactor);
	forget();
}

test('whoever makes a space runs that one and no other, and the log says so', async () => {
	for (const person of [await maker(), await here.member('moderator', 'Mo Maker')]) {
		const before = (await here.as(person)).grants.where('spaces:manage');
		const fields = { ...spaceFields('Den'), visibility: 'private' as const };
		const { spaceId } = await createSpace(await here.as(person), fields);
		const ctx = await here.as(person);
		expect(before).toEqual([]);
		expect(ctx.grants.where('spaces:manage')).toEqual([spaceId]);
		expect(ctx.grants.spaces.readable).toContain(spaceId);
		expect(ctx.grants.has('spaces:manage')).toBe(false);
		expect(ctx.standing?.scopedRoles).toEqual({ [spaceId]: [keyed(ctx, 'space_admin')] });
		const { items } = await communityCaller(await actors.as('owner')).audit.list({ limit: 2 });
		const target = { id: person.memberId };
		expect(items).toMatchObject([
			{ action: 'members.role_given', target, details: { after: { spaceId } } },
			{ action: 'spaces.created', target: { id: spaceId } },
		]);
	}
});

test('into which group a space is filed is for those who run all of them', async () => {
	const person = await maker();
	const fields = spaceFields('Loft');
	const { spaceId } = await createSpace(await here.as(person), fields);
	const admin = await actors.as('admin');
	const { groupId } = await communityCaller(admin).spaces.createGroup({ name: 'Upstairs' });
	const move = async (who: CommunityContext) =>
		outcomeOf(updateSpace(who, { ...fields, spaceId, version: 1, groupId }));
	expect(await move(await here.as(person))).toBe('permissions.denied');
	expect(await move(admin)).toBe('done');
});

test('who made a space changes it as whoever runs one does, and takes none away', async () => {
	const person = await maker();
	const fields = spaceFields('Nook');
	const { spaceId } = await createSpace(await here.as(person), fields);
	const other = await createSpace(await actors.as('admin'), spaceFields());
	const ctx = await here.as(person);
	const keeper = await here.member('member', 'Space Keeper');
	const role = { roleId: keyed(ctx, 'space_admin'), spaceId };
	await rolesOf(await actors.as('owner')).give({ memberId: keeper.memberId, ...role });
	const change = { ...fields, spaceId, version: 1, name: 'Corner' };
	const all = (who: CommunityContext) => [
		() => updateSpace(who, { ...change, spaceId: other.spaceId }),
		() => archiveSpace(who, { spaceId }),
		() => archiveSpace(who, { spaceId: other.spaceId }),
		() => communityCaller(who).spaces.tree(),
		() => communityCaller(who).spaces.arrange({ groups: [] }),
		() => communityCaller(who).spaces.createGroup({ name: 'Group' }),
		() => communityCaller(who).spaces.members({ spaceId }),
		() => communityCaller(who).roles.inSpace({ spaceId }),
	];
	const outcomes = async (who: CommunityContext) => {
		const found: string[] = [];
		for (const attempt of all(who)) found.push(await outcomeOf(attempt()));
		return found;
	};
	const refused = Array<string>(6).fill('permissions.denied');
	expect(await outcomes(ctx)).toEqual([...refused, 'done', 'done']);
	expect(await outcomes(await here.as(keeper))).toEqual(await outcomes(ctx));
	expect(await outcomeOf(updateSpace(ctx, change))).toBe('done');
});

test('nobody makes a space without the right, nor from another community, nor while they are silenced', async () => {
	for (const actor of ['anonymous', 'pending', 'foreigner', 'member'] as const) {
		const ctx = await actors.as(actor);
		const refused = ctx.actor.kind === 'member' ? 'permissions.denied' : 'identity.sign_in_needed';
		expect(await outcomeOf(createSpace(ctx, spaceFields())), actor).toBe(refused);
		expect((await navigation(ctx)).mayCreate, actor).toBe(false);
	}
	const person = await maker();
	const outside = await createTestCommunity(installation);
	const { request } = await here.as(person);
	const there = await outside.as(null, { cookie: request.cookie });
	expect(await outcomeOf(createSpace(there, spaceFields()))).toBe('identity.sign_in_needed');
	expect((await navigation(await here.as(person))).mayCreate).toBe(true);
	const hold = { memberId: person.memberId, kind: 'silenced' as const, reason: 'Loud' };
	await communityCaller(await actors.as('moderator')).restrictions.restrict({ ...hold, hours: 1 });
	const silenced = await here.as(person);
	expect((await navigation(silenced)).mayCreate).toBe(false);
	expect(await outcomeOf(createSpace(silenced, spaceFields()))).toBe('members.silenced');
});

test('where the role of who runs a space would not let its maker run it, there is no space', async () => {
	const person = await maker();
	const count = async () => {
		const rows = await here.db.selectFrom('spaces').select('id').execute();
		return rows.length;
	};
	const before = await count();
	const attempt = async (as: TestMember, more = {}) =>
		outcomeOf(createSpace(await here.as(as), { ...spaceFields(), ...more }));
	await withWords('space_admin', { 'spaces:manage': 'deny' }, async () => {
		expect(await attempt(person)).toBe('spaces.no_maker_role');
	});
	await withWords('space_admin', { isStrict: true }, async () => {
		expect(await attempt(person)).toBe('permissions.second_factor_needed');
	});
	const owner = await actors.as('owner');
	const barred = await roleWith({ 'spaces:create': 'allow', 'spaces:manage': 'deny' });
	expect(await attempt(await maker(barred))).toBe('spaces.no_maker_role');
	const roleId = keyed(owner, 'space_admin');
	await here.db.updateTable('roles').set({ key: 'gone' }).where('id', '=', roleId).execute();
	expect(await attempt(person)).toBe('spaces.no_maker_role');
	expect(await outcomeOf(createSpace(await actors.as('admin'), spaceFields()))).toBe('done');
	await here.db.updateTable('roles').set({ key: 'space_admin' }).where('id', '=', roleId).execute();
	installation.services.snapshots.drop(here.id);
	expect(await count()).toBe(before + 1);
	expect(await attempt(person)).toBe('done');
});

test('a space is filed in a group that its maker sees, by what that group says', async () => {
	const admin = await actors.as('admin');
	const caller = communityCaller(admin);
	const [seen, hidden, shut] = await Promise.all(
		['Seen', 'Hidden', 'Shut'].map(
			async (name) => (await caller.spaces.createGroup({ name })).groupId,
		),
	);
	const fill = async (groupId = '', visibility: 'members' | 'private' = 'members') =>
		createSpace(await actors.as('admin'), { ...spaceFields(), groupId, visibility });
	await fill(seen);
	await fill(hidden, 'private');
	await fill(shut);
	const owner = await actors.as('owner');
	const overrides = { [keyed(owner, 'space_admin')]: { 'spaces:manage': 'deny' as const } };
	const scope = { kind: 'group' as const, scopeId: shut ?? '' };
	await rolesOf(owner).setOverrides({ scope, version: 1, overrides });
	const person = await maker();
	const attempt = async (groupId: string | undefined) =>
		outcomeOf(createSpace(await here.as(person), { ...spaceFields(), groupId: groupId ?? '' }));
	expect(await attempt(hidden)).toBe('spaces.group_not_found');
	expect(await attempt(newId())).toBe('spaces.group_not_found');
	expect(await attempt(shut)).toBe('spaces.no_maker_role');
	expect(await attempt(seen)).toBe('done');
});

test('of twenty at once exactly as many spaces are made as there is room for', async () => {
	const people = await Promise.all(Array.from({ length: 4 }, () => maker()));
	const contexts = await Promise.all(people.map((person) => here.as(person)));
	const open = here.db.selectFrom('spaces').select('id').where('archivedAt', 'is', null);
	const missing = MOST_SPACES - 3 - (await open.execute()).length;
	const rows = Array.from({ length: missing }, (_, position) => ({
		...{ id: newId(), slug: newId(), name: 'Full', position: position + 1000 },
		...{ visibility: 'private', posting: 'everyone' },
	}));
	await here.db.insertInto('spaces').values(rows).execute();
	for (const room of [3, 1, 2]) {
		const made = await atOnce(20, async (index) => {
			const ctx = contexts[index % 4];
			if (ctx) await createSpace(ctx, spaceFields());
		});
		expect(made).toEqual({ done: room, 'spaces.too_many': 20 - room });
		expect(await open.execute()).toHaveLength(MOST_SPACES);
		for (const { id } of rows.splice(0, room === 3 ? 1 : 2))
			await archiveSpace(await actors.as('owner'), { spaceId: id });
	}
	const last = { done: 2, 'spaces.too_many': 3 };
	const owner = await actors.as('owner');
	expect(await atOnce(5, () => createSpace(owner, spaceFields()))).toEqual(last);
});
