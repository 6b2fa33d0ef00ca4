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

test('nobody else reads it, and no space of another community is found', async () => {
	expect(await outcomeOf(log({}, ann))).toBe('permissions.denied');
	expect(await outcomeOf(log({ spaceId: otherId }))).toBe('permissions.denied');
	const visitor = communityCaller(await here.as(null)).audit.inSpace({ spaceId });
	expect(await outcomeOf(visitor)).toBe('identity.sign_in_needed');
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
