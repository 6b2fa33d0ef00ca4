import { afterAll, beforeAll, expect, test } from 'vitest';
import { streamsOf } from '@kith/db/handles';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { countAll, recordAll } from '@kith/testing/test-analytics';
import { createTestCommunity, type TestMember } from '@kith/testing/test-community';
import { outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { publishComment, publishPost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';
import { markSeen, tellOrigin } from '../members/index.ts';
import type { ReportName } from './analytics.schema.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

async function community() {
	const here = await createTestCommunity(installation);
	const founder = await founderOf(here);
	const ctx = () => here.as(founder);
	const space = await here.db
		.selectFrom('spaces')
		.select('id')
		.where('visibility', '<>', 'private')
		.where('posting', '=', 'everyone')
		.executeTakeFirstOrThrow();
	async function post(who: TestMember): Promise<string> {
		const id = newId();
		const text = { title: 'Slow trains', body: words('Are the best') };
		await publishPost(await here.as(who), { id, spaceId: space.id, ...text });
		return id;
	}
	async function answer(who: TestMember, postId: string): Promise<void> {
		const comment = { id: newId(), postId, parentId: null, body: words('They are') };
		await publishComment(await here.as(who), comment);
	}
	const read = async (name: ReportName, days: 7 | 28 = 28, withStaff = false) =>
		(await communityCaller(await ctx()).analytics.report({ name, days, withStaff })).rows;
	return { here, founder, ctx, post, answer, read, spaceId: space.id };
}

const factsOf = (ctx: CommunityContext) =>
	streamsOf(ctx.db)
		.selectFrom('activity')
		.select(['kind', 'source', 'memberId', 'targetMemberId', 'hasConsent', 'session', 'details'])
		.where('communityId', '=', ctx.community.id)
		.orderBy('at')
		.orderBy('id')
		.execute();

test('what members do is kept once with who it came from; members who speak with each other are told from staff', async () => {
	const { here, founder, ctx, post, answer } = await community();
	const [mia, max] = [await here.member('member', 'Mia'), await here.member('member', 'Max')];
	const postId = await post(mia);
	await answer(mia, postId);
	await answer(max, postId);
	await answer(founder, postId);
	await recordAll(await ctx());
	await recordAll(await ctx());
	expect(
		(await factsOf(await ctx())).filter(({ kind }) => kind === 'post' || kind === 'comment'),
	).toMatchObject([
		{ kind: 'post', source: 'member', memberId: mia.memberId, details: {} },
		{ kind: 'comment', source: 'member', memberId: mia.memberId, details: {} },
		{
			...{ kind: 'comment', source: 'member', memberId: max.memberId },
			...{ targetMemberId: mia.memberId, details: { answers: 'member' } },
		},
		{ kind: 'comment', source: 'staff', memberId: founder.memberId, details: { answers: 'staff' } },
	]);
	await countAll(await ctx());
	const { analytics } = communityCaller(await ctx());
	expect(await analytics.home({ days: 7 })).toMatchObject({
		...{ active: { now: 2, before: 0 }, answers: { now: 1, before: 0 }, mrr: null },
		...{ headline: { active: 'up', answers: 'up' }, isWhole: true },
	});
	expect((await analytics.home({ days: 7, withStaff: true })).answers.now).toBe(2);
});

test('a member is told of once in an hour, by a mark of the session that changes each day', async () => {
	const { here, ctx } = await community();
	const mia = await here.member('member', 'Mia');
	const visits = async () => {
		await recordAll(await ctx());
		return (await factsOf(await ctx())).filter(({ kind }) => kind === 'visit');
	};
	for (let times = 0; times < 3; times++) await markSeen(await here.as(mia));
	expect(await visits()).toMatchObject([{ memberId: mia.memberId, source: 'member' }]);
	installation.clock.advance(3700);
	await markSeen(await here.as(mia));
	const both = await visits();
	expect(both).toHaveLength(2);
	expect(both[0]?.session).toMatch(/^[\w-]{16}$/);
});

test('who does not want it looked at is not told of, and what they write names nobody', async () => {
	const { here, ctx, post, read } = await community();
	const mia = await here.member('member', 'Mia');
	await communityCaller(await here.as(mia)).feeds.switchPersonal({ on: false });
	await markSeen(await here.as(mia));
	await post(mia);
	await recordAll(await ctx());
	const facts = (await factsOf(await ctx())).filter(({ kind }) => kind !== 'joined');
	expect(facts).toMatchObject([{ kind: 'post', hasConsent: false, memberId: null }]);
	await countAll(await ctx());
	expect((await read('contributions')).at(-1)?.slice(1)).toEqual([1, 0, 0, 0]);
	expect((await read('active')).at(-1)?.[1]).toBe(0);
});

test('what was there before anything was kept is counted too, and only once', async () => {
	const { here, ctx, post, answer, read } = await community();
	const [mia, max] = [await here.member('member', 'Mia'), await here.member('member', 'Max')];
	await answer(max, await post(mia));
	await countAll(await ctx());
	const first = await read('contributions');
	expect(first.at(-1)?.slice(1)).toEqual([1, 1, 0, 0]);
	expect(await read('ladder')).toEqual([
		...[
			['active', 2],
			['reacted', 2],
			['wrote', 2],
			['began', 1],
			['regular', 0],
		],
	]);
	await recordAll(await ctx());
	installation.clock.advance(60);
	await countAll(await ctx());
	expect(await read('contributions')).toEqual(first);
});

test('a sign-up and what became of it count for what led there first; few are told of together only', async () => {
	const { here, ctx, post, read } = await community();
	const from = (referrer: string) => ({
		...{ at: new Date(installation.clock.now().getTime() - 60_000).toISOString(), landing: '/' },
		...{ referrer, source: '', medium: '', campaign: '' },
	});
	const origins = [...Array<string>(6).fill('news.example'), 'rare.example', 'odd.example'];
	const came: TestMember[] = [];
	for (const [index, referrer] of origins.entries()) {
		const member = await here.member('member', `Newcomer ${index}`);
		came.push(member);
		expect(await tellOrigin(await here.as(member), from(referrer))).toBe(true);
		expect(await tellOrigin(await here.as(member), from('later.example'))).toBe(true);
	}
	if (came[0]) await post(came[0]);
	await recordAll(await ctx());
	await countAll(await ctx());
	const rows = await read('origins');
	// The two who came by other ways are too few, so the next group goes with them.
	expect(rows).toEqual([['@others', 8, 1, 0]]);
	expect((await read('funnel')).slice(0, 3)).toEqual([
		...[
			['joined', 8],
			['welcomed', 0],
			['activated', 1],
		],
	]);
	expect((await read('joins')).at(-1)).toEqual([expect.any(String), 8, 0]);
});

test('every report is a table as wide as it says, of this community alone', async () => {
	const { here, ctx, post } = await community();
	await post(await here.member('member', 'Mia'));
	await countAll(await ctx());
	const neighbour = await community();
	await countAll(await neighbour.ctx());
	const { analytics } = communityCaller(await ctx());
	for (const name of [
		...(['active', 'contributions', 'hours', 'ladder', 'spaces', 'contributors'] as const),
		...(['joins', 'origins'] as const),
		...(['campaigns', 'funnel', 'cohorts', 'answering', 'unanswered'] as const),
		...(['posts', 'health', 'survival', 'comings'] as const),
	])
		for (const days of [7, 365] as const) {
			const { columns, rows } = await analytics.report({ name, days });
			for (const row of rows) expect([name, row.length]).toEqual([name, columns.length]);
		}
	expect((await neighbour.read('contributions')).at(-1)?.[1]).toBe(0);
	const unanswered = await analytics.report({ name: 'unanswered', days: 7 });
	expect(unanswered.rows[0]?.[1]).toBe('Slow trains');
});

test('before the module is on reports say so, and only who may read them switches it on', async () => {
	const { here, ctx } = await community();
	const { analytics } = communityCaller(await ctx());
	expect(await outcomeOf(analytics.home({}))).toBe('module.off');
	const member = communityCaller(await here.as(await here.member('member', 'Mia')));
	expect(await outcomeOf(member.analytics.start())).toBe('permissions.denied');
	expect(await outcomeOf(member.analytics.report({ name: 'active' }))).toBe('permissions.denied');
	await analytics.start();
	const { isWhole } = await communityCaller(await ctx()).analytics.home({});
	expect(isWhole).toBe(true);
});
