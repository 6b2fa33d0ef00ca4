import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';

let installation: TestInstallation;
let here: TestCommunity;
let [ann, ben, rea]: CommunityContext[] = [];
/** What Ann wrote alone, what Ben wrote along with her, and what Ben wrote alone, in the order of time. */
let [hersId, sharedId, hisId]: string[] = [];

const api = (ctx?: CommunityContext) => {
	if (!ctx) throw new Error('nobody is there yet');
	return communityCaller(ctx);
};
const idOf = (ctx?: CommunityContext) => ctx?.grants.memberId ?? '';

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	const named = async (name: string) => here.as(await here.member('member', name));
	[ann, ben, rea] = [await named('Ann'), await named('Ben'), await named('Rea')];
	hersId = await publish(ann);
	sharedId = await publish(ann);
	await api(ann).lifecycle.inviteAuthor({ postId: sharedId, handle: 'ben' });
	await api(ben).lifecycle.answerInvitation({ postId: sharedId, accept: true });
	hisId = await publish(ben);
});
afterAll(() => installation.close());

async function publish(ctx: CommunityContext): Promise<string> {
	installation.clock.advance(1);
	const spaceId = ctx.grants.spaces.postable[0] ?? '';
	const post = { id: newId(), spaceId, title: 'Bread', body: words('It rises slowly.') };
	return (await api(ctx).posts.publish(post)).postId;
}

const idsOf = ({ items }: { items: readonly { id: string }[] }) => items.map(({ id }) => id);

test("a post stands among those of everybody who wrote it, and counts as each one's", async () => {
	const posts = async (of?: CommunityContext) =>
		idsOf(await api(rea).posts.list({ authorId: idOf(of) }));
	expect(await posts(ben)).toEqual([hisId, sharedId]);
	expect(await posts(ann)).toEqual([sharedId, hersId]);
	expect(await posts(rea)).toEqual([]);
	const count = async (handle: string) => (await api(rea).members.profile({ handle })).postCount;
	expect([await count('ben'), await count('ann'), await count('rea')]).toEqual([2, 2, 0]);
});

test('its pages have no gap and no double', async () => {
	const first = await api(rea).posts.list({ authorId: idOf(ben), limit: 1 });
	const cursor = first.nextCursor ?? undefined;
	const second = await api(rea).posts.list({ authorId: idOf(ben), limit: 1, cursor });
	expect([...idsOf(first), ...idsOf(second)]).toEqual([hisId, sharedId]);
	expect(second.nextCursor).toBeNull();
});

test('a search by one of them finds it, with words and without', async () => {
	for (const text of ['by:ben', 'bread by:ben'])
		expect(new Set(idsOf(await api(rea).search.find({ text }))), text).toEqual(
			new Set([hisId, sharedId]),
		);
	expect(idsOf(await api(rea).search.find({ text: 'by:rea bread' }))).toEqual([]);
});

test('who follows one of them gets it in Following, once', async () => {
	const following = async () => idsOf(await api(rea).feeds.list({ mode: 'following' }));
	await api(rea).relations.follow({ memberId: idOf(ben), on: true });
	expect(await following()).toEqual([hisId, sharedId]);
	await api(rea).relations.follow({ memberId: idOf(ann), on: true });
	expect(await following()).toEqual([hisId, sharedId, hersId]);
	await api(rea).relations.follow({ memberId: idOf(ann), on: false });
	await api(rea).feeds.hide({ postId: sharedId ?? '', on: true });
	expect(await following()).toEqual([hisId]);
	await api(rea).feeds.hide({ postId: sharedId ?? '', on: false });
});

test('whoever was only asked, or went, has it no longer', async () => {
	const invitedId = await publish(ann as CommunityContext);
	await api(ann).lifecycle.inviteAuthor({ postId: invitedId, handle: 'ben' });
	await api(ann).lifecycle.removeAuthor({ postId: sharedId ?? '', memberId: idOf(ben) });
	expect(idsOf(await api(rea).posts.list({ authorId: idOf(ben) }))).toEqual([hisId]);
	expect((await api(rea).members.profile({ handle: 'ben' })).postCount).toBe(1);
});
