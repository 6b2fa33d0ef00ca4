import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, spaceFields, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createSpace, publishComment, publishPost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';
import type { ListSpaceLog } from './space-log.schema.ts';
import { beginningOf, hashOf } from './chain.ts';
import { checkLog } from './index.ts';

let installation: TestInstallation;
let here: TestCommunity;
let owner: CommunityContext;
let spaceId: string;
let otherId: string;
let runner: Awaited<ReturnType<TestCommunity['member']>>;
let ann: Awaited<ReturnType<TestCommunity['member']>>;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	const founder = await founderOf(here);
	const first = await here.as(founder);
	({ spaceId } = await createSpace(first, spaceFields('Hall')));
	({ spaceId: otherId } = await createSpace(first, spaceFields('Yard')));
	installation.services.snapshots.drop(here.id);
	owner = await here.as(founder);
	[runner, ann] = [await here.member('member', 'Rita Runs'), await here.member('member', 'Ann')];
	const roleId = owner.snapshot.roles.find(({ key }) => key === 'space_admin')?.id ?? '';
	const { roles } = communityCaller(owner);
	await roles.give({ memberId: runner.memberId, roleId, spaceId });
});
afterAll(() => installation.close());

const log = async (wish: Partial<ListSpaceLog> = {}, who = runner) =>
	communityCaller(await here.as(who)).audit.inSpace({ spaceId, ...wish });
const actionsOf = async (wish: Partial<ListSpaceLog> = {}) =>
	(await log(wish)).items.map(({ action }) => action);
const check = () => {
	const { id: communityId, db } = here;
	return checkLog({ db, communityId, secret: installation.services.secret });
};

async function postIn(at: string) {
	const postId = newId();
	const author = await here.as(ann);
	await publishPost(author, { id: postId, spaceId: at, title: 'Spring', body: words('Spring') });
	return postId;
}

test('who runs a space reads what was done in it, by kind and page, and nothing of elsewhere', async () => {
	const [postId, elsewhere] = [await postIn(spaceId), await postIn(otherId)];
	const author = await here.as(ann);
	const comment = { id: newId(), postId, parentId: null, body: words('Well') };
	const { commentId } = await publishComment(author, comment);
	const keeper = communityCaller(await here.as(runner));
	await keeper.lifecycle.lock({ postId, locked: true, reason: 'Enough said' });
	await keeper.comments.remove({ commentId, why: 'Rude' });
	await communityCaller(owner).posts.remove({ postId: elsewhere });
	const scope = { kind: 'space' as const, scopeId: spaceId };
	const permissions = { 'polls:vote': 'deny' as const };
	await keeper.roles.setMemberOverrides({ scope, memberId: ann.memberId, permissions });
	const { version } = owner.snapshot.spaces.find(({ id }) => id === spaceId) ?? { version: 1 };
	const fields = { ...spaceFields('Hall'), description: 'For all' };
	await keeper.spaces.update({ spaceId, version, ...fields });
	expect(await actionsOf()).toEqual([
		...['spaces.updated', 'members.excepted', 'comments.removed', 'posts.locked'],
		...['members.role_given', 'spaces.created'],
	]);
	expect(await actionsOf({ kind: 'posts' })).toEqual(['posts.locked']);
	expect(await actionsOf({ kind: 'comments' })).toEqual(['comments.removed']);
	expect(await actionsOf({ kind: 'members' })).toEqual(['members.excepted', 'members.role_given']);
	expect(await actionsOf({ kind: 'space' })).toEqual(['spaces.updated', 'spaces.created']);
	expect(await actionsOf({ kind: 'files' })).toEqual([]);
	const [locked] = (await log({ kind: 'posts' })).items;
	expect(locked).toMatchObject({
		actor: { name: 'Rita Runs' },
		details: { label: 'Spring', reason: 'Enough said' },
	});
	const first = await log({ limit: 4 });
	const rest = await log({ limit: 4, cursor: first.nextCursor });
	expect([first.items.length, rest.items.length, rest.nextCursor]).toEqual([4, 2, null]);
	expect(await check()).toMatchObject({ next: null, fault: null });
});

