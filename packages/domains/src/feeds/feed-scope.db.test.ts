import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventsSince } from '@kith/db/outbox';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import type { CommunityContext } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { communityCaller, consumers } from '../index.ts';
import type { ListFeed } from './feeds.schema.ts';
import { listFeed } from './list-feed.ts';

let installation: TestInstallation;
let here: TestCommunity;
let actors: Awaited<ReturnType<typeof everyActor>>;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation, {
		access: { visibility: 'public', join: 'open' },
	});
	actors = await everyActor(here, await createTestCommunity(installation));
});
afterAll(() => installation.close());

const someone = (name: string) => here.member('member', `${name} ${newId().slice(-12)}`);
const anywhere = ({ snapshot }: CommunityContext) =>
	snapshot.spaces.find(({ posting }) => posting === 'everyone')?.id ?? '';

async function publish(
	by: CommunityContext,
	more: { kind?: 'question' | 'idea'; tags?: string[] },
) {
	const id = newId();
	const fields = { spaceId: anywhere(by), title: 'A post', body: words('Text') };
	await communityCaller(by).posts.publish({ id, ...fields, ...more });
	return id;
}

/** Hands every event so far to what keeps the scores. */
async function settle() {
	const job = await createJobContext(installation.services, here.community, 'relay');
	for (const event of await eventsSince(here.db, here.id, newId(), 5000))
		for (const [name, { on, handle }] of consumers)
			if (name.includes('score') && on.includes(event.type)) await handle(job, event);
}

const idsOf = async (ctx: CommunityContext, list: Partial<ListFeed>) =>
	(await listFeed(ctx, { limit: 50, ...list })).items.map(({ id }) => id);

test('a followed tag brings its posts, each once and in the order of time, and says so', async () => {
	const author = await here.as(await someone('Author'));
	const reader = await here.as(await someone('Reader'));
	const both = await publish(author, { tags: ['Signal boxes', 'Night trains'] });
	const one = await publish(author, { tags: ['Night trains'] });
	const two = await publish(author, { tags: ['Signal boxes'] });
	await publish(author, { tags: ['Dining cars'] });
	const { tags } = communityCaller(reader);
	for (const slug of ['signal-boxes', 'night-trains'])
		await tags.follow({ tagId: (await tags.get({ slug })).id, on: true });
	expect(await idsOf(reader, { mode: 'following' })).toEqual([two, one, both]);
	const first = await listFeed(reader, { mode: 'following', limit: 2 });
	expect(await idsOf(reader, { mode: 'following', cursor: first.nextCursor })).toEqual([both]);
	// No longer fresh: now the tag is what speaks for it.
	const at = new Date(installation.services.clock.now().getTime() - 100 * 3_600_000);
	const times = { createdAt: at, lastActivityAt: at };
	await here.db.updateTable('posts').set(times).where('id', '=', both).execute();
	await here.db.updateTable('postTags').set({ shownAt: at }).where('postId', '=', both).execute();
	const { items } = await listFeed(reader, { mode: 'for_you', limit: 50 });
	expect(items.find(({ id }) => id === both)?.why).toContain('tag');
	await communityCaller(await actors.as('moderator')).posts.remove({ postId: two });
	expect(await idsOf(reader, { mode: 'following' })).toEqual([one, both]);
});

test('the feeds of a space hold what is shown in it and what moved there, in every order', async () => {
	const author = await here.as(await someone('Author'));
	const moderator = communityCaller(await actors.as('moderator'));
	const [home = '', other = ''] = author.snapshot.spaces
		.filter(({ posting, visibility }) => posting === 'everyone' && visibility === 'public')
		.map(({ id }) => id);
	const write = async () => {
		const id = newId();
		const fields = { spaceId: home, title: 'An idea', body: words('Text') };
		await communityCaller(author).posts.publish({ id, kind: 'idea', ...fields });
		const comment = { id: newId(), postId: id, parentId: null, body: words('Yes') };
		await communityCaller(author).comments.publish(comment);
		return id;
	};
	const [shared, moved] = [await write(), await write()];
	await moderator.lifecycle.share({ postId: shared, spaceId: other, shown: true });
	await moderator.lifecycle.move({ postId: moved, spaceId: other });
	await settle();
	const lists = [
		...[{ mode: 'latest' }, { mode: 'for_you' }, { mode: 'latest', order: 'votes' }],
		...[
			{ mode: 'top', window: 'day' },
			{ mode: 'top', window: 'all' },
		],
	] as const;
	for (const list of lists) {
		const there = await idsOf(author, { ...list, spaceId: other });
		expect(there.filter((id) => id === shared)).toHaveLength(1);
		expect(there).toContain(moved);
		const at = await idsOf(author, { ...list, spaceId: home });
		expect(at).toContain(shared);
		expect(at).not.toContain(moved);
		expect((await idsOf(author, list)).filter((id) => id === shared)).toHaveLength(1);
	}
	await moderator.lifecycle.share({ postId: shared, spaceId: other, shown: false });
	for (const list of lists)
		expect(await idsOf(author, { ...list, spaceId: other })).not.toContain(shared);
});

test('a list of one kind and state, in any order, is as its reader wants it', async () => {
	const [me, muted] = [await someone('Me'), await someone('Muted')];
	const [ctx, asMuted] = [await here.as(me), await here.as(muted)];
	const mine = {
		question: await publish(ctx, { kind: 'question' }),
		idea: await publish(ctx, { kind: 'idea' }),
	};
	const quiet = [
		await publish(asMuted, { kind: 'question' }),
		await publish(asMuted, { kind: 'idea' }),
	];
	const { bookmarks, relations } = communityCaller(ctx);
	for (const postId of Object.values(mine)) await bookmarks.save({ postId });
	await relations.mute({ memberId: muted.memberId, on: true });
	const lists = [
		{ mode: 'latest', kind: 'question', state: 'unsolved' },
		{ mode: 'for_you', kind: 'question' },
		{ mode: 'latest', kind: 'idea', order: 'votes' },
		{ mode: 'for_you', kind: 'idea', state: 'open' },
	] as const;
	for (const list of lists) {
		const { items } = await listFeed(await here.as(me), { ...list, limit: 50 });
		expect(new Set(items.map(({ kind }) => kind))).toEqual(new Set([list.kind]));
		expect(items.find(({ id }) => id === mine[list.kind])?.isSaved).toBe(true);
		expect(items.filter(({ id }) => quiet.includes(id))).toEqual([]);
	}
	expect(await idsOf(ctx, { mode: 'latest', kind: 'idea', state: 'planned' })).toEqual([]);
	expect(await idsOf(ctx, { kind: 'question', order: 'votes' })).toEqual([]);
});
