import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import {
	createTestCommunity,
	type TestCommunity,
	type TestMember,
} from '@kith/testing/test-community';
import { outcomeOf, spaceFields, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import type { CommunityContext } from '../context.ts';
import { communityCaller as api } from '../index.ts';

let installation: TestInstallation;
let here: TestCommunity;
let boss: TestMember;
let writer: TestMember;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation, {
		access: { visibility: 'public', join: 'open' },
	});
	boss = await here.member('owner', 'Olga');
	writer = await here.member('member', 'Wes');
});
afterAll(() => installation.close());

const as = (who: TestMember | null): Promise<CommunityContext> => {
	installation.services.snapshots.drop(here.community.id);
	return here.as(who);
};
const common = async (who: TestMember | null, { memberId }: TestMember) =>
	api(await as(who)).relations.inCommon({ memberId });
const spacesFor = async (who: TestMember | null, whose: TestMember) =>
	(await common(who, whose)).spaces.map(({ id }) => id);
async function written(visibility: 'public' | 'members' | 'private', by = writer) {
	const fields = { ...spaceFields(`Room ${newId().slice(-6)}`), visibility };
	const { spaceId } = await api(await as(boss)).spaces.create(fields);
	const { memberId } = by;
	if (visibility === 'private')
		await api(await as(boss)).spaces.setMember({ spaceId, memberId, allowed: true });
	const postId = newId();
	const entry = { id: postId, spaceId, title: 'Plan', body: words('Plan') };
	await api(await as(by)).posts.publish(entry);
	return { spaceId, postId };
}

test('a member’s spaces are those with posts of theirs that the viewer may read; what they follow is told nowhere', async () => {
	const [open, inside, shut] = [
		await written('public'),
		await written('members'),
		await written('private'),
	];
	const silent = await api(await as(boss)).spaces.create(spaceFields());
	await api(await as(writer)).relations.followSpace({ spaceId: silent.spaceId, on: true });
	const reader = await here.member('member', 'Rea');
	await api(await as(reader)).relations.followSpace({ spaceId: inside.spaceId, on: true });
	const told = await common(reader, writer);
	expect(told.spaces.map(({ id }) => id).toSorted()).toEqual(
		[open.spaceId, inside.spaceId].toSorted(),
	);
	expect(told.spaces.find(({ id }) => id === inside.spaceId)).toMatchObject({
		...{ isFollowed: true, postCount: 1, lastPostAt: expect.any(Date) },
	});
	expect(told.spaces.find(({ id }) => id === open.spaceId)).toMatchObject({ isFollowed: false });
	expect(await spacesFor(writer, writer)).toContain(shut.spaceId);
	await api(await as(writer)).posts.delete({ postId: open.postId });
	expect(await spacesFor(reader, writer)).toEqual([inside.spaceId]);
});

test('no viewer is ever told of a space that they cannot open', async () => {
	const author = await here.member('member', 'Ada');
	for (const visibility of ['public', 'members', 'private', 'private', 'private'] as const)
		await written(visibility, author);
	const shut = await written('private', author);
	const guest = await here.member('member', 'Gus');
	const key = { spaceId: shut.spaceId, memberId: guest.memberId, allowed: true };
	await api(await as(boss)).spaces.setMember(key);
	const all = await spacesFor(author, author);
	expect(all).toHaveLength(6);
	for (const who of [boss, guest, writer, await here.member('moderator', 'Mo')]) {
		const { readable } = (await as(who)).grants.spaces;
		expect((await spacesFor(who, author)).toSorted()).toEqual(
			all.filter((id) => readable.includes(id)).toSorted(),
		);
	}
	await api(await as(boss)).spaces.archive({ spaceId: shut.spaceId });
	expect(await spacesFor(author, author)).toHaveLength(5);
});

test('both follow whom each of them follows, as far as the viewer may know of them', async () => {
	const [me, you, friend, foe, mine] = await Promise.all(
		['Me', 'You', 'Friend', 'Foe', 'Mine'].map((name) => here.member('member', name)),
	);
	if (!me || !you || !friend || !foe || !mine) throw new Error('nobody there');
	for (const [who, whom] of [
		[me, friend],
		[you, friend],
		[me, mine],
		[me, foe],
		[you, foe],
	] as const)
		await api(await as(who)).relations.follow({ memberId: whom.memberId, on: true });
	const names = async () => (await common(me, you)).people.map(({ name }) => name);
	expect(await names()).toEqual(['Foe', 'Friend']);
	expect((await common(me, me)).people).toEqual([]);
	await api(await as(foe)).relations.block({ memberId: me.memberId, on: true });
	expect(await names()).toEqual(['Friend']);
	await api(await as(friend)).members.leave({ contributions: 'keep' });
	expect(await names()).toEqual([]);
	await api(await as(you)).relations.block({ memberId: me.memberId, on: true });
	expect(await outcomeOf(common(me, you))).toBe('members.not_found');
});

test('who may not know of a member is not told of what they share with them', async () => {
	expect(await outcomeOf(common(null, writer))).toBe('members.not_found');
	const elsewhere = await createTestCommunity(installation);
	const stranger = await elsewhere.as(await elsewhere.member('owner', 'Eve'));
	const asked = api(stranger).relations.inCommon({ memberId: writer.memberId });
	expect(await outcomeOf(asked)).toBe('members.not_found');
});
