import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openPoints, ruleOf, type Points } from '@kith/testing/test-points';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestMember } from '@kith/testing/test-community';
import { communityCaller } from '../index.ts';
import { NO_LIMITS, type Condition, type RuleDefinition } from './gamification.schema.ts';
import { simulateSet } from './simulate-set.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

const ownerOf = async (points: Points) => (await points.as(points.founder)).gamification;
const tried = async (points: Points) => (await ownerOf(points)).simulateSet();
type Trial = Awaited<ReturnType<typeof tried>>;

/** A draft: of a rule that is in force, or of a new one; its id. */
async function draft(points: Points, definition: RuleDefinition, of?: string): Promise<string> {
	const id = of ?? newId();
	const rule = { id, name: 'Draft', definition, version: of ? 2 : null };
	await (await ownerOf(points)).saveRule(rule);
	return id;
}

async function badge(points: Points, mostGiven: number | null = null): Promise<string> {
	const id = newId();
	const look = { name: 'Busy', description: '', icon: '🐝', tone: 'gold' as const };
	await (
		await ownerOf(points)
	).saveBadge({ id, version: null, ...look, mostGiven, lastsDays: null });
	return id;
}

/** The same numbers in every run of one seed: mulberry32. */
function randomBy(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (state + 0x6d_2b_79_f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
	};
}

/** Some days in which people write, like, and lose what they wrote. */
async function live(points: Points, random: (below: number) => number): Promise<void> {
	const people: TestMember[] = [];
	for (const name of ['Ana', 'Ben', 'Cem', 'Dua'])
		people.push(await points.here.member('member', name));
	const posts: { id: string; by: TestMember }[] = [];
	for (let step = 0; step < 60; step += 1) {
		installation.clock.advance(random(7000));
		const who = people[random(4)] ?? points.founder;
		const post = posts[random(posts.length)];
		const what = random(10);
		if (!post || what < 3) posts.push({ id: await points.post(who), by: who });
		else if (what < 6) await points.comment(who, post.id);
		else if (what < 9) await outcomeOf(points.react(who, post.id));
		else {
			posts.splice(posts.indexOf(post), 1);
			await (await points.as(post.by)).posts.delete({ postId: post.id });
		}
	}
}

/** What every table of the community holds, in short, and what was told. */
async function everything({ here, events }: Points): Promise<unknown> {
	const at = `c_${here.id}`;
	const { rows: tables } = await installation.owner.query<{ name: string }>(
		`select table_name as name from information_schema.tables where table_schema = $1 order by 1`,
		[at],
	);
	const held = new Map<string, unknown>();
	for (const { name } of tables) {
		const { rows } = await installation.owner.query(
			`select count(*), md5(string_agg(held::text, '|' order by held::text)) from ${at}.${name} as held`,
		);
		held.set(name, rows[0]);
	}
	return { held, told: (await events()).length };
}

/** Members at each level by the scores that they have now. */
async function standing({ here, as, founder }: Points) {
	const { levels } = await (await as(founder)).gamification.levels();
	const { rows } = await installation.owner.query<{ points: number }>(
		`select coalesce(points, 0) as points from c_${here.id}.members
			left join c_${here.id}.scores on member_id = id where status in ('active', 'suspended')`,
	);
	const at = levels.levels.map(
		({ points: from }, index) =>
			rows.filter(({ points: has }) => {
				const next = levels.levels[index + 1]?.points ?? Infinity;
				return (has >= from || index === 0) && has < next;
			}).length,
	);
	return { at, points: rows.reduce((sum, row) => sum + row.points, 0) };
}

const levelsOf = ({ levels }: Trial, set: 'now' | 'after') => levels.map((level) => level[set]);

/** Who has a badge now. */
const holders = async ({ here }: Points, badgeId: string): Promise<number> =>
	(await here.db.selectFrom('badgeGrants').select('id').where('badgeId', '=', badgeId).execute())
		.length;

