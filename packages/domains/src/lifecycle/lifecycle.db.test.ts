import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';
import { lifecycleConsumers } from './lifecycle.consumers.ts';

let installation: TestInstallation;
let here: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	actors = await everyActor(here, await createTestCommunity(installation));
});
afterAll(() => installation.close());

const api = communityCaller;
const days = (count: number) => installation.clock.advance(count * 86_400);
async function publish(ctx: CommunityContext, change: object = {}) {
	const spaceId = ctx.grants.spaces.postable[0] ?? '';
	const post = { id: newId(), spaceId, title: 'Title', body: words('Text'), ...change };
	await api(ctx).posts.publish(post);
	return { postId: post.id, spaceId: post.spaceId };
}
const answer = (ctx: CommunityContext, postId: string) =>
	api(ctx).comments.publish({ id: newId(), postId, parentId: null, body: words('Answer') });
const idsIn = async (ctx: CommunityContext, spaceId: string) =>
	(await api(ctx).posts.list({ spaceId, limit: 100 })).items.map(({ id }) => id);
const countOf = async (spaceId: string) =>
	(
		await here.db
			.selectFrom('spaces')
			.select('postCount')
			.where('id', '=', spaceId)
			.executeTakeFirstOrThrow()
	).postCount;
async function openSpace(visibility: 'members' | 'private' = 'members') {
	const owner = await actors.as('owner');
	return api(owner).spaces.create({
		...{ name: 'Annex', slug: `annex-${newId()}`, icon: '', description: '', groupId: null },
		...{ visibility, posting: 'everyone' },
	});
}

test('a pin comes out by itself when its end has come', async () => {
	const moderator = await actors.as('moderator');
	const { postId, spaceId } = await publish(moderator);
	const past = new Date(installation.clock.now().getTime() - 1);
	const pin = { postId, pinned: true };
	expect(await outcomeOf(api(moderator).posts.pin({ ...pin, until: past }))).toBe(
		'posts.end_is_past',
	);
	const until = new Date(installation.clock.now().getTime() + 86_400_000);
	await api(moderator).posts.pin({ ...pin, until });
	const pinned = async () => (await api(moderator).posts.pinned({ spaceId })).map(({ id }) => id);
	expect(await pinned()).toContain(postId);
	days(2);
	expect(await pinned()).not.toContain(postId);
	expect((await api(moderator).posts.get({ postId })).isPinned).toBe(false);
});

test('featured posts stand on their own list, last first, page by page', async () => {
	const moderator = await actors.as('moderator');
	const made = [await publish(moderator), await publish(moderator), await publish(moderator)];
	for (const { postId } of made) {
		installation.clock.advance(1);
		await api(moderator).lifecycle.feature({ postId, featured: true });
	}
	const member = await actors.as('member');
	const first = await api(member).lifecycle.featured({ limit: 2 });
	const rest = await api(member).lifecycle.featured({ limit: 2, cursor: first.nextCursor });
	const ids = [...first.items, ...rest.items].map(({ id }) => id);
	expect(ids).toEqual(made.map(({ postId }) => postId).toReversed());
	const gone = made[1]?.postId ?? '';
	await api(moderator).lifecycle.feature({ postId: gone, featured: false });
	await api(moderator).posts.delete({ postId: made[0]?.postId ?? '' });
	expect((await api(member).lifecycle.featured({})).items.map(({ id }) => id)).toEqual([
		made[2]?.postId,
	]);
	expect(await outcomeOf(api(member).lifecycle.feature({ postId: gone, featured: true }))).toBe(
		'permissions.denied',
	);
});

test('a locked post takes no comments and says why; unlocked it takes them again', async () => {
	const [member, moderator] = [await actors.as('member'), await actors.as('moderator')];
	const { postId } = await publish(member);
	await api(moderator).lifecycle.lock({ postId, locked: true, reason: 'Settled in the hall' });
	expect(await api(member).posts.get({ postId })).toMatchObject({
		...{ isClosed: true, may: { comment: false } },
		closing: { by: 'lock', reason: 'Settled in the hall', isClosed: true },
	});
	for (const ctx of [member, moderator])
		expect(await outcomeOf(answer(ctx, postId))).toBe('comments.post_closed');
	await api(moderator).lifecycle.lock({ postId, locked: false });
	expect(await outcomeOf(answer(member, postId))).toBe('done');
});

