import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, NOTHING, outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import type { CommunityContext } from '../context.ts';
import { deleteExamples } from './delete-examples.ts';
import { editPost } from './edit-post.ts';
import { pinPost } from './pin-post.ts';
import { publishPost } from './publish-post.ts';
import { getPost, listPinned, listPosts } from './read-posts.ts';
import { deletePost, removePost } from './take-down-post.ts';

let installation: TestInstallation;
let here: TestCommunity;
let there: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
let foreignPostId: string;
const openSpaceOf = (ctx: CommunityContext) =>
	ctx.snapshot.spaces.find(
		({ posting, visibility }) => posting === 'everyone' && visibility === 'public',
	)?.id ?? '';

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	there = await createTestCommunity(installation);
	actors = await everyActor(here, there);
	const elsewhere = await there.as(await there.member('member', 'Else Where'));
	foreignPostId = (await publish(elsewhere, 'Elsewhere')).postId;
});
afterAll(() => installation.close());

const publish = (ctx: CommunityContext, title = 'Title') =>
	publishPost(ctx, { id: newId(), spaceId: openSpaceOf(ctx), title, body: words('Text') });
const postCountOf = async (spaceId: string) => {
	const row = here.db.selectFrom('spaces').select('postCount').where('id', '=', spaceId);
	return (await row.executeTakeFirstOrThrow()).postCount;
};

test('an author edits their post; of two edits of one version the second is told', async () => {
	const ctx = await actors.as('member');
	const { postId } = await publish(ctx);
	// Past the minutes in which an author's edit leaves no trace.
	installation.clock.advance(600);
	const edit = { postId, version: 1, title: 'Better', body: words('Better text') };
	expect(await editPost(ctx, edit)).toEqual({ version: 2, heldId: null });
	expect(await getPost(ctx, { postId })).toMatchObject({
		...{ title: 'Better', excerpt: 'Better text', version: 2, editedAt: expect.any(Date) },
	});
	expect(await outcomeOf(editPost(ctx, edit))).toBe('posts.changed_meanwhile');
	const race = await atOnce(5, (index) =>
		editPost(ctx, { ...edit, version: 2, title: `Try ${index}` }),
	);
	expect(race).toEqual({ done: 1, 'posts.changed_meanwhile': 4 });
	const empty = { ...edit, version: 3, body: NOTHING };
	expect(await outcomeOf(editPost(ctx, empty))).toBe('posts.empty');
});

test('whoever is neither author nor moderator can neither edit, delete, remove nor pin', async () => {
	const author = await actors.as('member');
	const { postId } = await publish(author);
	const other = await here.as(await here.member('member', `Other ${newId().slice(-6)}`));
	const verbsOf = (ctx: CommunityContext) => [
		outcomeOf(editPost(ctx, { postId, version: 1, title: 'Mine', body: words('Mine') })),
		outcomeOf(deletePost(ctx, { postId })),
		outcomeOf(removePost(ctx, { postId })),
		outcomeOf(pinPost(ctx, { postId, pinned: true })),
	];
	expect(await Promise.all(verbsOf(other))).toEqual(Array(4).fill('permissions.denied'));
	for (const actor of ['anonymous', 'pending', 'foreigner'] as const)
		expect(await Promise.all(verbsOf(await actors.as(actor)))).toEqual(
			Array(4).fill('posts.not_found'),
		);
	expect(await outcomeOf(removePost(author, { postId }))).toBe('permissions.denied');
	expect(await outcomeOf(deletePost(await actors.as('moderator'), { postId }))).toBe(
		'permissions.denied',
	);
});

test('a post of another community is as unknown as one that never was, to every verb', async () => {
	const ctx = await actors.as('owner');
	for (const postId of [foreignPostId, newId()]) {
		const attempts = [
			getPost(ctx, { postId }),
			editPost(ctx, { postId, version: 1, title: 'No', body: words('No') }),
			deletePost(ctx, { postId }),
			removePost(ctx, { postId }),
			pinPost(ctx, { postId, pinned: true }),
		];
		expect(await Promise.all(attempts.map(outcomeOf))).toEqual(Array(5).fill('posts.not_found'));
	}
});

