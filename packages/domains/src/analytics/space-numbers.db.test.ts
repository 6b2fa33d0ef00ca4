import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { countAll, recordAll } from '@kith/testing/test-analytics';
import {
	createTestCommunity,
	type TestCommunity,
	type TestMember,
} from '@kith/testing/test-community';
import { outcomeOf, spaceFields, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createSpace, publishComment, publishPost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

/** A community with two spaces, the first private and run by Rita, who runs nothing else. */
async function community() {
	const here = await createTestCommunity(installation);
	const founder = await founderOf(here);
	const hall = { ...spaceFields('Hall'), visibility: 'private' as const };
	const { spaceId } = await createSpace(await here.as(founder), hall);
	const { spaceId: otherId } = await createSpace(await here.as(founder), spaceFields('Yard'));
	installation.services.snapshots.drop(here.id);
	const owner = await here.as(founder);
	const rita = await here.member('member', 'Rita Runs');
	const roleId = owner.snapshot.roles.find(({ key }) => key === 'space_admin')?.id ?? '';
	await communityCaller(owner).roles.give({ memberId: rita.memberId, roleId, spaceId });
	return { here, owner, founder, rita, spaceId, otherId };
}

async function letIn(owner: CommunityContext, spaceId: string, { memberId }: TestMember) {
	await communityCaller(owner).spaces.setMember({ spaceId, memberId, allowed: true });
}

async function write(here: TestCommunity, who: TestMember, spaceId: string): Promise<string> {
	const id = newId();
	const text = { title: 'Slow trains', body: words('Are the best') };
	await publishPost(await here.as(who), { id, spaceId, ...text });
	return id;
}

async function answer(here: TestCommunity, who: TestMember, postId: string): Promise<void> {
	const comment = { id: newId(), postId, parentId: null, body: words('They are') };
	await publishComment(await here.as(who), comment);
}

async function count(owner: CommunityContext) {
	await recordAll(owner);
	await countAll(owner);
}

test('who runs a private space reads its numbers, and nothing of other spaces is in them', async () => {
	const { here, owner, founder, rita, spaceId, otherId } = await community();
	const [mia, max] = [await here.member('member', 'Mia'), await here.member('member', 'Max')];
	for (const who of [mia, max]) await letIn(owner, spaceId, who);
	const postId = await write(here, mia, spaceId);
	await answer(here, max, postId);
	await answer(here, founder, postId);
	const reaction = {
		subjectKind: 'post' as const,
		subjectId: postId,
		emoji: '👍' as const,
		on: true,
	};
	await communityCaller(await here.as(max)).reactions.set(reaction);
	for (const who of [mia, max, max]) await write(here, who, otherId);
	await count(owner);
	const { analytics } = communityCaller(await here.as(rita));
	const found = await analytics.inSpace({ spaceId, days: 7 });
	expect(found).toMatchObject({
		space: { id: spaceId, name: 'Hall', visibility: 'private' },
		...{ posts: { now: 1, before: 0 }, comments: { now: 1, before: 0 } },
		...{ reactions: { now: 1, before: 0 }, answers: { now: 1, before: 0 } },
		...{ writers: 2, visitors: null, isWhole: true },
	});
	expect(found.byDay.columns).toEqual(['day', 'post', 'comment', 'reaction']);
	expect(found.byDay.rows).toHaveLength(7);
	expect(found.byDay.rows.at(-1)?.slice(1)).toEqual([1, 1, 1]);
	const all = await analytics.inSpace({ spaceId, days: 7, withStaff: true });
	expect(all).toMatchObject({ comments: { now: 2 }, answers: { now: 1 + 1 }, writers: 3 });
});

test('the days before are set beside, and visitors are told of from five on, without who wants no look', async () => {
	const { here, owner, rita, spaceId } = await community();
	const members: TestMember[] = [];
	for (const name of ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve']) {
		const member = await here.member('member', name);
		await letIn(owner, spaceId, member);
		members.push(member);
	}
	const [ada, ben] = members;
	if (!ada || !ben) throw new Error('five were made');
	await write(here, ada, spaceId);
	installation.clock.advance(7 * 86_400);
	await write(here, ben, spaceId);
	await count(owner);
	const visit = async (who: TestMember) =>
		communityCaller(await here.as(who)).spaces.visit({ spaceId });
	const read = async () =>
		communityCaller(await here.as(rita)).analytics.inSpace({ spaceId, days: 7 });
	for (const who of members.slice(0, 4)) await visit(who);
	expect(await read()).toMatchObject({
		...{ posts: { now: 1, before: 1 }, writers: 1, visitors: null },
	});
	for (const who of members) await visit(who);
	expect((await read()).visitors).toBe(5);
	const alone = here.db.updateTable('members').set({ isPersonal: false });
	await alone.where('id', '=', ben.memberId).execute();
	expect((await read()).visitors).toBeNull();
});

test('members, who keeps order everywhere, who runs another space and another community read nothing', async () => {
	const { here, owner, rita, spaceId, otherId } = await community();
	await count(owner);
	const asked = async (who: TestMember | null, id: string) =>
		outcomeOf(communityCaller(await here.as(who)).analytics.inSpace({ spaceId: id, days: 7 }));
	expect(await asked(rita, spaceId)).toBe('done');
	expect(await asked(rita, otherId)).toBe('permissions.denied');
	for (const [role, name] of [['member', 'Mia'] as const, ['moderator', 'Mo'] as const])
		expect(await asked(await here.member(role, name), spaceId)).toBe('permissions.denied');
	expect(await asked(null, spaceId)).toBe('identity.sign_in_needed');
	const there = await community();
	expect(await asked(rita, there.spaceId)).toBe('permissions.denied');
	expect(
		await outcomeOf(communityCaller(owner).analytics.inSpace({ spaceId: there.spaceId, days: 7 })),
	).toBe('spaces.not_found');
});

test('where nothing is counted yet, who runs a space is told so and starts nothing', async () => {
	const { here, rita, spaceId } = await community();
	const { analytics } = communityCaller(await here.as(rita));
	expect(await outcomeOf(analytics.inSpace({ spaceId, days: 7 }))).toBe('module.off');
	expect(await outcomeOf(analytics.start())).toBe('permissions.denied');
});
