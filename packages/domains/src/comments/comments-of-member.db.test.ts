import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

type Someone = Awaited<ReturnType<TestCommunity['member']>>;
const as = async (who: Someone | null) => communityCaller(await here.as(who));

async function post(who: Someone, spaceId: string) {
	const id = newId();
	await (await as(who)).posts.publish({ id, spaceId, title: 'A post', body: words('Text') });
	return id;
}
async function comment(who: Someone, postId: string, text: string) {
	const id = newId();
	installation.clock.advance(1);
	const { comments } = await as(who);
	await comments.publish({ id, postId, parentId: null, body: words(text) });
	return id;
}
const readBy = async (who: Someone | null, memberId: string, more: object = {}) =>
	(await as(who)).comments.ofMember({ memberId, ...more });
const excerpts = (page: { items: { excerpt: string }[] }) =>
	page.items.map(({ excerpt }) => excerpt);

test('comments of a member come newest first, in pages, with what they answer', async () => {
	const [ann, bob] = [await here.member('member', 'Ann'), await here.member('member', 'Bob')];
	const spaceId = (await here.as(ann)).grants.spaces.postable[0] ?? '';
	const postId = await post(bob, spaceId);
	for (const text of ['One', 'Two', 'Three']) await comment(ann, postId, text);
	await comment(bob, postId, 'Not hers');
	const first = await readBy(bob, ann.memberId, { limit: 2 });
	expect(excerpts(first)).toEqual(['Three', 'Two']);
	expect(first.items[0]?.post).toEqual({ id: postId, title: 'A post' });
	const second = await readBy(bob, ann.memberId, { limit: 2, cursor: first.nextCursor });
	expect(excerpts(second)).toEqual(['One']);
	expect(second.nextCursor).toBeNull();
});

test('what is gone, hidden or by somebody blocked is not listed', async () => {
	const [ada, carl, dora] = [
		await here.member('admin', 'Ada'),
		await here.member('member', 'Carl'),
		await here.member('member', 'Dora'),
	];
	const spaceId = (await here.as(carl)).grants.spaces.postable[0] ?? '';
	const space = { name: 'Cabinet', slug: 'cabinet', icon: '', description: '', groupId: null };
	const cabinet = await (
		await as(ada)
	).spaces.create({ ...space, visibility: 'private', posting: 'everyone' });
	const [open, shut, gone] = [
		await post(ada, spaceId),
		await post(ada, cabinet.spaceId),
		await post(ada, spaceId),
	];
	await comment(ada, open, 'In the open');
	await comment(ada, shut, 'Behind the door');
	await comment(ada, gone, 'Under what goes');
	const removed = await comment(ada, open, 'Taken back');
	await (await as(ada)).comments.delete({ commentId: removed });
	await (await as(ada)).posts.delete({ postId: gone });
	expect(excerpts(await readBy(ada, ada.memberId))).toEqual(['Behind the door', 'In the open']);
	expect(excerpts(await readBy(dora, ada.memberId))).toEqual(['In the open']);
	await comment(carl, open, 'By Carl');
	await (await as(carl)).relations.block({ memberId: dora.memberId, on: true });
	expect(excerpts(await readBy(dora, carl.memberId))).toEqual([]);
	await expect(readBy(null, ada.memberId)).rejects.toMatchObject({
		message: 'identity.sign_in_needed',
	});
});