test("an id that is another member's post cannot be published under", async () => {
	const { postId } = await publish(await actors.as('member'), 'Original');
	const thief = await actors.as('moderator');
	const theft = { id: postId, spaceId: openSpaceOf(thief), title: 'Theft', body: words('Theft') };
	expect(await outcomeOf(publishPost(thief, theft))).toBe('posts.id_taken');
	expect(await getPost(thief, { postId })).toMatchObject({ title: 'Original' });
});

test('a post is taken down once, however many press the button, and counted out once', async () => {
	const ctx = await actors.as('member');
	const moderator = await actors.as('moderator');
	const { postId } = await publish(ctx);
	const before = await postCountOf(openSpaceOf(ctx));
	const race = await atOnce(8, (index) =>
		index % 2 ? deletePost(ctx, { postId }) : removePost(moderator, { postId }),
	);
	expect(race).toEqual({ done: 1, 'posts.not_found': 7 });
	expect(await postCountOf(openSpaceOf(ctx))).toBe(before - 1);
	expect(await outcomeOf(getPost(await actors.as('owner'), { postId }))).toBe('posts.not_found');
});

test('twenty posts at once in one space are counted exactly', async () => {
	const ctx = await actors.as('member');
	const before = await postCountOf(openSpaceOf(ctx));
	expect(await atOnce(20, () => publish(ctx))).toEqual({ done: 20 });
	expect(await postCountOf(openSpaceOf(ctx))).toBe(before + 20);
});

test('a moderator pins and unpins; a pinned post that is removed loses its pin', async () => {
	const ctx = await actors.as('moderator');
	const spaceId = openSpaceOf(ctx);
	const { postId } = await publish(ctx, 'Pinned');
	const pinned = async () => (await listPinned(ctx, spaceId)).map(({ id }) => id);
	await pinPost(ctx, { postId, pinned: true });
	expect((await pinned())[0]).toBe(postId);
	await pinPost(ctx, { postId, pinned: false });
	expect(await pinned()).not.toContain(postId);
	await pinPost(ctx, { postId, pinned: true });
	await removePost(ctx, { postId });
	expect(await pinned()).not.toContain(postId);
});

test('pages of posts have no gap and no double while others publish', async () => {
	const ctx = await actors.as('member');
	const expected = (await listPosts(ctx, { limit: 100 })).items.map(({ id }) => id);
	const seen: string[] = [];
	let cursor: string | null = null;
	do {
		const page: Awaited<ReturnType<typeof listPosts>> = await listPosts(ctx, { limit: 3, cursor });
		seen.push(...page.items.map(({ id }) => id));
		cursor = page.nextCursor;
		await publish(ctx, 'In between');
	} while (cursor);
	expect(seen).toEqual(expected);
	expect(await outcomeOf(listPosts(ctx, { limit: 3, cursor: 'bm90IG91cnM' }))).toBe(
		'pages.bad_cursor',
	);
});

test('only who administers the community deletes the examples, and all that hung on them goes', async () => {
	for (const actor of ['anonymous', 'pending', 'member', 'moderator'] as const)
		expect(await outcomeOf(deleteExamples(await actors.as(actor)))).not.toBe('done');
	const ctx = await actors.as('admin');
	const examples = here.db.selectFrom('posts').select(['id']).where('isExample', '=', true);
	const [first, ...others] = await examples.execute();
	const reaction = { subjectKind: 'post', subjectId: first?.id ?? '', emoji: '👍' };
	const { memberId } = ctx.grants;
	await here.db
		.insertInto('reactions')
		.values({ ...reaction, memberId })
		.execute();
	expect(await deleteExamples(ctx)).toBe(others.length + 1);
	expect(await deleteExamples(ctx)).toBe(0);
	const orphans = here.db.selectFrom('reactions').selectAll();
	expect(await orphans.where('subjectId', '=', first?.id ?? '').execute()).toEqual([]);
	const spaces = await here.db.selectFrom('spaces').select(['id', 'postCount']).execute();
	const posts = await here.db
		.selectFrom('posts')
		.select('spaceId')
		.where('status', '=', 'published')
		.execute();
	for (const { id, postCount } of spaces)
		expect(postCount).toBe(posts.filter(({ spaceId }) => spaceId === id).length);
});
