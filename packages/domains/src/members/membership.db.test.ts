import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createJobContext } from '../create-context.ts';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { approveMember, declineMember } from './decide-request.ts';
import { ensureMember } from './ensure-member.ts';
import { leaveCommunity } from './leave-community.ts';
import { getProfile, listMembers } from './read-members.ts';
import { removeMember } from './remove-member.ts';
import { setRole } from './set-role.ts';

let installation: TestInstallation;
let open: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
});
beforeEach(async () => {
	open = await createTestCommunity(installation, {
		access: { visibility: 'private', join: 'open' },
	});
});
afterAll(() => installation.close());

async function founder() {
	const who = open.db
		.selectFrom('members')
		.innerJoin('authUsers', 'authUsers.id', 'members.userId')
		.select(['members.id as memberId', 'members.name', 'authUsers.id as userId', 'authUsers.email'])
		.where('authUsers.email', '=', open.ownerEmail);
	return who.executeTakeFirstOrThrow();
}

const people = async () => ({
	owner: await founder(),
	admin: await open.member('admin', 'Ada'),
	ann: await open.member('member', 'Ann'),
	bob: await open.member('member', 'Bob'),
});

/** A space with a post of `authorId`, a comment of `otherId` below it, and a reaction of each to the other. */
async function conversation(authorId: string, otherId: string) {
	const at = new Date('2026-01-01T10:00:00Z');
	const [spaceId, postId, commentId] = [newId(), newId(), newId()];
	const body = JSON.stringify({ type: 'doc', content: [] });
	await open.db
		.insertInto('spaces')
		.values({
			...{ id: spaceId, slug: spaceId, name: 'Hall', visibility: 'members', posting: 'everyone' },
			...{ position: 0, postCount: 1 },
		})
		.execute();
	await open.db
		.insertInto('posts')
		.values({
			...{ id: postId, spaceId, authorId, title: 'Hi', body, excerpt: '', status: 'published' },
			...{ commentCount: 1, reactionCount: 1, createdAt: at, lastActivityAt: at },
		})
		.execute();
	await open.db
		.insertInto('comments')
		.values({
			...{ id: commentId, postId, spaceId, depth: 0, authorId: otherId, body, excerpt: '' },
			...{ status: 'published', reactionCount: 1, createdAt: at },
		})
		.execute();
	await open.db
		.insertInto('reactions')
		.values([
			{ subjectId: postId, subjectKind: 'post', memberId: otherId, emoji: '👍' },
			{ subjectId: commentId, subjectKind: 'comment', memberId: authorId, emoji: '👍' },
		])
		.execute();
	const state = async () => ({
		space: await open.db
			.selectFrom('spaces')
			.select('postCount')
			.where('id', '=', spaceId)
			.executeTakeFirstOrThrow(),
		post: await open.db
			.selectFrom('posts')
			.select(['status', 'commentCount', 'reactionCount'])
			.where('id', '=', postId)
			.executeTakeFirstOrThrow(),
		comment: await open.db
			.selectFrom('comments')
			.select(['status', 'reactionCount'])
			.where('id', '=', commentId)
			.executeTakeFirstOrThrow(),
	});
	return { state };
}

const rowOf = (memberId: string) =>
	open.db.selectFrom('members').selectAll().where('id', '=', memberId).executeTakeFirstOrThrow();

test('an admin changes the role of a member, and the list shows it', async () => {
	const { admin, ann } = await people();
	await setRole(await open.as(admin), { memberId: ann.memberId, roleKey: 'moderator' });
	const { items } = await listMembers(await open.as(admin), { limit: 20, roleKey: 'moderator' });
	expect(items.map(({ name, roles }) => [name, roles.map(({ key }) => key)])).toEqual([
		['Ann', ['moderator']],
	]);
	await setRole(await open.as(admin), { memberId: ann.memberId, roleKey: 'member' });
	const ordinary = await listMembers(await open.as(admin), { limit: 20, roleKey: 'member' });
	expect(ordinary.items.map(({ name }) => name).toSorted()).toEqual(['Ann', 'Bob']);
});

