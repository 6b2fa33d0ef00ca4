import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor, founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf, spaceFields, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { getPost, publishPost } from '@kith/testing/test-verbs';
import {
	arrangeSpaces,
	createGroup,
	deleteGroup,
	renameGroup,
	setSpaceMember,
} from './arrange-spaces.ts';
import { createSpace } from './create-space.ts';
import { getSpace, listSpaceMembers, navigation } from './read-spaces.ts';

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

test('groups and spaces stand in the order they were put in, empty groups are not shown', async () => {
	const admin = await actors.as('admin');
	const { groupId: late } = await createGroup(admin, { name: 'Late' });
	const { groupId: empty } = await createGroup(admin, { name: 'Empty' });
	const { spaceId: one } = await createSpace(admin, { ...spaceFields('One'), groupId: late });
	const { spaceId: two } = await createSpace(admin, { ...spaceFields('Two'), groupId: empty });
	await arrangeSpaces(admin, {
		groups: [
			{ groupId: late, spaceIds: [two, one] },
			{ groupId: empty, spaceIds: [] },
		],
	});
	const { groups } = await navigation(await actors.as('member'));
	const shown = groups.find(({ id }) => id === late);
	expect(shown?.spaces.map(({ id }) => id)).toEqual([two, one]);
	expect(groups.map(({ id }) => id)).not.toContain(empty);
});

test('a group is renamed and deleted; its spaces stay, without one', async () => {
	const admin = await actors.as('admin');
	const { groupId } = await createGroup(admin, { name: 'Old' });
	const fields = { ...spaceFields('Stays'), groupId };
	await createSpace(admin, fields);
	await renameGroup(admin, { groupId, name: 'New' });
	const named = await navigation(await actors.as('member'));
	expect(named.groups.find(({ id }) => id === groupId)).toMatchObject({ name: 'New' });
	await deleteGroup(admin, { groupId });
	expect(getSpace(await actors.as('member'), fields.slug)).toMatchObject({ groupId: null });
	expect(await outcomeOf(deleteGroup(admin, { groupId }))).toBe('spaces.group_not_found');
});

test('groups and spaces of elsewhere are as unknown as those that never were', async () => {
	const elsewhere = await there.as(await founderOf(there));
	const { groupId } = await createGroup(elsewhere, { name: 'Elsewhere' });
	const { spaceId } = await createSpace(elsewhere, spaceFields());
	const { spaceId: own } = await createSpace(await actors.as('admin'), spaceFields());
	const ctx = await actors.as('owner');
	for (const id of [groupId, newId()]) {
		expect(await outcomeOf(renameGroup(ctx, { groupId: id, name: 'X' }))).toBe(
			'spaces.group_not_found',
		);
		expect(await outcomeOf(deleteGroup(ctx, { groupId: id }))).toBe('spaces.group_not_found');
		const groups = [{ groupId: id, spaceIds: [own] }];
		expect(await outcomeOf(arrangeSpaces(ctx, { groups }))).toBe('spaces.group_not_found');
	}
	const { memberId } = ctx.grants;
	for (const id of [spaceId, newId()]) {
		const key = { spaceId: id, memberId, allowed: true };
		expect(await outcomeOf(setSpaceMember(ctx, key))).toBe('spaces.not_found');
		expect(await outcomeOf(listSpaceMembers(ctx, { spaceId: id }))).toBe('spaces.not_found');
	}
	const stranger = { spaceId: own, memberId: elsewhere.grants.memberId, allowed: true };
	expect(await outcomeOf(setSpaceMember(ctx, stranger))).toBe('members.not_found');
});

test('a key to a private space opens it at once, and taking it back shuts it at once', async () => {
	const fields = { ...spaceFields('Cabinet'), visibility: 'private' as const };
	const { spaceId } = await createSpace(await actors.as('admin'), fields);
	const admin = await actors.as('admin');
	const post = { id: newId(), spaceId, title: 'Secret', body: words('Secret') };
	await publishPost(admin, post);
	const reads = async () => outcomeOf(getPost(await actors.as('member'), { postId: post.id }));
	expect(await reads()).toBe('posts.not_found');
	const { memberId } = (await actors.as('member')).grants;
	await setSpaceMember(admin, { spaceId, memberId, allowed: true });
	await setSpaceMember(admin, { spaceId, memberId, allowed: true });
	expect(await reads()).toBe('done');
	expect((await listSpaceMembers(admin, { spaceId })).map(({ id }) => id)).toEqual([memberId]);
	await setSpaceMember(admin, { spaceId, memberId, allowed: false });
	expect(await reads()).toBe('posts.not_found');
});

test('only who manages spaces arranges them, names groups or gives keys', async () => {
	const { groupId } = await createGroup(await actors.as('admin'), { name: 'Mine' });
	const { spaceId } = await createSpace(await actors.as('admin'), spaceFields());
	for (const actor of ['anonymous', 'pending', 'foreigner', 'member', 'moderator'] as const) {
		const ctx = await actors.as(actor);
		const refused = ctx.actor.kind === 'member' ? 'permissions.denied' : 'identity.sign_in_needed';
		const attempts = [
			createGroup(ctx, { name: 'No' }),
			renameGroup(ctx, { groupId, name: 'No' }),
			deleteGroup(ctx, { groupId }),
			arrangeSpaces(ctx, { groups: [] }),
			setSpaceMember(ctx, { spaceId, memberId: ctx.grants.memberId, allowed: true }),
			listSpaceMembers(ctx, { spaceId }),
		];
		expect(await Promise.all(attempts.map(outcomeOf))).toEqual(Array(6).fill(refused));
	}
});

test('people who arrange the same spaces at once never lock each other out', async () => {
	const admin = await actors.as('admin');
	const ids: string[] = [];
	for (let index = 0; index < 8; index++)
		ids.push((await createSpace(admin, spaceFields())).spaceId);
	const outcomes = await atOnce(12, (index) =>
		arrangeSpaces(admin, {
			groups: [{ groupId: null, spaceIds: index % 2 ? ids : ids.toReversed() }],
		}),
	);
	expect(outcomes).toEqual({ done: 12 });
});
