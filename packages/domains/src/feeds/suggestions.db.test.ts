import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { fieldFields, outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';

let installation: TestInstallation;
let here: TestCommunity;
type Someone = Awaited<ReturnType<TestCommunity['member']>>;
let me: Someone;
beforeAll(async () => {
	installation = await createTestInstallation();
});
beforeEach(async () => {
	here = await createTestCommunity(installation);
	me = await here.member('member', 'Me');
	await here.db.deleteFrom('posts').execute();
});
afterAll(() => installation.close());

const as = async (who: Someone) => communityCaller(await here.as(who));
const someone = (name: string) => here.member('member', name);

async function post(who: Someone, { tags, spaceId }: { tags?: string[]; spaceId?: string } = {}) {
	const id = newId();
	installation.clock.advance(60);
	const home = (await here.as(who)).grants.spaces.postable[0] ?? '';
	const text = { title: `By ${who.name}`, body: words('Text') };
	await (
		await as(who)
	).posts.publish({
		...{ id, spaceId: spaceId ?? home, ...text },
		...(tags && { tags }),
	});
	return id;
}
async function answer(who: Someone, postId: string) {
	const { comments } = await as(who);
	await comments.publish({ id: newId(), postId, parentId: null, body: words('Yes') });
}
async function suggested() {
	const all = await (await as(me)).feeds.suggestions();
	return {
		members: all.filter((one) => one.kind === 'member'),
		posts: all.filter((one) => one.kind === 'post'),
	};
}
const reasons = async () =>
	Object.fromEntries((await suggested()).members.map(({ name, reason }) => [name, reason]));

test('each member comes with the strongest of the reasons', async () => {
	const admin = await here.member('admin', 'Ada');
	const option = { id: newId(), label: 'Alto' };
	const { fieldId } = await (
		await as(admin)
	).fields.create({ ...fieldFields(), kind: 'select', label: 'Voice', options: [option] });
	const [talked, tagged, alike, quiet] = [
		await someone('Talked'),
		await someone('Tagged'),
		await someone('Alike'),
		await someone('Quiet'),
	];
	for (const who of [me, alike]) {
		const { members } = await as(who);
		const { name, handle, version } = await members.me();
		await members.updateProfile({
			...{ name, handle, version, bio: '', avatarFileId: null },
			fields: [{ fieldId, values: [option.id] }],
		});
	}
	await answer(me, await post(talked));
	await (await as(admin)).tags.setCreation({ allowed: true });
	await post(tagged, { tags: ['Rye'] });
	const { id: tagId } = await (await as(me)).tags.get({ slug: 'rye' });
	await (await as(me)).tags.follow({ tagId, on: true });
	const { members } = await suggested();
	expect(members.map(({ name, reason, about }) => [name, reason, about])).toEqual([
		['Talked', 'answered', ''],
		['Tagged', 'tag', 'Rye'],
		['Alike', 'field', 'Voice: Alto'],
	]);
	await post(quiet);
	expect(await reasons()).toMatchObject({ Quiet: 'lively' });
	const spaceId = (await here.as(quiet)).grants.spaces.postable[0] ?? '';
	await (await as(me)).relations.followSpace({ spaceId, on: true });
	expect(await reasons()).toMatchObject({ Quiet: 'space' });
});

test('nobody blocked, muted, followed, gone or put away is suggested, nor the reader themselves', async () => {
	const people = {
		...{ blocked: await someone('Blocked'), blocker: await someone('Blocker') },
		...{ muted: await someone('Muted'), followed: await someone('Followed') },
		...{ gone: await someone('Gone'), away: await someone('Away') },
	};
	for (const who of [...Object.values(people), me]) await answer(me, await post(who));
	expect(Object.keys(await reasons())).toHaveLength(4);
	const { relations, feeds } = await as(me);
	await relations.block({ memberId: people.blocked.memberId, on: true });
	await (await as(people.blocker)).relations.block({ memberId: me.memberId, on: true });
	await relations.mute({ memberId: people.muted.memberId, on: true });
	await relations.follow({ memberId: people.followed.memberId, on: true });
	await (await as(people.gone)).members.leave({ contributions: 'keep' });
	expect(Object.keys(await reasons())).toEqual(['Away']);
	await feeds.dismiss({ suggestedId: people.away.memberId, on: true });
	expect(await reasons()).toEqual({});
	await feeds.dismiss({ suggestedId: people.away.memberId, on: false });
	expect(Object.keys(await reasons())).toEqual(['Away']);
});

test('what others keep to themselves suggests them to nobody', async () => {
	const admin = await here.member('admin', 'Ada');
	const option = { id: newId(), label: 'Alto' };
	const staffOnly = { ...fieldFields(), visibility: 'staff' as const };
	const { fieldId } = await (
		await as(admin)
	).fields.create({ ...staffOnly, kind: 'select', options: [option] });
	for (const who of [me, await someone('Alike')]) {
		const { members } = await as(who);
		const { name, handle, version } = await members.me();
		await members.updateProfile({
			...{ name, handle, version, bio: '', avatarFileId: null },
			fields: [{ fieldId, values: [option.id] }],
		});
	}
	expect(await reasons()).toEqual({});
});

test('a post is suggested until it is read, answered, hidden or put away, and never one of a private space', async () => {
	const admin = await here.member('admin', 'Ada');
	const space = { name: 'Cabinet', slug: 'cabinet', icon: '', description: '', groupId: null };
	const { spaceId } = await (
		await as(admin)
	).spaces.create({ ...space, visibility: 'private', posting: 'everyone' });
	await post(admin, { spaceId });
	const titles = async () => (await suggested()).posts.map(({ title }) => title);
	expect(await titles()).toEqual([]);
	const [answered, hidden, away, muted] = [
		await someone('Answered'),
		await someone('Hidden'),
		await someone('Away'),
		await someone('Muted'),
	];
	const ids = [await post(answered), await post(hidden), await post(away), await post(muted)];
	expect((await titles()).toSorted()).toEqual([
		...['By Answered', 'By Away', 'By Hidden', 'By Muted'],
	]);
	const { feeds, relations, spaces } = await as(me);
	await answer(me, ids[0] ?? '');
	await feeds.hide({ postId: ids[1] ?? '', on: true });
	await feeds.dismiss({ suggestedId: ids[2] ?? '', on: true });
	await relations.mute({ memberId: muted.memberId, on: true });
	expect(await titles()).toEqual([]);
	await feeds.hide({ postId: ids[1] ?? '', on: false });
	expect(await titles()).toEqual(['By Hidden']);
	installation.clock.advance(60);
	const home = (await here.as(me)).grants.spaces.postable[0] ?? '';
	await spaces.visit({ spaceId: home });
	expect(await titles()).toEqual([]);
});

test('who leaves takes along what they put away; visitors put nothing away', async () => {
	const { feeds, members } = await as(me);
	await feeds.dismiss({ suggestedId: newId(), on: true });
	await members.leave({ contributions: 'keep' });
	const row = here.db.selectFrom('members').select('dismissedIds').where('id', '=', me.memberId);
	expect((await row.executeTakeFirstOrThrow()).dismissedIds).toEqual([]);
	const visitor = communityCaller(await here.as(null));
	expect(await outcomeOf(visitor.feeds.dismiss({ suggestedId: newId(), on: true }))).toBe(
		'identity.sign_in_needed',
	);
});