test('a post closes by itself after days without a comment: by its space, or by its own number', async () => {
	const [owner, member] = [await actors.as('owner'), await actors.as('member')];
	const { postId, spaceId } = await publish(member);
	const life = { graceMinutes: 5, idleDays: 0, spaceIdleDays: [{ spaceId, days: 10 }] };
	await api(owner).approval.saveSettings({ rules: [], life });
	const reader = async () => api(await actors.as('member')).posts.get({ postId });
	days(9);
	await answer(await actors.as('member'), postId);
	days(9);
	expect(await reader()).toMatchObject({ closing: { by: 'idle', isClosed: false } });
	days(2);
	expect(await reader()).toMatchObject({ closing: { isClosed: true }, may: { comment: false } });
	expect(await outcomeOf(answer(await actors.as('member'), postId))).toBe('comments.post_closed');
	await api(await actors.as('moderator')).lifecycle.setIdleDays({ postId, days: 0 });
	expect((await reader()).closing).toBeNull();
	await api(await actors.as('owner')).approval.saveSettings({
		...{ rules: [], life: { ...life, spaceIdleDays: [] } },
	});
});

test('a moved post keeps its address; comments, counts and pictures go along', async () => {
	const author = await actors.as('member');
	const { postId, spaceId } = await publish(author);
	await answer(author, postId);
	const annex = await openSpace();
	const moderator = await actors.as('moderator');
	const before = [await countOf(spaceId), await countOf(annex.spaceId)];
	const fileId = await pictureIn(author, postId, spaceId);
	await api(moderator).lifecycle.move({ postId, ...annex });
	expect(
		await api(author)
			.posts.get({ postId })
			.catch(() => null),
	).toBeNull();
	const reader = await actors.as('member');
	expect((await api(reader).posts.get({ postId })).space.id).toBe(annex.spaceId);
	expect((await api(reader).comments.list({ postId })).items).toHaveLength(1);
	const rows = here.db.selectFrom('comments').select('spaceId').where('postId', '=', postId);
	expect(await rows.execute()).toEqual([{ spaceId: annex.spaceId }]);
	const file = here.db.selectFrom('files').select('spaceId').where('id', '=', fileId);
	expect(await file.executeTakeFirst()).toEqual({ spaceId: annex.spaceId });
	expect([await countOf(spaceId), await countOf(annex.spaceId)]).toEqual([
		...[(before[0] ?? 0) - 1, (before[1] ?? 0) + 1],
	]);
	expect(await outcomeOf(api(moderator).lifecycle.move({ postId, ...annex }))).toBe(
		'lifecycle.already_there',
	);
	expect(await outcomeOf(api(reader).lifecycle.move({ postId, spaceId }))).toBe(
		'permissions.denied',
	);
});

async function pictureIn(author: CommunityContext, postId: string, spaceId: string) {
	const fileId = newId();
	await here.db
		.insertInto('files')
		.values({
			...{ id: fileId, ownerId: author.grants.memberId, purpose: 'post', spaceId, name: 'x' },
			...{ mime: 'image/webp', bytes: 1, width: 1, height: 1, storageKey: fileId },
			attachedAt: installation.clock.now(),
		})
		.execute();
	const body = {
		type: 'doc',
		content: [{ type: 'image', attrs: { fileId, alt: '', width: 1, height: 1 } }],
	};
	await here.db
		.updateTable('posts')
		.set({ body: JSON.stringify(body) })
		.where('id', '=', postId)
		.execute();
	await here.db.insertInto('fileUses').values({ fileId, subjectId: postId }).execute();
	return fileId;
}

test('posts moved to and fro at the same time are counted exactly', async () => {
	const annex = await openSpace();
	const moderator = await actors.as('moderator');
	const made = await Promise.all(Array.from({ length: 6 }, () => publish(moderator)));
	const home = made[0]?.spaceId ?? '';
	const before = [await countOf(home), await countOf(annex.spaceId)];
	await atOnce(6, (at) =>
		api(moderator).lifecycle.move({ postId: made[at]?.postId ?? '', ...annex }),
	);
	await atOnce(6, (at) =>
		api(moderator).lifecycle.move({
			...{ postId: made[at]?.postId ?? '', spaceId: at % 2 ? home : annex.spaceId },
		}),
	);
	expect([await countOf(home), await countOf(annex.spaceId)]).toEqual([
		...[(before[0] ?? 0) - 3, (before[1] ?? 0) + 3],
	]);
});

