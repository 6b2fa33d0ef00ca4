import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventsSince } from '@kith/db/outbox';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import type { CommunityContext } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { communityCaller, consumers } from '../index.ts';
import { createFolder, deleteFolder, renameFolder } from './arrange-folders.ts';
import { dropBookmark } from './drop-bookmark.ts';
import { listBookmarks, listFolders } from './read-bookmarks.ts';
import { remindMember } from './remind-member.ts';
import { saveBookmark } from './save-bookmark.ts';

let installation: TestInstallation;
let here: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	actors = await everyActor(here, await createTestCommunity(installation));
});
afterAll(() => installation.close());

const someone = () => here.member('member', `Some One ${newId().slice(-12)}`);
const PAGE = { limit: 20 };

async function post() {
	const ctx = await actors.as('owner');
	const postId = newId();
	const spaceId = ctx.grants.spaces.postable[0] ?? '';
	await communityCaller(ctx).posts.publish({
		id: postId,
		spaceId,
		title: 'Kept',
		body: words('x'),
	});
	return postId;
}
const later = (hours: number) =>
	new Date(installation.services.clock.now().getTime() + hours * 3_600_000);
const reminders = async (memberId: string) =>
	(await eventsSince(here.db, here.id, newId(), 5000)).filter(
		({ type, payload }) => type === 'bookmarks.reminder_due' && payload['memberId'] === memberId,
	);

test('a post is saved once, changed in parts and taken out again', async () => {
	const ctx = await here.as(await someone());
	const postId = await post();
	const { folderId } = await createFolder(ctx, { name: 'Read later' });
	await saveBookmark(ctx, { postId });
	await saveBookmark(ctx, { postId, folderId, note: 'The second half' });
	await saveBookmark(ctx, { postId });
	const { items } = await listBookmarks(ctx, PAGE);
	expect(items).toMatchObject([{ postId, folderId, note: 'The second half', remindAt: null }]);
	expect(items[0]?.post?.title).toBe('Kept');
	expect(await listFolders(ctx)).toMatchObject([{ name: 'Read later', count: 1 }]);
	expect(items[0]?.post?.isSaved).toBe(true);
	expect((await communityCaller(ctx).posts.get({ postId })).isSaved).toBe(true);
	const other = await here.as(await someone());
	expect((await communityCaller(other).posts.get({ postId })).isSaved).toBe(false);
	await dropBookmark(ctx, { postId });
	await dropBookmark(ctx, { postId });
	expect((await communityCaller(ctx).posts.get({ postId })).isSaved).toBe(false);
});

test('bookmarks and folders belong to their owner alone', async () => {
	const [mine, theirs] = [await here.as(await someone()), await here.as(await someone())];
	const postId = await post();
	const { folderId } = await createFolder(mine, { name: 'Mine' });
	await saveBookmark(mine, { postId, folderId });
	expect((await listBookmarks(theirs, PAGE)).items).toEqual([]);
	expect((await listBookmarks(theirs, { ...PAGE, folderId })).items).toEqual([]);
	const attempts = [
		saveBookmark(theirs, { postId, folderId }),
		renameFolder(theirs, { folderId, name: 'Theirs' }),
		deleteFolder(theirs, { folderId }),
	];
	expect(await Promise.all(attempts.map(outcomeOf))).toEqual(
		Array(3).fill('bookmarks.folder_not_found'),
	);
	for (const actor of ['anonymous', 'pending', 'foreigner'] as const)
		expect(await outcomeOf(saveBookmark(await actors.as(actor), { postId }))).not.toBe('done');
	expect(await outcomeOf(saveBookmark(mine, { postId: newId() }))).toBe('posts.not_found');
});

