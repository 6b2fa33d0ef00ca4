import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import {
	createTestCommunity,
	type TestCommunity,
	type TestMember,
} from '@kith/testing/test-community';
import { outcomeOf, words } from '@kith/testing/test-content';
import { memberWith, strongAs } from '@kith/testing/test-desks';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';
import { DEFAULT_LIFE, type ApprovalRule } from '../submissions/submissions.schema.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

const RULE: ApprovalRule = {
	...{ spaceId: null, kind: null, roleKey: null, edits: true, untilOut: null },
};

async function community(...rules: ApprovalRule[]) {
	const here = await createTestCommunity(installation);
	const owner = await here.as(await founderOf(here));
	await communityCaller(owner).approval.saveSettings({ rules, life: DEFAULT_LIFE });
	installation.services.snapshots.drop(here.id);
	const keeper = await here.member('moderator', 'Mo Keeps');
	const writer = await here.member('member', 'Wim Writes');
	return { here, keeper, writer };
}

const as = async (here: TestCommunity, who: TestMember) =>
	communityCaller(await strongAs(installation, here, who));

async function send(here: TestCommunity, who: TestMember): Promise<string> {
	const id = newId();
	const ctx = await here.as(who);
	const text = { title: 'Slow trains', body: words('Are the best') };
	await communityCaller(ctx).posts.publish({
		...{ id, spaceId: ctx.grants.spaces.postable[0] ?? '', ...text },
	});
	return id;
}

const later = (seconds: number) => installation.clock.advance(seconds);

test('a text counts once as what came, by the rule that held it, and once for its first decision', async () => {
	const { here, keeper, writer } = await community({ ...RULE, untilOut: 3 });
	const submissionId = await send(here, writer);
	const { approval, analytics } = await as(here, keeper);
	expect(await analytics.moderation({})).toMatchObject({
		came: { all: { now: 1 }, what: { post: { now: 1 } }, why: { newcomer: { now: 1 } } },
		...{ waiting: { count: 1, since: expect.any(Date) }, waits: { now: { texts: 0 } } },
	});
	later(100);
	await approval.reject({ submissionId, version: 1, reason: 'Say more.' });
	later(1000);
	const own = communityCaller(await here.as(writer)).approval;
	const { version } = await own.get({ submissionId });
	await own.resubmit({
		...{ submissionId, version, title: 'Slow trains', body: words('Are the very best') },
	});
	later(1000);
	const again = await approval.get({ submissionId });
	await approval.approve({ submissionId, version: again.version });
	const found = await analytics.moderation({});
	expect(found).toMatchObject({
		came: { all: { now: 1, before: 0 }, why: { newcomer: { now: 1 }, unknown: { now: 0 } } },
		decided: { approved: { now: 1 }, refused: { now: 1 }, removed: { now: 0 } },
		...{ waiting: { count: 0, since: null }, waits: { now: { texts: 1 } } },
		deciders: [{ id: keeper.memberId, name: 'Mo Keeps', counts: { approved: 1, refused: 1 } }],
	});
	expect(found.waits.now.median).toBeGreaterThanOrEqual(100);
	expect(found.waits.now.median).toBeLessThan(110);
});

test('what of the rules held a text is the narrowest of what it met', async () => {
	const rules = [
		[{ ...RULE, roleKey: 'member', untilOut: 3 }, 'newcomer'],
		[{ ...RULE, roleKey: 'member', kind: 'discussion' as const }, 'role'],
		[{ ...RULE, kind: 'discussion' as const }, 'kind'],
		[RULE, 'everybody'],
	] as const;
	for (const [rule, why] of rules) {
		const { here, keeper, writer } = await community(rule);
		await send(here, writer);
		const { came } = await (await as(here, keeper)).analytics.moderation({});
		expect(came.why[why]).toEqual({ now: 1, before: 0 });
	}
	const { here, keeper, writer } = await community();
	const spaceId = (await here.as(writer)).grants.spaces.postable[0] ?? '';
	const owner = communityCaller(await here.as(await founderOf(here)));
	await owner.approval.saveSettings({ rules: [{ ...RULE, spaceId }], life: DEFAULT_LIFE });
	await send(here, writer);
	const { came } = await (await as(here, keeper)).analytics.moderation({});
	expect(came.why.space).toEqual({ now: 1, before: 0 });
});

test('who may see nothing but these numbers sees this page, nobody’s name and no other number', async () => {
	const { here, keeper } = await community();
	const other = await here.member('member', 'Restless');
	const { restrictions, posts } = await as(here, keeper);
	await restrictions.restrict({
		memberId: other.memberId,
		kind: 'silenced',
		hours: 1,
		reason: '-',
	});
	await restrictions.lift({ memberId: other.memberId });
	const postId = await send(here, keeper);
	await posts.delete({ postId });
	const reader = await memberWith(here, { 'analytics:moderation': 'allow' });
	const ctx = await strongAs(installation, here, reader);
	expect((await communityCaller(ctx).desks.sight()).pages).toEqual(['analytics/moderation']);
	const { analytics } = communityCaller(ctx);
	expect(await analytics.moderation({ days: 7 })).toMatchObject({
		decided: { silenced: { now: 1 }, lifted: { now: 1 }, removed: { now: 0 } },
		deciders: null,
	});
	const numbers = [analytics.home({}), analytics.report({ name: 'active' }), analytics.start()];
	for (const asked of [...numbers, analytics.risk(), analytics.week({})])
		expect(await outcomeOf(asked)).toBe('permissions.denied');
	expect(await outcomeOf(communityCaller(ctx).audit.list({}))).toBe('permissions.denied');
	const analyst = await memberWith(here, { 'analytics:read': 'allow' });
	const seen = await strongAs(installation, here, analyst);
	expect((await communityCaller(seen).desks.sight()).pages).toContain('analytics/moderation');
});

test('who left has no name any more, and who became another goes by that one', async () => {
	const { here, keeper } = await community();
	const [gone, twin] = [
		await here.member('moderator', 'Gone'),
		await here.member('moderator', 'Twin'),
	];
	const ann = await here.member('member', 'Ann');
	for (const who of [gone, twin, keeper]) {
		const { restrictions } = await as(here, who);
		await restrictions.restrict({
			memberId: ann.memberId,
			kind: 'silenced',
			hours: 1,
			reason: '-',
		});
	}
	const { db } = here;
	await db
		.updateTable('members')
		.set({ status: 'removed' })
		.where('id', '=', gone.memberId)
		.execute();
	await db
		.updateTable('members')
		.set({ status: 'removed', mergedIntoId: keeper.memberId })
		.where('id', '=', twin.memberId)
		.execute();
	const { deciders } = await (await as(here, keeper)).analytics.moderation({});
	expect(deciders?.map(({ id, name, counts }) => [id, name, counts.silenced])).toEqual([
		[keeper.memberId, 'Mo Keeps', 2],
		[gone.memberId, null, 1],
	]);
});
