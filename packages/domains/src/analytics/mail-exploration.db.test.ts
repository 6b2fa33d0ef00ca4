import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { outcomeOf } from '@kith/testing/test-content';
import type { TestMember } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';
import { mail } from '../mail/index.ts';
import { analyticsJobs } from './analytics.jobs.ts';
import { dayAfter } from './days.ts';
import { openExplorer } from './explore-fixture.ts';
import type { AskExplore } from './explore.schema.ts';
import { explorationStopTokenOf, rhythmsOn, stopExplorationMail } from './mail-exploration.ts';
import { mondayOf } from './write-week.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

const posts = (ago: number, n: number) =>
	({ metric: 'post', source: 'member', dimension: 'all', at: 0, ago, n }) as const;

/** A community whose members wrote, with a question that the founder keeps for everybody. */
async function community(question: Partial<AskExplore> = {}) {
	const place = await openExplorer(installation);
	const { here, founder, today, fill } = place;
	await fill({ people: [], sums: [posts(0, 50), posts(1, 3), posts(2, 4), posts(8, 2)] });
	/** The Monday after, and the morning on which mails of it go out. */
	const day = dayAfter(mondayOf(today), 7);
	const waitUntil = (moment: string) =>
		installation.clock.advance(
			(new Date(moment).getTime() - installation.clock.now().getTime()) / 1000,
		);
	const api = async (who: TestMember = founder) => communityCaller(await here.as(who)).analytics;
	const id = newId();
	const asked = {
		metric: 'post',
		dimension: 'day',
		days: 7,
		isCompared: true,
		...question,
	} as const;
	const kept = { id, name: 'Posts by day', question: asked, isShared: true };
	await (await api()).saveExploration(kept);
	const send = (on = day) => {
		if (installation.clock.now() < new Date(`${on}T07:00:00Z`)) waitUntil(`${on}T07:00:00Z`);
		return mail.jobs['mail-explorations'].run(installation.services, {
			...{ communityId: here.id, day: on },
		});
	};
	const mailsTo = (who: { email: string }) =>
		installation.mailbox.list({ limit: 20, to: who.email });
	const ask = async (rhythm: 'weekly' | 'monthly' | null, who?: TestMember) =>
		(await api(who)).mailExploration({ explorationId: id, rhythm });
	return { ...place, api, day, id, send, mailsTo, ask, waitUntil };
}

test('weeks end before a Monday, months before a first', () => {
	expect(rhythmsOn('2026-11-30')).toEqual(['weekly']);
	expect(rhythmsOn('2026-12-01')).toEqual(['monthly']);
	expect(rhythmsOn('2027-02-01')).toEqual(['weekly', 'monthly']);
	expect(rhythmsOn('2026-12-02')).toEqual([]);
});

test('who asked for it has the answer by mail, of the days up to last evening, once', async () => {
	const { here, day, founder, id, send, mailsTo, ask, api } = await community();
	await ask('weekly');
	await ask('weekly');
	expect(await (await api()).explorations()).toMatchObject([{ mail: 'weekly', mayMail: true }]);
	await send();
	await send();
	await send(dayAfter(day, 1));
	const mails = await mailsTo(founder);
	expect(mails).toHaveLength(1);
	expect(mails[0]?.text).toContain('Posts by day');
	expect(mails[0]?.text).toMatch(/All together: \d+ \(\d+ in the time before\)/);
	expect(mails[0]?.text).toContain(`/c/${here.id}/analytics/explorer?kept=${id}`);
	const ctx = await here.as(founder);
	const token = explorationStopTokenOf(ctx, { memberId: founder.memberId, explorationId: id });
	expect(mails[0]?.headers).toMatchObject({
		'List-Unsubscribe': `<${ctx.community.origin}/api/unsubscribe/explorations/${token}>`,
		'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
	});
	await stopExplorationMail(ctx, token);
	await stopExplorationMail(ctx, token);
	expect(await (await api()).explorations()).toMatchObject([{ mail: null }]);
	expect(await outcomeOf(stopExplorationMail(ctx, `${token}x`))).toBe('analytics.link_unknown');
});

test('who may not see numbers any more has no more mails, whatever they may later', async () => {
	const { here, send, mailsTo, ask, api } = await community();
	const ada = await here.member('admin', 'Ada Admin');
	await ask('weekly', ada);
	await here.db.deleteFrom('memberRoles').where('memberId', '=', ada.memberId).execute();
	await send();
	expect(await mailsTo(ada)).toEqual([]);
	const admin = here.db.selectFrom('roles').select('id').where('key', '=', 'admin');
	const { id: roleId } = await admin.executeTakeFirstOrThrow();
	await here.db.insertInto('memberRoles').values({ memberId: ada.memberId, roleId }).execute();
	expect(await (await api(ada)).explorations()).toMatchObject([{ mail: null }]);
	await send();
	expect(await mailsTo(ada)).toEqual([]);
});

test('an answer that stays the same is not mailed, and somebody’s own question to nobody else', async () => {
	const { today, ask, id, here, api, send, mailsTo } = await community();
	const fixed = { id: newId(), name: 'Then', isShared: true, question: { from: today, to: today } };
	await (await api()).saveExploration(fixed);
	const weekly = { explorationId: fixed.id, rhythm: 'weekly' } as const;
	expect(await outcomeOf((await api()).mailExploration(weekly))).toBe('analytics.days_fixed');
	const ada = await here.member('admin', 'Ada Admin');
	await ask('weekly', ada);
	const own = { explorationId: id, name: 'Posts by day', isShared: false, version: 1 };
	await (await api()).renameExploration(own);
	expect(await outcomeOf(ask('weekly', ada))).toBe('analytics.exploration_not_found');
	await send();
	expect(await mailsTo(ada)).toEqual([]);
});

test('mails are asked for where some are due, at seven by the clock of the place', async () => {
	const { here, day, ask, waitUntil } = await community();
	await ask('weekly');
	waitUntil(`${dayAfter(day, -1)}T21:00:00Z`);
	await analyticsJobs['plan-exploration-mails'].run(installation.services, {});
	const { rows } = await installation.owner.query<{ runAt: string; payload: unknown }>(
		`select payload->>'runAt' as "runAt", payload->'payload' as payload from streams.outbox
			where payload->>'name' = 'mail-explorations' and payload->'payload'->>'communityId' = $1`,
		[here.id],
	);
	expect(rows).toEqual([{ runAt: `${day}T07:00:00.000Z`, payload: { communityId: here.id, day } }]);
});
