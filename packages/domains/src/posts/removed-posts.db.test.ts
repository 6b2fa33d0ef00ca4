import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { getPost, publishPost, removePost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';

let installation: TestInstallation;
let here: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	actors = await everyActor(here, await createTestCommunity(installation));
});
afterAll(() => installation.close());

const api = (ctx: CommunityContext) => communityCaller(ctx).posts;
const openSpaceOf = ({ snapshot }: CommunityContext) =>
	snapshot.spaces.find(({ posting }) => posting === 'everyone')?.id ?? '';

/** A post of the member's with a tag, removed for a reason. */
async function removed(why?: string) {
	const author = await actors.as('member');
	const [id, spaceId] = [newId(), openSpaceOf(author)];
	const text = { title: 'Buy now', body: words('Cheap watches') };
	await publishPost(author, { id, spaceId, ...text, tags: ['watches'] });
	await removePost(await actors.as('moderator'), { postId: id, ...(why && { why }) });
	return { author, postId: id, spaceId };
}
const countIn = async (spaceId: string) => {
	const space = here.db.selectFrom('spaces').select('postCount').where('id', '=', spaceId);
	return (await space.executeTakeFirstOrThrow()).postCount;
};

test('who wrote it reads why it went, with their words; who keeps order as well, and nobody else', async () => {
	const { author, postId } = await removed('Advertising.');
	for (const [ctx, mayPutBack] of [
		[author, false],
		[await actors.as('moderator'), true],
		[await actors.as('owner'), true],
	] as const) {
		const removal = await api(ctx).removal({ postId });
		expect(removal).toMatchObject({ title: 'Buy now', why: 'Advertising.', mayPutBack });
		expect(JSON.stringify(removal.body)).toContain('Cheap watches');
	}
	const other = await here.as(await here.member('member', `Other ${newId().slice(-8)}`));
	for (const ctx of [other, await actors.as('anonymous'), await actors.as('foreigner')])
		expect(await outcomeOf(api(ctx).removal({ postId }))).toBe('posts.not_found');
	const log = await communityCaller(await actors.as('owner')).audit.list({
		action: 'posts.removed',
	});
	expect(log.items[0]?.details).toMatchObject({ reason: 'Advertising.' });
});

test('a removed post is put back once, counted once, with its tags and without its pin', async () => {
	const { author, postId, spaceId } = await removed();
	const before = await countIn(spaceId);
	const moderator = await actors.as('moderator');
	expect(await atOnce(8, () => api(moderator).putBack({ postId }))).toEqual({ done: 8 });
	expect(await countIn(spaceId)).toBe(before + 1);
	const post = await getPost(author, { postId });
	expect(post).toMatchObject({ title: 'Buy now', isPinned: false });
	expect(post.tags.map(({ name }) => name)).toEqual(['watches']);
	const tag = here.db.selectFrom('tags').select('id').where('slug', '=', 'watches');
	const { id: tagId } = await tag.executeTakeFirstOrThrow();
	const tagged = await api(author).tagged({ tagId, sort: 'latest' });
	expect(tagged.items.map(({ id }) => id)).toContain(postId);
	expect(await outcomeOf(api(author).removal({ postId }))).toBe('posts.not_found');
	const history = await communityCaller(moderator).history.list({
		...{ subjectKind: 'post', subjectId: postId },
	});
	expect(history.items.slice(0, 2).map(({ action }) => action)).toEqual(['put_back', 'removed']);
});

test('neither its author nor others put it back, and nobody what its author took back', async () => {
	const { author, postId } = await removed();
	expect(await outcomeOf(api(author).putBack({ postId }))).toBe('permissions.denied');
	expect(await outcomeOf(api(await actors.as('foreigner')).putBack({ postId }))).toBe(
		'posts.not_found',
	);
	const own = newId();
	const text = { title: 'Mine', body: words('Mine') };
	await publishPost(author, { id: own, spaceId: openSpaceOf(author), ...text });
	await api(author).delete({ postId: own });
	const moderator = await actors.as('moderator');
	expect(await outcomeOf(api(moderator).putBack({ postId: own }))).toBe('posts.not_found');
	expect(await outcomeOf(api(moderator).removal({ postId: own }))).toBe('posts.not_found');
	expect(await outcomeOf(api(moderator).putBack({ postId: newId() }))).toBe('posts.not_found');
});
