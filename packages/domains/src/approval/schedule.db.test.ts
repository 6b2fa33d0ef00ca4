import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import {
	createTestCommunity,
	type TestCommunity,
	type TestMember,
} from '@kith/testing/test-community';
import { atOnce, outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { founderOf } from '@kith/testing/test-actors';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';
import { DEFAULT_LIFE } from '../submissions/submissions.schema.ts';
import { publishScheduled } from './publish-due.ts';

let installation: TestInstallation;
let here: TestCommunity;
let who: TestMember;
let ctx: CommunityContext;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	who = await here.member('member', 'Paula Planner');
	ctx = await here.as(who);
});
afterAll(() => installation.close());

const api = communityCaller;
const inHours = (hours: number) => new Date(installation.clock.now().getTime() + hours * 3_600_000);
async function plan(hours = 2) {
	const input = {
		...{ id: newId(), spaceId: ctx.grants.spaces.postable[0] ?? '', title: 'Tomorrow' },
		...{ body: words('Planned'), publishAt: inHours(hours), timeZone: 'Asia/Tokyo' },
	};
	await api(ctx).approval.schedule(input);
	return { submissionId: input.id, input };
}
const run = (submissionId: string) =>
	publishScheduled(installation.services, { communityId: here.id, submissionId });
const isOut = async (postId: string) =>
	(await outcomeOf(api(ctx).posts.get({ postId }))) === 'done';
const tolds = async (postId: string) => {
	const { rowCount } = await installation.owner.query(
		`select 1 from streams.outbox where type = 'posts.published' and payload->>'postId' = $1`,
		[postId],
	);
	return rowCount;
};

test('a planned post is out when its moment has come, once, however often the job runs', async () => {
	const { submissionId } = await plan();
	await run(submissionId);
	expect(await isOut(submissionId)).toBe(false);
	const { items } = await api(ctx).approval.mine({});
	expect(items[0]).toMatchObject({ state: 'scheduled', timeZone: 'Asia/Tokyo' });
	installation.clock.advance(2 * 3600 + 1);
	expect(await atOnce(6, () => run(submissionId))).toEqual({ done: 6 });
	await run(submissionId);
	expect(await isOut(submissionId)).toBe(true);
	expect(await tolds(submissionId)).toBe(1);
});

test('what goes out with a held text is told, drawn as on its page, and changed by its author', async () => {
	const embed = {
		type: 'embed' as const,
		attrs: { provider: 'youtube' as const, id: 'dQw4w9WgXcQ' },
	};
	const poll = {
		...{ method: 'ranked' as const, choices: ['Tea', 'Coffee'], maxChoices: 1, isAnonymous: true },
		...{ results: 'always' as const, openDays: null, endsAt: inHours(72).toISOString() },
	};
	const post = {
		...{ id: newId(), spaceId: ctx.grants.spaces.postable[0] ?? '', title: 'With more' },
		...{ kind: 'idea' as const, tags: ['Rail'], contentWarning: 'Noise', poll },
		body: { type: 'doc' as const, content: [...words('Planned').content, embed] },
	};
	const planned = { ...post, publishAt: inHours(2), timeZone: 'Asia/Tokyo' };
	const { postId: submissionId } = await api(ctx).approval.schedule(planned);
	const view = await api(ctx).approval.get({ submissionId });
	expect(view.with).toEqual({
		...{ postKind: 'idea', contentWarning: 'Noise', tags: ['Rail'], poll, announcement: null },
		...{ pictures: 0, files: [], embeds: ['https://www.youtube.com/watch?v=dQw4w9WgXcQ'] },
	});
	expect(view.body.content[1]).toMatchObject({
		attrs: { site: 'YouTube', src: expect.stringContaining('youtube-nocookie') },
	});

	const again = { submissionId, version: 1, body: words('Changed') };
	const past = { ...poll, endsAt: inHours(1).toISOString() };
	const refused = api(ctx).approval.resubmit({ ...again, poll: past });
	expect(await outcomeOf(refused)).toBe('polls.end_is_past');
	const far = { ...poll, endsAt: inHours(24 * 400).toISOString() };
	const tooFar = api(ctx).approval.resubmit({ ...again, poll: far });
	expect(await outcomeOf(tooFar)).toBe('polls.end_too_far');
	await api(ctx).approval.resubmit({ ...again, tags: ['Tram'], contentWarning: '', poll: null });
	const changed = await api(ctx).approval.get({ submissionId });
	expect(changed.with).toMatchObject({ tags: ['Tram'], contentWarning: '', poll: null });
	await api(ctx).approval.resubmit({ ...again, version: 2, poll });
	installation.clock.advance(2 * 3600 + 1);
	await run(submissionId);
	const out = await api(ctx).posts.get({ postId: submissionId });
	expect(out).toMatchObject({ kind: 'idea', contentWarning: '', tags: [{ name: 'Tram' }] });
	expect(out.parts.poll?.endsAt).toEqual(new Date(poll.endsAt));
});