test('a moved post is in the log of the space that it left', async () => {
	const postId = await postIn(spaceId);
	await communityCaller(owner).lifecycle.move({ postId, spaceId: otherId });
	expect((await actionsOf({ kind: 'posts' }))[0]).toBe('posts.moved');
});

test('filters narrow it by actor, thing and time; who acted there is named, and nobody who acted elsewhere', async () => {
	const postId = await postIn(spaceId);
	await communityCaller(await here.as(runner)).posts.remove({ postId, why: 'Twice' });
	const moderator = await here.member('moderator', 'Mo Elsewhere');
	const elsewhere = await postIn(otherId);
	await communityCaller(await here.as(moderator)).posts.remove({ postId: elsewhere });
	const mine = (await log({ actorId: runner.memberId })).items;
	expect(new Set(mine.map(({ actor }) => actor.name))).toEqual(new Set(['Rita Runs']));
	expect(await actionsOf({ aboutId: postId })).toEqual(['posts.removed']);
	expect(await actionsOf({ aboutId: elsewhere })).toEqual([]);
	expect(await actionsOf({ actorId: moderator.memberId })).toEqual([]);
	expect(await actionsOf({ to: new Date(0) })).toEqual([]);
	expect(await actionsOf({ from: new Date(0), kind: 'space' })).toContain('spaces.created');
	const actors = await communityCaller(await here.as(runner)).audit.actorsInSpace({ spaceId });
	expect(actors.map(({ name }) => name).toSorted()).toEqual(['Olga Owner', 'Rita Runs']);
});

test('entries of before that are about the space are found, and the log of both kinds is sound', async () => {
	const target = { kind: 'space', id: spaceId, label: 'Old hall' };
	await owner.transaction(async (tx) => tx.audit({ action: 'spaces.updated', target }));
	const [old] = (await log({ kind: 'space' })).items;
	expect(old).toMatchObject({ target: { id: spaceId }, details: { label: 'Old hall' } });
	const stored = here.db.selectFrom('auditEntries').select('spaceId');
	expect(await stored.where('number', '=', old?.number ?? 0).executeTakeFirst()).toEqual({
		spaceId: null,
	});
	expect(await check()).toMatchObject({ next: null, fault: null });
});

test('what an entry says of a space that its reader may not open stays out', async () => {
	const fields = { ...spaceFields('Secret room'), visibility: 'private' as const };
	const { spaceId: secretId } = await createSpace(owner, fields);
	const now = await here.as(await founderOf(here));
	for (const id of [secretId, otherId])
		await communityCaller(now).lifecycle.move({ postId: await postIn(spaceId), spaceId: id });
	const [open, shut] = (await log({ kind: 'posts' })).items;
	expect(open?.details).toMatchObject({ before: { space: 'Hall' }, after: { space: 'Yard' } });
	expect(shut?.details).toMatchObject({ before: { space: 'Hall' }, after: {} });
	expect(JSON.stringify(await log())).not.toContain('Secret room');
	const whole = await communityCaller(now).audit.inSpace({ spaceId, kind: 'posts' });
	expect(whole.items[1]?.details?.after).toEqual({ space: 'Secret room' });
});