test('a shared post is shown in a further space, as far as its home may be read, with one thread', async () => {
	const annex = await openSpace();
	const hidden = await openSpace('private');
	const owner = await actors.as('owner');
	const { postId } = await publish(owner);
	await api(owner).lifecycle.share({ postId, ...annex, shown: true });
	await api(owner).lifecycle.share({ postId, ...annex, shown: true });
	const member = await actors.as('member');
	expect(await idsIn(member, annex.spaceId)).toEqual([postId]);
	expect((await api(member).posts.get({ postId })).shownIn.map(({ id }) => id)).toEqual([
		annex.spaceId,
	]);
	const secret = await publish(owner, { spaceId: hidden.spaceId });
	await api(owner).lifecycle.share({ postId: secret.postId, ...annex, shown: true });
	expect(await idsIn(member, annex.spaceId)).toEqual([postId]);
	expect(await idsIn(await actors.as('owner'), annex.spaceId)).toHaveLength(2);
	await api(owner).lifecycle.share({ postId, ...annex, shown: false });
	expect(await idsIn(member, annex.spaceId)).toEqual([]);
	const theirs = await publish(owner);
	expect(
		await outcomeOf(api(member).lifecycle.share({ postId: theirs.postId, ...annex, shown: true })),
	).toBe('permissions.denied');
});

test('a space lists its own and its shared posts in one order, page by page', async () => {
	const annex = await openSpace();
	const owner = await actors.as('owner');
	const made: string[] = [];
	for (let at = 0; at < 5; at++) {
		installation.clock.advance(60);
		const { postId } = await publish(owner, at % 2 ? {} : { spaceId: annex.spaceId });
		if (at % 2) await api(owner).lifecycle.share({ postId, ...annex, shown: true });
		made.unshift(postId);
	}
	const first = await api(owner).posts.list({ ...annex, limit: 2 });
	const second = await api(owner).posts.list({ ...annex, limit: 2, cursor: first.nextCursor });
	const third = await api(owner).posts.list({ ...annex, limit: 2, cursor: second.nextCursor });
	const ids = [...first.items, ...second.items, ...third.items].map(({ id }) => id);
	expect(ids).toEqual(made);
	expect(third.nextCursor).toBeNull();
});

test('a co-author is asked, decides, edits and leaves', async () => {
	const author = await actors.as('member');
	const { postId } = await publish(author);
	const who = await here.member('member', `Carla ${newId().slice(-6)}`);
	const carla = await here.as(who);
	const handle = who.name.toLowerCase().replace(' ', '-');
	const edit = { postId, version: 1, title: 'Together', body: words('Together') };
	await api(author).lifecycle.inviteAuthor({ postId, handle });
	expect(await outcomeOf(api(author).lifecycle.inviteAuthor({ postId, handle }))).toBe(
		'lifecycle.author_already',
	);
	expect(await api(carla).posts.get({ postId })).toMatchObject({
		...{ isInvited: true, coAuthors: [], may: { edit: false } },
	});
	expect(await outcomeOf(api(carla).posts.edit(edit))).toBe('permissions.denied');
	await api(carla).lifecycle.answerInvitation({ postId, accept: true });
	expect(await api(author).posts.get({ postId })).toMatchObject({
		coAuthors: [{ name: who.name }],
	});
	await api(carla).posts.edit(edit);
	expect((await api(carla).posts.get({ postId })).may).toMatchObject({
		...{ edit: true, delete: false, pin: false, invite: false },
	});
	const other = await here.as(await here.member('member', `Other ${newId().slice(-6)}`));
	const { memberId } = who;
	expect(await outcomeOf(api(other).lifecycle.removeAuthor({ postId, memberId }))).toBe(
		'permissions.denied',
	);
	await api(carla).lifecycle.removeAuthor({ postId, memberId });
	expect(await outcomeOf(api(carla).posts.edit({ ...edit, version: 2 }))).toBe(
		'permissions.denied',
	);
	await api(author).lifecycle.inviteAuthor({ postId, handle });
	await api(carla).lifecycle.answerInvitation({ postId, accept: false });
	expect(await outcomeOf(api(carla).lifecycle.answerInvitation({ postId, accept: true }))).toBe(
		'lifecycle.invitation_not_found',
	);
});

test('who leaves the community is no co-author any more', async () => {
	const author = await actors.as('member');
	const { postId } = await publish(author);
	const { memberId, name } = await here.member('member', `Lea ${newId().slice(-6)}`);
	await here.db
		.updateTable('posts')
		.set({ coAuthorIds: [memberId] })
		.where('id', '=', postId)
		.execute();
	expect((await api(author).posts.get({ postId })).coAuthors).toMatchObject([{ name }]);
	await lifecycleConsumers['leave-shared-posts'].handle(await actors.as('owner'), {
		...{ communityId: here.id, id: newId(), type: 'members.left', occurredAt: new Date() },
		...{ payload: { memberId, contributions: 'keep' }, actor: author.actor },
	});
	expect((await api(author).posts.get({ postId })).coAuthorCount).toBe(0);
});
