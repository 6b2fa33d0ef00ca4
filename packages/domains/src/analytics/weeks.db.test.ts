import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { countAll, recordAll } from '@kith/testing/test-analytics';
import { createTestCommunity } from '@kith/testing/test-community';
import { outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { publishComment, publishPost } from '@kith/testing/test-verbs';
import { communityCaller } from '../index.ts';
import { mail } from '../mail/index.ts';
import { analyticsJobs } from './analytics.jobs.ts';
import { dayAfter } from './days.ts';
import { stopTokenOf } from './stop-week-mail.ts';
import { mondayOf, toldAt } from './write-week.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

const HOUR = 3_600_000;
const { [`write-week`]: writing, 'plan-weeks': planning } = analyticsJobs;

async function community() {
	const here = await createTestCommunity(installation);
	const founder = await founderOf(here);
	const ctx = () => here.as(founder);
	const reading = async () => communityCaller(await ctx()).analytics;
	const mailed = () => installation.mailbox.list({ limit: 20, to: here.ownerEmail });
	const asked = async (name: string) => {
		const { rows } = await installation.owner.query<{ payload: unknown; runAt: string | null }>(
			`select payload->'payload' as payload, payload->>'runAt' as "runAt" from streams.outbox
				where payload->>'name' = $1 and payload->'payload'->>'communityId' = $2 order by occurred_at`,
			[name, here.id],
		);
		return rows;
	};
	return { here, founder, ctx, reading, mailed, asked };
}

/** A community whose members talked in a week that is over now; it is told of in an hour. */
async function afterTalk() {
	const place = await community();
	const { here, ctx } = place;
	const space = await here.db
		.selectFrom('spaces')
		.select('id')
		.where('visibility', '<>', 'private')
		.where('posting', '=', 'everyone')
		.executeTakeFirstOrThrow();
	const [ada, bo] = [await here.member('member', 'Ada'), await here.member('member', 'Bo')];
	const postId = newId();
	const post = { title: 'Slow trains', body: words('Are the best') };
	await publishPost(await here.as(ada), { id: postId, spaceId: space.id, ...post });
	const comment = { id: newId(), postId, parentId: null, body: words('They are') };
	await publishComment(await here.as(bo), comment);
	await recordAll(await ctx());
	await countAll(await ctx());
	installation.services.snapshots.drop(here.id);
	const week = mondayOf(installation.clock.now().toISOString().slice(0, 10));
	const told = toldAt(week, 'UTC');
	installation.clock.advance((told.getTime() - HOUR - installation.clock.now().getTime()) / 1000);
	return {
		...place,
		ada,
		week,
		write: () => writing.run(installation.services, { communityId: here.id, week }),
	};
}

test('a week begins on Monday, and is told of on the next one at seven by the clock of the place', () => {
	expect(mondayOf('2026-11-29')).toBe('2026-11-23');
	expect(mondayOf('2026-11-30')).toBe('2026-11-30');
	expect(toldAt('2026-11-23', 'Europe/Berlin')).toEqual(new Date('2026-11-30T06:00:00Z'));
	expect(toldAt('2026-11-23', 'Pacific/Kiritimati')).toEqual(new Date('2026-11-29T17:00:00Z'));
	// The clocks go forward in the night to Sunday.
	expect(toldAt('2027-03-22', 'Europe/Berlin')).toEqual(new Date('2027-03-29T05:00:00Z'));
});

test('a week is told of once, when it is time, to who may see numbers', async () => {
	const { here, ctx, founder, reading, mailed, asked, ada, week, write } = await afterTalk();
	await write();
	expect(await asked('mail-week')).toEqual([]);
	installation.clock.advance(3600);
	await write();
	await write();
	const jobs = await asked('mail-week');
	expect(jobs).toMatchObject([{ payload: { communityId: here.id, week } }]);
	await mail.jobs['mail-week'].run(installation.services, jobs[0]?.payload);
	await mail.jobs['mail-week'].run(installation.services, jobs[0]?.payload);
	const mails = await mailed();
	expect(mails).toHaveLength(1);
	expect(mails[0]?.text).toContain('Active members: 2 (0 the week before)');
	expect(mails[0]?.text).toContain(`/c/${here.id}/analytics/week?week=${week}`);
	expect(mails[0]?.headers).toMatchObject({
		'List-Unsubscribe': `<${(await ctx()).community.origin}/api/unsubscribe/weeks/${stopTokenOf(await ctx(), founder.memberId)}>`,
		'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
	});
	expect(await installation.mailbox.list({ limit: 20, to: ada.email })).toEqual([]);
	const read = await (await reading()).week({ week });
	expect(read).toMatchObject({ week, isMailed: true, findings: { active: { now: 2, before: 0 } } });
	expect(read.weeks).toEqual([week]);
	expect(read.nextAt).toEqual(toldAt(dayAfter(week, 7), 'UTC'));
});

test('who wants no mail gets none, and reads the week all the same', async () => {
	const { here, reading, mailed, week, write } = await afterTalk();
	await (await reading()).setWeekMail({ isMailed: false });
	await (await reading()).setWeekMail({ isMailed: false });
	installation.clock.advance(3600);
	await write();
	await mail.jobs['mail-week'].run(installation.services, { communityId: here.id, week });
	expect(await mailed()).toEqual([]);
	expect(await (await reading()).week({})).toMatchObject({ week, isMailed: false });
	await (await reading()).setWeekMail({ isMailed: true });
	expect(await (await reading()).week({})).toMatchObject({ isMailed: true });
});

test('a week in which nobody was here is told to nobody', async () => {
	const { here, ctx, reading, asked } = await community();
	await countAll(await ctx());
	installation.services.snapshots.drop(here.id);
	const last = dayAfter(mondayOf(installation.clock.now().toISOString().slice(0, 10)), -7);
	const week = dayAfter(last, -7);
	await writing.run(installation.services, { communityId: here.id, week });
	expect(await asked('mail-week')).toEqual([]);
	expect(await (await reading()).week({ week })).toMatchObject({ week, findings: null });
	const never = dayAfter(week, -70);
	expect(await outcomeOf((await reading()).week({ week: never }))).toBe('analytics.week_not_found');
	expect(await outcomeOf((await reading()).week({ week: dayAfter(week, 1) }))).not.toBe('ok');
});

test('every community that counts is asked for its week, each at its own hour', async () => {
	const { ctx, asked, here } = await community();
	await countAll(await ctx());
	installation.services.snapshots.drop(here.id);
	await planning.run(installation.services, {});
	const [job] = await asked('write-week');
	const now = installation.clock.now().getTime();
	const runAt = new Date(job?.runAt ?? '').getTime();
	expect(job?.payload).toMatchObject({ communityId: here.id });
	expect(runAt - now).toBeLessThanOrEqual(9 * 24 * HOUR);
	expect(runAt - now).toBeGreaterThan(-2 * 24 * HOUR);
});

test('members, and staff of another community, are told nothing', async () => {
	const { here, ctx } = await community();
	await countAll(await ctx());
	installation.services.snapshots.drop(here.id);
	const ada = communityCaller(await here.as(await here.member('member', 'Ada')));
	expect(await outcomeOf(ada.analytics.week({}))).toBe('permissions.denied');
	expect(await outcomeOf(ada.analytics.setWeekMail({ isMailed: false }))).toBe(
		'permissions.denied',
	);
	const other = await community();
	expect(await outcomeOf((await other.reading()).week({}))).toBe('module.off');
});