test.for([1, 2, 3])(
	'what it says comes out when the drafts are published and all is counted anew; it writes nothing (%s)',
	{ timeout: 60_000 },
	async (seed) => {
		const points = await openPoints(installation);
		const [bees, owls] = [await badge(points), await badge(points)];
		const when = { is: 'count', of: 'comment', as: 'doer', days: 5, atLeast: 3 } as const;
		const kept = [
			ruleOf({ most: { ...NO_LIMITS, day: 2 } }),
			ruleOf({ on: 'comment', points: 3, most: { ...NO_LIMITS, hour: 2 } }),
			ruleOf({ on: 'reaction', to: 'other', most: { ...NO_LIMITS, pairDay: 1 } }),
			ruleOf({ on: 'comment', points: 5, badgeId: bees, when }),
		];
		const ids: string[] = [];
		for (const definition of kept) ids.push(await points.rule(definition, null));
		await live(points, randomBy(seed));
		await points.recount();
		const drafts = [
			await draft(points, ruleOf({ points: 7, when: { is: 'first' } })),
			await draft(points, ruleOf({ on: 'comment', to: 'other', points: 2, restMinutes: 45 })),
			await draft(points, ruleOf({ on: 'reaction', points: -1, when: { is: 'streak', days: 2 } })),
			await draft(points, ruleOf({ on: 'comment', points: 1, badgeId: owls, when }), ids[3]),
		];
		const before = await everything(points);
		const trial = await tried(points);
		expect(await everything(points)).toEqual(before);
		const now = await standing(points);
		expect([levelsOf(trial, 'now'), trial.points.now]).toEqual([now.at, now.points]);
		const badges = new Map(trial.badges.map((one) => [one.badgeId, one]));
		expect(badges.get(bees)).toMatchObject({ now: await holders(points, bees), after: 0 });
		expect([trial.inForce, trial.rules, trial.drafts, trial.isCut]).toEqual([4, 7, 4, false]);

		for (const ruleId of drafts)
			await (
				await ownerOf(points)
			).publishRule({ ruleId, version: ruleId === ids[3] ? 3 : 1, daysBack: 90 });
		await points.recount();
		const after = await standing(points);
		expect([levelsOf(trial, 'after'), trial.points.after]).toEqual([after.at, after.points]);
		expect(after.points).not.toBe(now.points);
		expect(badges.get(owls)).toMatchObject({ now: 0, after: await holders(points, owls) });
		for (const { memberId, points: won } of trial.top)
			expect(await points.pointsOf({ memberId } as TestMember)).toBe(won);
		expect(trial.top.length).toBeGreaterThan(2);
		// Nothing is a draft any more: both are the same.
		const again = await tried(points);
		expect([again.drafts, again.points.now, again.points.after]).toEqual([
			...[0, after.points, after.points],
		]);
	},
);

test('who may not run points is refused, and so is a place without them', async () => {
	const points = await openPoints(installation);
	const ana = await points.here.member('member', 'Ana');
	const { gamification } = await points.as(ana);
	expect(await outcomeOf(gamification.simulateSet())).toBe('permissions.denied');
	const moderator = await points.here.member('moderator', 'Mo');
	const theirs = (await points.as(moderator)).gamification;
	expect(await outcomeOf(theirs.simulateSet())).toBe('permissions.denied');
	const without = await createTestCommunity(installation);
	const { gamification: off } = communityCaller(await without.as(await founderOf(without)));
	expect(await outcomeOf(off.simulateSet())).toBe('module.off');
});

test('what was done in another community is not counted, nor what lies further back', async () => {
	const [here, there] = [await openPoints(installation), await openPoints(installation)];
	for (const points of [here, there]) await points.rule(ruleOf());
	const writer = await there.here.member('member', 'Ana');
	await there.post(writer);
	const ana = await here.here.member('member', 'Ana');
	await here.post(ana);
	installation.clock.advance(91 * 86_400);
	const twice = { is: 'count', of: 'post', as: 'doer', days: null, atLeast: 2 } as const;
	await draft(here, ruleOf({ points: 5, when: twice }));
	await here.post(ana);
	for (const points of [here, there]) await points.recount();
	// The first post is too old to be paid for, and the second one is known as the second.
	expect(await tried(here)).toMatchObject({ deeds: 1, points: { now: 10, after: 15 } });
	expect(await tried(there)).toMatchObject({ deeds: 0, points: { now: 0, after: 0 }, top: [] });
});