test('of ideas that became one with an idea of a hidden space, the other stays unnamed', async () => {
	const idea = async (at: string, title: string) => {
		const id = newId();
		const body = words(title);
		await publishPost(await here.as(ann), { id, spaceId: at, title, body, kind: 'idea' });
		return id;
	};
	const [here1, here2] = [await idea(spaceId, 'Benches'), await idea(spaceId, 'More benches')];
	const there = await idea(otherId, 'Yard benches');
	const { ideas, spaces } = communityCaller(owner);
	await ideas.merge({ postId: here1, intoId: here2 });
	await ideas.unmerge({ postId: here1 });
	await ideas.merge({ postId: here1, intoId: there });
	await ideas.unmerge({ postId: here1 });
	const before = await log({ kind: 'posts', limit: 4 });
	expect(before.items.map(({ details }) => (details?.after ?? details?.before)?.['into'])).toEqual([
		...['Yard benches', 'Yard benches', 'More benches', 'More benches'],
	]);
	const yard = owner.snapshot.spaces.find(({ id }) => id === otherId);
	const fields = { ...spaceFields('Yard'), visibility: 'private' as const };
	await spaces.update({ spaceId: otherId, version: yard?.version ?? 1, ...fields });
	const after = await log({ kind: 'posts', limit: 4 });
	expect(after.items.map(({ details }) => (details?.after ?? details?.before)?.['into'])).toEqual([
		...[undefined, undefined, 'More benches', 'More benches'],
	]);
});

test('who runs spaces finds those, and others none', async () => {
	const managed = async (ctx: CommunityContext) =>
		(await communityCaller(ctx).spaces.managed()).map(({ name }) => name);
	expect(await managed(await here.as(runner))).toEqual(['Hall']);
	expect(await managed(await here.as(await founderOf(here)))).toEqual(
		expect.arrayContaining(['Hall', 'Yard', 'Secret room']),
	);
	expect(await outcomeOf(managed(await here.as(ann)))).toBe('permissions.denied');
});

test('nobody else reads it, and no space of another community is found', async () => {
	expect(await outcomeOf(log({}, ann))).toBe('permissions.denied');
	expect(await outcomeOf(log({ spaceId: otherId }))).toBe('permissions.denied');
	const visitor = communityCaller(await here.as(null)).audit.inSpace({ spaceId });
	expect(await outcomeOf(visitor)).toBe('identity.sign_in_needed');
	for (const who of [ann, await here.member('moderator', 'Mo')]) {
		const { actorsInSpace } = communityCaller(await here.as(who)).audit;
		expect(await outcomeOf(actorsInSpace({ spaceId }))).toBe('permissions.denied');
	}
	const { actorsInSpace } = communityCaller(await here.as(runner)).audit;
	expect(await outcomeOf(actorsInSpace({ spaceId: otherId }))).toBe('permissions.denied');
	const elsewhere = await createTestCommunity(installation);
	const foreign = (await elsewhere.as(null)).snapshot.spaces[0]?.id ?? '';
	for (const id of [foreign, newId()])
		expect(await outcomeOf(communityCaller(owner).audit.inSpace({ spaceId: id }))).toBe(
			'spaces.not_found',
		);
});

test('the chain holds the space, and entries of before are hashed as they were', async () => {
	const link = {
		...{ number: 1, at: new Date(0), action: 'posts.locked', actorKind: 'member' },
		...{ memberId: null, staffId: null, targetKind: 'post', targetId: 'x', subjectId: null },
		...{ actorDigest: 'a', detailsDigest: 'b' },
	};
	const start = beginningOf('one');
	const before = 'bdcd8739';
	expect(hashOf({ ...link, spaceId: null }, start)).toBe(hashOf(link, start));
	expect(hashOf(link, start).slice(0, 8)).toBe(before);
	expect(hashOf({ ...link, spaceId }, start)).not.toBe(hashOf(link, start));
	expect(hashOf({ ...link, spaceId }, start)).not.toBe(
		hashOf({ ...link, spaceId: otherId }, start),
	);
	await expect(
		here.db.updateTable('auditEntries').set({ spaceId: otherId }).execute(),
	).rejects.toThrow('permission denied');
	await installation.owner.query(
		`update "c_${here.id}".audit_entries set space_id = $1 where action = 'posts.locked'`,
		[otherId],
	);
	expect((await check()).fault).toMatchObject({ fault: 'changed' });
});
