import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { everyActor } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { publishPost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';
import { markAllRead, markRead, markUnread } from './mark-read.ts';
import { publishComment } from './publish-comment.ts';
import { readPosition } from './read-position.ts';
import { readingOf, readUpTo } from './reading.queries.ts';
import { removeComment } from './take-down-comment.ts';

let installation: TestInstallation;
let here: TestCommunity;
let author: CommunityContext;
let reader: CommunityContext;
let readerIs: Awaited<ReturnType<TestCommunity['member']>>;
let actors: Awaited<ReturnType<typeof everyActor>>;

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	actors = await everyActor(here, await createTestCommunity(installation));
	author = await here.as(await here.member('member', 'Mia'));
	readerIs = await here.member('member', 'Rea');
	reader = await here.as(readerIs);
});
afterAll(() => installation.close());

async function post(): Promise<{ postId: string; spaceId: string }> {
	const spaceId = author.grants.spaces.postable[0] ?? '';
	const postId = newId();
	await publishPost(author, { id: postId, spaceId, title: 'Talk', body: words('Talk') });
	return { postId, spaceId };
}
/** Comments a second apart, so that their order is known. */
async function say(postId: string, by = author): Promise<string> {
	installation.clock.advance(1);
	const input = { id: newId(), postId, parentId: null, body: words('Yes') };
	return (await publishComment(by, input)).commentId;
}
const seen = (ctx: CommunityContext, postId: string, commentId = '') =>
	markRead(ctx, { postId, commentId, asOf: installation.clock.now() });
const unread = (ctx: CommunityContext, postId: string, commentId: string) =>
	markUnread(ctx, { postId, commentId });
const fresh = async (postId: string) => {
	const { firstNewId, newCount } = await readPosition(reader, { postId });
	return [firstNewId, newCount];
};
const onCard = async (postId: string) => {
	const { items } = await communityCaller(reader).posts.list({});
	return items.find(({ id }) => id === postId)?.newComments;
};

test('before a member has read anything of a post, nothing is new there', async () => {
	const { postId } = await post();
	await say(postId);
	expect(await readPosition(reader, { postId })).toMatchObject({
		...{ lastReadId: null, firstNewId: null, newCount: 0 },
	});
	expect(await onCard(postId)).toBe(0);
});

test('what others write after the last read comment is new; own and removed ones are not', async () => {
	const { postId } = await post();
	const first = await say(postId);
	await seen(reader, postId, first);
	await say(postId, reader);
	const second = await say(postId);
	const third = await say(postId);
	expect(await fresh(postId)).toEqual([second, 2]);
	expect(await onCard(postId)).toBe(2);
	await removeComment(await actors.as('moderator'), { commentId: second });
	expect(await fresh(postId)).toEqual([third, 1]);
	await seen(reader, postId, third);
	expect(await fresh(postId)).toEqual([null, 0]);
	expect(await onCard(postId)).toBe(0);
});

test('a place never moves back, in whatever order the tellings arrive', async () => {
	const { postId } = await post();
	const ids = [await say(postId), await say(postId), await say(postId)];
	await Promise.all([2, 0, 1, 2, 0].map((index) => seen(reader, postId, ids[index])));
	expect((await readPosition(reader, { postId })).lastReadId).toBe(ids[2]);
});

test('marked unread from a comment, it and all after it are new again', async () => {
	const { postId } = await post();
	const ids = [await say(postId), await say(postId), await say(postId)];
	await seen(reader, postId, ids[2]);
	await markUnread(reader, { postId, commentId: ids[1] ?? '' });
	expect(await fresh(postId)).toEqual([ids[1], 2]);
	await seen(reader, postId, ids[1]);
	expect(await fresh(postId)).toEqual([ids[2], 1]);
});

test('what a page tells late does not undo what was marked as unread since it was opened', async () => {
	const { postId } = await post();
	const ids = [await say(postId), await say(postId)];
	const [first = '', second = ''] = ids;
	await seen(reader, postId, first);
	const { asOf, lastReadId } = await readPosition(reader, { postId });
	expect(lastReadId).toBe(first);
	installation.clock.advance(1);
	await markUnread(reader, { postId, commentId: first });
	await markRead(reader, { postId, commentId: second, asOf });
	expect(await fresh(postId)).toEqual([first, 2]);
	expect((await readPosition(reader, { postId })).lastReadId).toBeNull();
	await seen(reader, postId, second);
	expect(await fresh(postId)).toEqual([null, 0]);
});

test('all of a space is read at once, and nothing of another member changes', async () => {
	const { postId, spaceId } = await post();
	const first = await say(postId);
	const other = await here.as(await here.member('member', 'Otto'));
	for (const ctx of [reader, other]) await seen(ctx, postId, first);
	await say(postId);
	await markAllRead(reader, { spaceId });
	expect(await fresh(postId)).toEqual([null, 0]);
	expect((await readPosition(other, { postId })).newCount).toBe(1);
	const next = await say(postId);
	expect(await fresh(postId)).toEqual([next, 1]);
});

test('comments of who was blocked are not new, neither on the page nor on the card', async () => {
	const { postId } = await post();
	await seen(reader, postId, await say(postId));
	const rude = await here.member('member', 'Rude');
	await say(postId, await here.as(rude));
	expect(await onCard(postId)).toBe(1);
	const { memberId } = rude;
	await communityCaller(reader).relations.block({ memberId, on: true });
	reader = await here.as(readerIs);
	expect(await fresh(postId)).toEqual([null, 0]);
	expect(await onCard(postId)).toBe(0);
	await communityCaller(reader).relations.block({ memberId, on: false });
	reader = await here.as(readerIs);
});

test('visitors, people waiting and members from elsewhere have no place', async () => {
	const { postId, spaceId } = await post();
	const commentId = await say(postId);
	for (const name of ['anonymous', 'pending', 'foreigner'] as const) {
		const ctx = await actors.as(name);
		expect(await outcomeOf(readPosition(ctx, { postId }))).toBe('identity.sign_in_needed');
		for (const mark of [seen, unread])
			expect(await outcomeOf(mark(ctx, postId, commentId))).toBe('identity.sign_in_needed');
		expect(await outcomeOf(markAllRead(ctx, { spaceId }))).toBe('identity.sign_in_needed');
	}
});

test('a comment counts for its own post only', async () => {
	const { postId } = await post();
	const elsewhere = await say((await post()).postId);
	for (const commentId of [elsewhere, newId()])
		for (const mark of [seen, unread])
			expect(await outcomeOf(mark(reader, postId, commentId))).toBe('comments.not_found');
});

test('who leaves takes their places along', async () => {
	const memberId = await here.member('member', 'Gone');
	const leaving = await here.as(memberId);
	const { postId } = await post();
	await seen(leaving, postId, await say(postId));
	await communityCaller(leaving).members.leave({ contributions: 'anonymise' });
	const left = here.db.selectFrom('commentReads').select('postId');
	const gone = leaving.grants.memberId;
	expect(await left.where('memberId', '=', gone).execute()).toEqual([]);
});

test('the statements are these', () => {
	const place = { memberId: newId(), postId: newId(), commentId: newId(), asOf: new Date(0) };
	const { db, ability } = reader;
	expect(
		readUpTo(db, ability, place)
			.compile()
			.sql.replaceAll(/"c_\w+"\./g, ''),
	).toMatchSnapshot();
	expect(
		readingOf(db, ability, place)
			.compile()
			.sql.replaceAll(/"c_\w+"\./g, ''),
	).toMatchSnapshot();
});