test('roles stay below the one who gives them', async () => {
	const { owner, admin, ann, bob } = await people();
	const asAdmin = await open.as(admin);
	const give = (memberId: string, roleKey: string) => setRole(asAdmin, { memberId, roleKey });
	await expect(give(ann.memberId, 'admin')).rejects.toMatchObject({
		code: 'members.role_above_own',
	});
	await expect(give(ann.memberId, 'guest')).rejects.toMatchObject({ code: 'roles.not_found' });
	await expect(give(owner.memberId, 'member')).rejects.toMatchObject({ code: 'members.above_you' });
	await expect(give(admin.memberId, 'member')).rejects.toMatchObject({
		code: 'members.not_oneself',
	});
	await expect(
		setRole(await open.as(bob), { memberId: ann.memberId, roleKey: 'moderator' }),
	).rejects.toMatchObject({ code: 'permissions.denied' });
	await setRole(await open.as(owner), { memberId: ann.memberId, roleKey: 'admin' });
	await expect(
		setRole(await open.as(owner), { memberId: ann.memberId, roleKey: 'owner' }),
	).rejects.toMatchObject({ code: 'members.role_above_own' });
});

test('the last owner stays owner, also when two owners demote each other at once', async () => {
	const { owner } = await people();
	const job = await createJobContext(installation.services, open.community, 'test');
	const demote = { roleKey: 'member' };
	await expect(setRole(job, { memberId: owner.memberId, ...demote })).rejects.toMatchObject({
		code: 'members.last_owner',
	});
	const second = await open.member('owner', 'Otto');
	const [asFirst, asSecond] = [await open.as(owner), await open.as(second)];
	const results = await Promise.allSettled([
		setRole(asFirst, { memberId: second.memberId, ...demote }),
		setRole(asSecond, { memberId: owner.memberId, ...demote }),
	]);
	expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('a member of another community cannot be reached', async () => {
	const { owner } = await people();
	const other = await createTestCommunity(installation, {
		access: { visibility: 'private', join: 'open' },
	});
	const stranger = await other.member('member', 'Stranger');
	const ctx = await open.as(owner);
	const { memberId } = stranger;
	const missing = { code: 'members.not_found' };
	await expect(setRole(ctx, { memberId, roleKey: 'moderator' })).rejects.toMatchObject(missing);
	await expect(removeMember(ctx, { memberId, contributions: 'delete' })).rejects.toMatchObject(
		missing,
	);
	await expect(approveMember(ctx, { memberId })).rejects.toMatchObject(missing);
	await expect(getProfile(ctx, { handle: 'stranger' })).rejects.toMatchObject(missing);
	expect((await listMembers(ctx, { limit: 20, search: 'stranger' })).items).toEqual([]);
});

test('someone who asked to join is let in once, or declined for good', async () => {
	const { admin, ann } = await people();
	const waiting = await open.member('member', 'Wanda', 'pending');
	const declined = await open.member('member', 'Dora', 'pending');
	const { memberId } = waiting;
	await expect(approveMember(await open.as(ann), { memberId })).rejects.toMatchObject({
		code: 'permissions.denied',
	});
	await approveMember(await open.as(admin), { memberId });
	await expect(approveMember(await open.as(admin), { memberId })).rejects.toMatchObject({
		code: 'members.not_pending',
	});
	expect((await open.as(waiting)).actor).toMatchObject({ kind: 'member', memberId });
	await declineMember(await open.as(admin), { memberId: declined.memberId });
	const { services } = installation;
	const ctx = await open.as(declined);
	const place = { services, community: open.community, snapshot: ctx.snapshot };
	expect((await ensureMember(place, declined, null))?.status).toBe('removed');
});

test('a removed member is signed out, keeps no role, and does not come back by signing in', async () => {
	const { admin, ann, bob } = await people();
	const { state } = await conversation(ann.memberId, bob.memberId);
	const before = await state();
	const now = new Date();
	const session = { id: newId(), userId: ann.userId, token: 't', expiresAt: now };
	await open.db.insertInto('authSessions').values(session).execute();
	await removeMember(await open.as(admin), { memberId: ann.memberId, contributions: 'keep' });
	expect(await state()).toEqual(before);
	expect(await rowOf(ann.memberId)).toMatchObject({ name: 'Ann', status: 'removed' });
	expect(await open.db.selectFrom('authSessions').selectAll().execute()).toEqual([]);
	expect(installation.services.sessions.get(open.community.id, ann.userId, now)).toBeUndefined();
	expect(installation.heard).toContainEqual({
		topic: 'sessions.revoked',
		communityId: open.community.id,
		data: { userId: ann.userId },
	});
	expect((await open.as(ann)).actor.kind).toBe('anonymous');
	await expect(getProfile(await open.as(bob), { handle: 'ann' })).rejects.toMatchObject({
		code: 'members.not_found',
	});
});

test('anonymised contributions stay, and nothing leads from them to the person, who stays out', async () => {
	const { admin, ann, bob } = await people();
	const { state } = await conversation(ann.memberId, bob.memberId);
	const before = await state();
	await removeMember(await open.as(admin), { memberId: ann.memberId, contributions: 'anonymise' });
	expect(await state()).toEqual(before);
	expect(await rowOf(ann.memberId)).toMatchObject({
		...{ name: 'Former member', bio: '', userId: null, avatarFileId: null, status: 'removed' },
		handle: expect.stringMatching(/^former-[0-9a-f]{12}$/),
	});
	const back = await open.as(ann);
	expect(back.actor.kind).toBe('anonymous');
	const place = {
		services: installation.services,
		community: open.community,
		snapshot: back.snapshot,
	};
	const standing = await ensureMember(place, ann, null);
	expect(standing).toMatchObject({ status: 'removed', name: 'Former member' });
	expect(standing?.id).not.toBe(ann.memberId);
});

test('deleted contributions are gone from every count', async () => {
	const { admin, ann, bob } = await people();
	const { state } = await conversation(ann.memberId, bob.memberId);
	await removeMember(await open.as(admin), { memberId: bob.memberId, contributions: 'delete' });
	expect(await state()).toEqual({
		space: { postCount: 1 },
		post: { status: 'published', commentCount: 0, reactionCount: 0 },
		comment: { status: 'deleted', reactionCount: 1 },
	});
	await removeMember(await open.as(admin), { memberId: ann.memberId, contributions: 'delete' });
	expect(await state()).toMatchObject({
		space: { postCount: 0 },
		post: { status: 'deleted' },
		comment: { reactionCount: 0 },
	});
});

test('who may remove whom', async () => {
	const { owner, admin, ann, bob } = await people();
	const remove = async (who: typeof owner, whom: typeof owner) =>
		removeMember(await open.as(who), { memberId: whom.memberId, contributions: 'keep' });
	await expect(remove(ann, bob)).rejects.toMatchObject({ code: 'permissions.denied' });
	await expect(remove(admin, owner)).rejects.toMatchObject({ code: 'members.above_you' });
	await expect(remove(admin, admin)).rejects.toMatchObject({ code: 'members.not_oneself' });
	const second = await open.member('owner', 'Otto');
	await expect(remove(owner, second)).rejects.toMatchObject({ code: 'members.owner_stays' });
});

test('who leaves is out, and comes back as somebody new; owners stay', async () => {
	const { owner, ann } = await people();
	await leaveCommunity(await open.as(ann), { contributions: 'anonymise' });
	expect(await rowOf(ann.memberId)).toMatchObject({ status: 'removed', userId: null });
	const back = await open.as(ann);
	expect(back.actor).toMatchObject({ kind: 'member' });
	expect(back.actor).not.toMatchObject({ memberId: ann.memberId });
	await expect(
		leaveCommunity(await open.as(owner), { contributions: 'keep' }),
	).rejects.toMatchObject({ code: 'members.owner_stays' });
	await expect(
		leaveCommunity(await open.as(null), { contributions: 'keep' }),
	).rejects.toMatchObject({
		code: 'identity.sign_in_needed',
	});
});