test('people are named with their share, the rule that brings most, and how often limits held them back', async () => {
	const points = await openPoints(installation);
	const [ana, ben] = [
		await points.here.member('member', 'Ana'),
		await points.here.member('member', 'Ben'),
	];
	const badgeId = await badge(points, 1);
	const posts = await draft(points, ruleOf({ points: 6, most: { ...NO_LIMITS, day: 1 }, badgeId }));
	await draft(points, ruleOf({ on: 'comment', to: 'other', points: 2 }));
	const stopped = await points.rule(ruleOf({ points: 1000 }));
	await (await ownerOf(points)).stopRule({ ruleId: stopped, version: 2 });
	const first = await points.post(ana);
	for (let count = 0; count < 2; count += 1) await points.post(ana);
	await points.comment(ben, first);
	installation.clock.advance(60);
	await points.post(ben);
	await points.recount();
	const trial = await tried(points);
	const most = { ruleId: posts, name: 'Draft', points: 6 };
	expect(trial.top).toEqual([
		{
			...{ memberId: ana.memberId, name: 'Ana', points: 8, share: 8 / 14, fromOne: 0.5 },
			...{ awards: 2, heldBack: 2, most },
		},
		{
			...{ memberId: ben.memberId, name: 'Ben', points: 6, share: 6 / 14, fromOne: 0 },
			...{ awards: 1, heldBack: 0, most },
		},
	]);
	expect(trial.badges).toEqual([
		{
			...{ badgeId, name: 'Busy', icon: '🐝', tone: 'gold', mostGiven: 1, now: 0, after: 2 },
			names: ['Ana', 'Ben'],
		},
	]);
	const { gamification } = await points.as(points.founder);
	await gamification.giveBadge({ id: newId(), badgeId, memberId: ana.memberId, reason: 'Thanks' });
	const [grant] = await points.here.db.selectFrom('badgeGrants').select('id').execute();
	await gamification.takeBadge({ grantId: grant?.id ?? '', reason: 'Not earned' });
	expect((await tried(points)).badges[0]?.names).toEqual(['Ben']);
});

test('rules are told of that are dead, that name what is gone, or that get in each other’s way', async () => {
	const points = await openPoints(installation);
	const owner = await points.as(points.founder);
	const badgeId = await badge(points);
	const { spaceId } = await points.opened('Helper', 'tags:create');
	const named: Record<string, string> = {};
	const add = async (name: string, change: Partial<RuleDefinition>) => {
		named[await draft(points, ruleOf(change))] = name;
	};
	const space: Condition = { is: 'space', in: [spaceId] };
	await add('posts', {});
	await add('again', {});
	await add('takes', { points: -2, when: { is: 'first' } });
	await add('badge', { on: 'follow', points: 0, badgeId });
	await add('room', { on: 'comment', when: space });
	await add('never', { on: 'vote', when: { is: 'not', what: { is: 'first' } } });
	await owner.gamification.archiveBadge({ badgeId });
	await owner.spaces.archive({ spaceId });
	installation.services.snapshots.drop(points.here.id);
	await points.post(points.founder);
	await points.recount();
	const { findings, moreFindings } = await tried(points);
	const said = findings.map(({ kind, rule, other, missing }) =>
		[kind, named[rule.ruleId], named[other?.ruleId ?? ''], ...missing].filter(Boolean).join(' '),
	);
	expect(moreFindings).toBe(0);
	expect(said.toSorted((a, b) => a.localeCompare(b))).toEqual([
		...['gone badge badge', 'gone room space', 'idle badge', 'idle room', 'never never'],
		...['opposed takes again', 'opposed takes posts', 'same posts again'],
	]);
});

test('so many deeds are looked at, the newest ones, however many were done at the same moment', async () => {
	const points = await openPoints(installation);
	await points.rule(ruleOf({ points: 1 }));
	const ana = await points.here.member('member', 'Ana');
	const fill = async (count: number, hoursAgo: number) =>
		installation.owner.query(
			`insert into c_${points.here.id}.deeds (id, kind, subject_id, member_id, at, facts)
				select uuidv7(), 'post', gen_random_uuid(), $1, $2::timestamptz - interval '0.0004 s', '{}'
				from generate_series(1, ${count})`,
			[ana.memberId, new Date(installation.clock.now().getTime() - hoursAgo * 3_600_000)],
		);
	const bounds = { deeds: 60, batch: 7 };
	const ctx = await points.here.as(points.founder);
	await fill(30, 2);
	expect(await simulateSet(ctx, bounds)).toMatchObject({ deeds: 30, isCut: false });
	await fill(29, 48);
	expect(await simulateSet(ctx, bounds)).toMatchObject({ deeds: 59, points: { now: 59 } });
	await fill(20, 72);
	const trial = await simulateSet(ctx, bounds);
	expect(trial).toMatchObject({ deeds: 60, isCut: true, points: { now: 60 } });
	const hours = (installation.clock.now().getTime() - trial.since.getTime()) / 3_600_000;
	expect(Math.round(hours)).toBe(72);
});
