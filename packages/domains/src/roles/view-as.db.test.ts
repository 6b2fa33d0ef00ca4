import { afterAll, beforeAll, expect, test } from 'vitest';
import { outcomeAt, pathsOf } from '@kith/testing/matrix-line';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, spaceFields, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import type { CommunityContext } from '../context.ts';
import { createCommunityContext, NO_REQUEST } from '../create-context.ts';
import { communityApi, communityCaller } from '../index.ts';
import { permissionCatalogue } from '../permissions/permissions.schema.ts';
import { publishPost } from '../posts/index.ts';
import { readPreviewToken } from './preview.ts';
import { roleWith, rolesOf } from './roles-fixture.ts';
import type { Whom } from './roles.schema.ts';

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

const seenAs = (whom: Whom) =>
	createCommunityContext(installation.services, here.community, NO_REQUEST, { whom });
async function roleCalled(key: string): Promise<Whom> {
	const { snapshot } = await actors.as('owner');
	return { kind: 'role', roleId: snapshot.roles.find((role) => role.key === key)?.id ?? '' };
}

async function publish(ctx: CommunityContext, spaceId: string): Promise<string> {
	const post = { id: newId(), spaceId, title: 'Inside', body: words('Inside') };
	return (await publishPost(ctx, post)).postId;
}

const mutations = pathsOf(communityApi, 'mutation');

test('who looks at the site as the owner changes nothing, by any procedure or transaction', async () => {
	const ctx = await seenAs(await roleCalled('owner'));
	expect(ctx.grants.has('roles:manage')).toBe(true);
	const outcomes = new Set<string>();
	for (const path of mutations)
		outcomes.add(await outcomeAt(communityCaller(ctx), path, undefined));
	expect([...outcomes]).toEqual(['permissions.looking_on']);
	expect(await outcomeOf(ctx.transaction(async (tx) => tx.touchCommunity()))).toBe(
		'permissions.looking_on',
	);
});

test('one sees what they see, and nothing of theirs', async () => {
	const ctx = await seenAs(await roleCalled('member'));
	const { grants } = await actors.as('member');
	expect(ctx.grants.spaces.readable).toEqual(grants.spaces.readable);
	expect(ctx).toMatchObject({ shownAs: 'Member', viewer: { standing: 'active', memberId: null } });
	const visitor = await seenAs({ kind: 'visitor' });
	expect(visitor).toMatchObject({ shownAs: '', viewer: null });
	expect(visitor.grants.has('posts:read')).toBe(false);
});

test('through the eyes of one member staff see what that member sees, nothing of theirs, and change nothing', async () => {
	const owner = communityCaller(await actors.as('owner'));
	const { spaceId } = await owner.spaces.create({ ...spaceFields(), visibility: 'private' });
	const mona = await here.member('member', 'Mona Member');
	await owner.spaces.setMember({ spaceId, memberId: mona.memberId, allowed: true });
	const inside = await publish(await here.as(mona), spaceId);
	await communityCaller(await here.as(mona)).bookmarks.save({ postId: inside, folderId: null });
	const whom: Whom = { kind: 'member', memberId: mona.memberId };
	const { url } = await rolesOf(await actors.as('owner')).viewAs({ whom });
	const token = new URL(url).searchParams.get('preview') ?? '';
	const { services } = installation;
	const preview = readPreviewToken(services, here.community, token);
	const look = () => createCommunityContext(services, here.community, NO_REQUEST, preview);
	const ctx = await look();
	const { grants } = await here.as(mona);
	expect(ctx).toMatchObject({ shownAs: 'Mona Member', viewer: { memberId: null, email: '' } });
	for (const permission of permissionCatalogue)
		expect([permission, ctx.grants.has(permission), ctx.grants.where(permission)]).toEqual([
			...[permission, grants.has(permission), grants.where(permission)],
		]);
	const site = communityCaller(ctx);
	expect((await site.posts.get({ postId: inside })).id).toBe(inside);
	const ordinary = communityCaller(await seenAs(await roleCalled('member')));
	expect(await outcomeOf(ordinary.posts.get({ postId: inside }))).toBe('posts.not_found');
	expect((await site.bookmarks.list({})).items).toEqual([]);
	expect(await outcomeOf(site.drafts.list())).toBe('permissions.denied');
	expect(await outcomeOf(site.members.me())).toBe('members.not_found');
	const outcomes = new Set<string>();
	for (const path of mutations) outcomes.add(await outcomeAt(site, path, undefined));
	expect([...outcomes]).toEqual(['permissions.looking_on']);
	// It is over with their standing, whatever the link says.
	const { restrictions } = communityCaller(await actors.as('owner'));
	const hold = { kind: 'suspended', hours: 24, reason: 'Enough.' } as const;
	await restrictions.restrict({ memberId: mona.memberId, ...hold });
	expect(await look()).toMatchObject({ shownAs: null, standing: null });
});

test('nobody looks through the eyes of who sees more', async () => {
	const admin = rolesOf(await actors.as('admin'));
	expect(await outcomeOf(admin.viewAs({ whom: await roleCalled('owner') }))).toBe(
		'roles.beyond_own',
	);
	expect(await outcomeOf(admin.viewAs({ whom: await roleCalled('admin') }))).toBe('done');
	const limited = await roleWith(await actors.as('owner'), { 'members:emails': 'deny' });
	const person = await here.member('admin', 'Limited Admin');
	await rolesOf(await actors.as('owner')).give({
		...{ memberId: person.memberId, roleId: limited.id, spaceId: null },
	});
	const less = rolesOf(await here.as(person));
	expect(await outcomeOf(less.viewAs({ whom: await roleCalled('admin') }))).toBe(
		'roles.beyond_own',
	);
	expect(await outcomeOf(less.viewAs({ whom: await roleCalled('member') }))).toBe('done');
});

test('the link works for half an hour, here and nowhere else, and ends with whom it stands for', async () => {
	const owner = await actors.as('owner');
	const role = await roleWith(owner);
	const { url } = await rolesOf(await actors.as('owner')).viewAs({
		whom: { kind: 'role', roleId: role.id },
	});
	const token = new URL(url).searchParams.get('preview') ?? '';
	const { services, clock } = installation;
	const preview = readPreviewToken(services, here.community, token);
	expect(preview).toEqual({ whom: { kind: 'role', roleId: role.id } });
	expect(readPreviewToken(services, there.community, token)).toBeNull();
	await rolesOf(await actors.as('owner')).delete({ roleId: role.id, version: 1 });
	const after = await createCommunityContext(services, here.community, NO_REQUEST, preview);
	expect(after).toMatchObject({ shownAs: null, standing: null });
	clock.advance(31 * 60);
	expect(readPreviewToken(services, here.community, token)).toBeNull();
});

test('whom another community has is as unknown as who never was', async () => {
	const { snapshot } = await there.as(null);
	const roleId = snapshot.roles[0]?.id ?? '';
	const { memberId } = await there.member('member', 'Else Where');
	const owner = rolesOf(await actors.as('owner'));
	for (const whom of [
		{ kind: 'role' as const, roleId },
		{ kind: 'member' as const, memberId },
	]) {
		const attempts = [
			owner.viewAs({ whom }),
			owner.preview({ whom }),
			owner.explain({ whom, permission: 'posts:publish', spaceId: null }),
		];
		for (const outcome of await Promise.all(attempts.map(outcomeOf)))
			expect(outcome).toMatch(/^(?:roles|members)\.not_found$/);
	}
});
