import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf, spaceFields, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { getPost, listPosts, publishPost } from '@kith/testing/test-verbs';
import { createSpace } from './create-space.ts';
import { getSpace, navigation, spaceTree, visitSpace } from './read-spaces.ts';
import { archiveSpace, updateSpace } from './update-space.ts';

let installation: TestInstallation;
let here: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
let foreignSpaceId: string;

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	const there = await createTestCommunity(installation);
	actors = await everyActor(here, there);
	const elsewhere = await there.as(await there.member('admin', 'Else Where'));
	foreignSpaceId = (await createSpace(elsewhere, spaceFields())).spaceId;
});
afterAll(() => installation.close());

test('an admin opens a space at the end, under an address that nobody can take twice', async () => {
	const ctx = await actors.as('admin');
	const fields = spaceFields('Garden');
	const { spaceId } = await createSpace(ctx, fields);
	const after = await actors.as('admin');
	expect(getSpace(after, fields.slug)).toMatchObject({
		...{ id: spaceId, name: 'Garden', version: 1, mayPost: true, mayManage: true },
	});
	expect((await spaceTree(after)).spaces.at(-1)).toMatchObject({ id: spaceId });
	expect(await outcomeOf(createSpace(after, fields))).toBe('spaces.slug_taken');
	const raced = spaceFields('Raced');
	expect(await atOnce(4, () => createSpace(after, raced))).toEqual({
		...{ done: 1, 'spaces.slug_taken': 3 },
	});
});

test('of two changes of one version the second is told', async () => {
	const ctx = await actors.as('admin');
	const fields = spaceFields();
	const { spaceId } = await createSpace(ctx, fields);
	const change = { ...fields, spaceId, version: 1, name: 'Cellar', description: 'Below' };
	await updateSpace(ctx, change);
	expect(await outcomeOf(updateSpace(ctx, change))).toBe('spaces.changed_meanwhile');
	expect(getSpace(await actors.as('admin'), fields.slug)).toMatchObject({
		...{ name: 'Cellar', version: 2 },
	});
	const other = await createSpace(ctx, spaceFields());
	const theft = { ...spaceFields(), slug: fields.slug, spaceId: other.spaceId, version: 1 };
	expect(await outcomeOf(updateSpace(ctx, theft))).toBe('spaces.slug_taken');
});

test('an archived space is gone from every list, keeps its posts and gives its address back', async () => {
	const ctx = await actors.as('admin');
	const fields = spaceFields();
	const { spaceId } = await createSpace(ctx, fields);
	const inside = await actors.as('admin');
	const post = { id: newId(), spaceId, title: 'Kept', body: words('Kept') };
	await publishPost(inside, post);
	await archiveSpace(inside, { spaceId });
	const after = await actors.as('owner');
	expect(() => getSpace(after, fields.slug)).toThrow('spaces.not_found');
	expect(await outcomeOf(getPost(after, { postId: post.id }))).toBe('posts.not_found');
	expect((await listPosts(after, { spaceId, limit: 20 })).items).toEqual([]);
	expect(await outcomeOf(archiveSpace(after, { spaceId }))).toBe('spaces.not_found');
	const kept = here.db.selectFrom('posts').select('status').where('id', '=', post.id);
	expect(await kept.executeTakeFirst()).toEqual({ status: 'published' });
	expect(await outcomeOf(createSpace(after, fields))).toBe('done');
});

test('a group that is not here is refused by name, for new spaces and changed ones', async () => {
	const ctx = await actors.as('admin');
	const { spaceId } = await createSpace(ctx, spaceFields());
	const lost = { ...spaceFields(), groupId: newId() };
	expect(await outcomeOf(createSpace(ctx, lost))).toBe('spaces.group_not_found');
	expect(await outcomeOf(updateSpace(ctx, { ...lost, spaceId, version: 1 }))).toBe(
		'spaces.group_not_found',
	);
});

test('only who manages spaces changes or archives any of them, or sees the whole tree', async () => {
	const { spaceId } = await createSpace(await actors.as('admin'), spaceFields());
	for (const actor of ['anonymous', 'pending', 'foreigner', 'member', 'moderator'] as const) {
		const ctx = await actors.as(actor);
		const refused = ctx.actor.kind === 'member' ? 'permissions.denied' : 'identity.sign_in_needed';
		const attempts = [
			updateSpace(ctx, { ...spaceFields(), spaceId, version: 1 }),
			archiveSpace(ctx, { spaceId }),
			spaceTree(ctx),
		];
		expect(await Promise.all(attempts.map(outcomeOf))).toEqual(Array(3).fill(refused));
	}
});

test('a space of another community is as unknown as one that never was', async () => {
	for (const actor of ['member', 'owner'] as const)
		for (const spaceId of [foreignSpaceId, newId()])
			expect(await outcomeOf(visitSpace(await actors.as(actor), { spaceId }))).toBe(
				'spaces.not_found',
			);
	const ctx = await actors.as('owner');
	for (const spaceId of [foreignSpaceId, newId()]) {
		expect(await outcomeOf(archiveSpace(ctx, { spaceId }))).toBe('spaces.not_found');
		expect(await outcomeOf(updateSpace(ctx, { ...spaceFields(), spaceId, version: 1 }))).toBe(
			'spaces.not_found',
		);
		expect((await listPosts(ctx, { spaceId, limit: 20 })).items).toEqual([]);
	}
});

test('a space has news until the member has visited it, and again after the next post', async () => {
	const admin = await actors.as('admin');
	const { spaceId } = await createSpace(admin, spaceFields());
	const isNew = async () => {
		const { groups } = await navigation(await actors.as('member'));
		const spaces = groups.flatMap((group) => group.spaces);
		return spaces.find(({ id }) => id === spaceId)?.hasUnread;
	};
	const write = async () =>
		publishPost(await actors.as('admin'), {
			...{ id: newId(), spaceId, title: 'News', body: words('News') },
		});
	expect(await isNew()).toBe(false);
	await write();
	expect(await isNew()).toBe(true);
	await visitSpace(await actors.as('member'), { spaceId });
	expect(await isNew()).toBe(false);
	installation.clock.advance(1);
	await write();
	expect(await isNew()).toBe(true);
	expect(await outcomeOf(visitSpace(await actors.as('anonymous'), { spaceId }))).toBe(
		'identity.sign_in_needed',
	);
});