test('new guidelines do not take back what was planned before them', async () => {
	const { submissionId } = await plan();
	const rules = [{ id: newId(), title: 'Be kind', text: '' }];
	const { guidelines } = api(await here.as(await founderOf(here)));
	const texts = { title: 'Rules', rules, changes: '', mustAccept: true };
	await guidelines.publish({ basedOn: 1, ...texts });
	installation.clock.advance(2 * 3600 + 1);
	await run(submissionId);
	expect(await isOut(submissionId)).toBe(true);
	await api(await here.as(who)).guidelines.accept({ version: 2 });
});

test('a crash before the end of the job leaves nothing half done, and the next run does it', async () => {
	const { submissionId } = await plan();
	installation.clock.advance(2 * 3600 + 1);
	const { owner } = installation;
	await owner.query(
		`alter table "c_${here.id}".submissions add constraint crash check (state <> 'published') not valid`,
	);
	expect(await outcomeOf(run(submissionId))).toMatch(/crash/);
	expect(await isOut(submissionId)).toBe(false);
	expect(await tolds(submissionId)).toBe(0);
	await owner.query(`alter table "c_${here.id}".submissions drop constraint crash`);
	await run(submissionId);
	expect(await isOut(submissionId)).toBe(true);
	expect(await tolds(submissionId)).toBe(1);
});

test('the job is asked for with its moment, under one key', async () => {
	const { submissionId } = await plan();
	const publishAt = inHours(30);
	await api(ctx).approval.reschedule({
		...{ submissionId, version: 1, publishAt, timeZone: 'Europe/Berlin' },
	});
	const { rows } = await installation.owner.query(
		`select payload from streams.outbox where type = 'jobs.requested' and payload->'payload'->>'submissionId' = $1 order by occurred_at, id`,
		[submissionId],
	);
	const jobs = rows.map(({ payload }) => payload as { key: string; runAt: string });
	expect(new Set(jobs.map(({ key }) => key)).size).toBe(1);
	expect(jobs.at(-1)?.runAt).toBe(publishAt.toISOString());
	installation.clock.advance(3 * 3600);
	await run(submissionId);
	expect(await isOut(submissionId)).toBe(false);
});

test('it is published at once, or taken back and never published', async () => {
	const now = await plan();
	await api(ctx).approval.publishNow({ submissionId: now.submissionId });
	expect(await isOut(now.submissionId)).toBe(true);
	const never = await plan();
	await api(ctx).approval.withdraw({ submissionId: never.submissionId });
	installation.clock.advance(5 * 3600);
	await run(never.submissionId);
	expect(await isOut(never.submissionId)).toBe(false);
	const other = await here.as(await here.member('admin', `Other ${newId().slice(-6)}`));
	const { submissionId } = await plan();
	const attempts = [
		api(other).approval.get({ submissionId }),
		api(other).approval.publishNow({ submissionId }),
		api(other).approval.withdraw({ submissionId }),
		api(other).approval.approve({ submissionId, version: 1 }),
	];
	expect(await Promise.all(attempts.map(outcomeOf))).toEqual(Array(4).fill('approval.not_found'));
});

test('moments that are past, too far or in no time zone are refused', async () => {
	const { input } = await plan();
	const refused = (change: object) =>
		outcomeOf(api(ctx).approval.schedule({ ...input, id: newId(), ...change }));
	expect(await refused({ publishAt: inHours(-1) })).toBe('approval.moment_is_past');
	expect(await refused({ publishAt: inHours(24 * 400) })).toBe('approval.moment_too_far');
	expect(await refused({ timeZone: 'Moon/Sea' })).toBe('approval.unknown_time_zone');
	expect(await refused({ spaceId: newId() })).toBe('spaces.not_found');
});

test('who lost the right to post meanwhile gets the post back; who needs approval waits', async () => {
	const lost = await plan();
	const { spaceId } = lost.input;
	const staffOnly = here.db.updateTable('spaces').where('id', '=', spaceId);
	await staffOnly.set({ posting: 'staff' }).execute();
	installation.services.snapshots.drop(here.id);
	installation.clock.advance(3 * 3600);
	await run(lost.submissionId);
	expect(await api(ctx).approval.get({ submissionId: lost.submissionId })).toMatchObject({
		...{ state: 'rejected', reason: '', decidedBy: null },
	});
	await staffOnly.set({ posting: 'everyone' }).execute();
	installation.services.snapshots.drop(here.id);
	ctx = await here.as(who);
	const held = await plan();
	const owner = await here.as(await founderOf(here));
	await api(owner).approval.saveSettings({
		...{ rules: [{ spaceId: null, kind: null, roleKey: null }], life: DEFAULT_LIFE },
	});
	installation.clock.advance(3 * 3600);
	await run(held.submissionId);
	expect(await api(ctx).approval.get({ submissionId: held.submissionId })).toMatchObject({
		state: 'waiting',
	});
});