test('a folder has a name of its own; deleting it keeps what lay in it', async () => {
	const ctx = await here.as(await someone());
	const postId = await post();
	const { folderId } = await createFolder(ctx, { name: 'One' });
	const other = await createFolder(ctx, { name: 'Two' });
	expect(await outcomeOf(createFolder(ctx, { name: 'One' }))).toBe('bookmarks.folder_exists');
	expect(await outcomeOf(renameFolder(ctx, { ...other, name: 'One' }))).toBe(
		'bookmarks.folder_exists',
	);
	await renameFolder(ctx, { ...other, name: 'Three' });
	await saveBookmark(ctx, { postId, folderId });
	await deleteFolder(ctx, { folderId });
	expect((await listBookmarks(ctx, PAGE)).items).toMatchObject([{ postId, folderId: null }]);
	expect((await listFolders(ctx)).map(({ name }) => name)).toEqual(['Three']);
});

test('a post that is gone stays in the list as gone, until it is taken out', async () => {
	const ctx = await here.as(await someone());
	const postId = await post();
	await saveBookmark(ctx, { postId });
	await communityCaller(await actors.as('moderator')).posts.remove({ postId });
	expect((await listBookmarks(ctx, PAGE)).items).toMatchObject([{ postId, post: null }]);
	await dropBookmark(ctx, { postId });
	expect((await listBookmarks(ctx, PAGE)).items).toEqual([]);
});

test('bookmarks come in pages without a gap', async () => {
	const ctx = await here.as(await someone());
	const saved: string[] = [];
	for (let times = 0; times < 5; times++) {
		saved.unshift(await post());
		await saveBookmark(ctx, { postId: saved[0] ?? '' });
	}
	const seen: string[] = [];
	let cursor: string | null = null;
	do {
		const page: Awaited<ReturnType<typeof listBookmarks>> = await listBookmarks(ctx, {
			...{ limit: 2, cursor },
		});
		seen.push(...page.items.map(({ postId }) => postId));
		cursor = page.nextCursor;
	} while (cursor);
	expect(seen.toSorted()).toEqual(saved.toSorted());
});

test('a reminder is told of once, at its own date alone, and only while the post may be read', async () => {
	const me = await someone();
	const ctx: CommunityContext = await here.as(me);
	const postId = await post();
	expect(await outcomeOf(saveBookmark(ctx, { postId, remindAt: later(-1) }))).toBe(
		'bookmarks.past_date',
	);
	const [first, second] = [later(1), later(2)];
	await saveBookmark(ctx, { postId, remindAt: first, note: 'Read it' });
	await saveBookmark(ctx, { postId, remindAt: second });
	const run = (at: Date) =>
		remindMember(installation.services, {
			...{ communityId: here.id, memberId: me.memberId, postId, at: at.toISOString() },
		});
	await run(first);
	expect(await reminders(me.memberId)).toEqual([]);
	await Promise.all([run(second), run(second)]);
	expect(await reminders(me.memberId)).toMatchObject([{ payload: { postId, note: 'Read it' } }]);
	expect((await listBookmarks(ctx, PAGE)).items).toMatchObject([{ remindAt: null }]);
	const third = later(3);
	await saveBookmark(ctx, { postId, remindAt: third });
	await communityCaller(await actors.as('moderator')).posts.remove({ postId });
	await run(third);
	expect(await reminders(me.memberId)).toHaveLength(1);
});

test('who leaves takes bookmarks and folders along', async () => {
	const leaver = await someone();
	const ctx = await here.as(leaver);
	const { folderId } = await createFolder(ctx, { name: 'Gone' });
	await saveBookmark(ctx, { postId: await post(), folderId });
	await communityCaller(ctx).members.leave({ contributions: 'keep' });
	const job = await createJobContext(installation.services, here.community, 'relay');
	for (const event of await eventsSince(here.db, here.id, newId(), 5000))
		if (event.type === 'members.left')
			for (const [name, { on, handle }] of consumers)
				if (name.startsWith('forget') && on.includes(event.type)) await handle(job, event);
	for (const table of ['bookmarks', 'bookmarkFolders'] as const) {
		const left = here.db.selectFrom(table).select('memberId');
		expect(await left.where('memberId', '=', leaver.memberId).execute()).toEqual([]);
	}
});
