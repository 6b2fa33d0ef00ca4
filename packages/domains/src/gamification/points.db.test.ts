import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { atOnce, outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openPoints, ruleOf, type Points } from '@kith/testing/test-points';
import type { TestMember } from '@kith/testing/test-community';
import { NO_LIMITS } from './gamification.schema.ts';

let installation: TestInstallation;
let points: Points;
let [ana, ben]: [TestMember, TestMember] = [] as never;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

/** A place where nothing was counted before. */
async function openNew(): Promise<void> {
	points = await openPoints(installation);
	ana = await points.here.member('member', 'Ana');
	ben = await points.here.member('member', 'Ben');
}

test('what is done gives points once, however often it is told, and taking it away takes them back', async () => {
	await openNew();
	await points.rule(ruleOf());
	await points.rule(ruleOf({ on: 'comment', points: 3 }));
	await points.rule(ruleOf({ on: 'reaction', to: 'other', points: 1 }));
	const postId = await points.post(ana);
	await points.comment(ben, postId);
	await points.react(ben, postId);
	await points.deliver();
	await points.deliver();
	expect([await points.pointsOf(ana), await points.pointsOf(ben)]).toEqual([11, 3]);
	const moderator = await points.here.member('moderator', 'Mo');
	await (await points.as(moderator)).posts.remove({ postId });
	await points.deliver();
	expect([await points.pointsOf(ana), await points.pointsOf(ben)]).toEqual([0, 0]);
	const { items } = await (await points.as(ana)).gamification.log({});
	const lines = items.map(({ kind, deed, side, points: won }) => `${kind} ${deed} ${side} ${won}`);
	expect(lines.toSorted((a, b) => a.localeCompare(b))).toEqual([
		...['reversal post doer -10', 'reversal reaction other -1'],
		...['rule post doer 10', 'rule reaction other 1'],
	]);
});

test('nobody earns by patting themselves or one friend on the back', async () => {
	await openNew();
	const most = { ...NO_LIMITS, pairDay: 1 };
	await points.rule(ruleOf({ on: 'reaction', to: 'other', points: 1, most }));
	for (let count = 0; count < 3; count += 1) {
		const postId = await points.post(ana);
		expect(await outcomeOf(points.react(ana, postId))).toBe('reactions.own');
		await points.react(ben, postId);
	}
	await points.deliver();
	expect(await points.pointsOf(ana)).toBe(1);
});

test('a rule counts from its publishing on, or for what was there before; a stopped one gives no more', async () => {
	await openNew();
	await points.post(ana);
	installation.clock.advance(60);
	const forward = await points.rule(ruleOf({ points: 1 }));
	await points.post(ana);
	await points.deliver();
	expect(await points.pointsOf(ana)).toBe(1);
	const back = await points.rule(ruleOf({ points: 100 }), null);
	await points.recount();
	expect(await points.pointsOf(ana)).toBe(201);
	const { gamification } = await points.as(points.founder);
	installation.clock.advance(60);
	await gamification.stopRule({ ruleId: back, version: 2 });
	await points.post(ana);
	await points.deliver();
	expect(await points.pointsOf(ana)).toBe(202);
	await gamification.saveRule({
		...{ id: forward, name: 'Rule', definition: ruleOf({ points: 5 }), version: 2 },
	});
	await points.post(ana);
	await points.deliver();
	expect(await points.pointsOf(ana)).toBe(203);
	installation.clock.advance(60);
	await gamification.publishRule({ ruleId: forward, version: 3, daysBack: 0 });
	await points.post(ana);
	await points.deliver();
	await points.recount();
	expect(await points.pointsOf(ana)).toBe(208);
	expect(
		await outcomeOf(gamification.publishRule({ ruleId: forward, version: 3, daysBack: 0 })),
	).toBe('gamification.changed_meanwhile');
	expect(
		await outcomeOf(gamification.publishRule({ ruleId: forward, version: 4, daysBack: 0 })),
	).toBe('gamification.nothing_to_publish');
});

test('a badge comes with what a rule asks for and goes with it; one taken by hand stays away', async () => {
	await openNew();
	const { gamification } = await points.as(points.founder);
	const badgeId = newId();
	const badge = { name: 'Writer', description: 'Two posts', icon: '✍️', tone: 'gold' as const };
	await gamification.saveBadge({
		id: badgeId,
		version: null,
		mostGiven: null,
		lastsDays: null,
		...badge,
	});
	const when = { is: 'count', of: 'post', as: 'doer', days: null, atLeast: 2 } as const;
	await points.rule(ruleOf({ points: 0, badgeId, when }));
	const badges = async (who: TestMember) =>
		(await (await points.as(who)).gamification.mine())?.score?.badges ?? [];
	await points.post(ana);
	await points.deliver();
	expect(await badges(ana)).toEqual([]);
	const second = await points.post(ana);
	await points.deliver();
	expect(await badges(ana)).toMatchObject([{ id: badgeId, name: 'Writer' }]);
	await (await points.as(ana)).posts.delete({ postId: second });
	await points.deliver();
	expect(await badges(ana)).toEqual([]);
	await points.post(ana);
	await points.deliver();
	const [held] = await badges(ana);
	await gamification.takeBadge({ grantId: held?.grantId ?? '', reason: 'Not earned' });
	await points.post(ana);
	await points.deliver();
	await points.recount();
	expect(await badges(ana)).toEqual([]);
});

test('a rule that asks by an expression gives for what it holds of; one that is at fault is not saved', async () => {
	await openNew();
	const asking = (text: string) => ruleOf({ when: { is: 'expression', text } });
	await points.rule(asking('deed.postKind == "discussion" && deed.length > 0 && member.days < 5'));
	await points.rule(asking('deed.postKind == "idea"'));
	await points.post(ana);
	await points.deliver();
	expect(await points.pointsOf(ana)).toBe(10);
	const { gamification } = await points.as(points.founder);
	for (const text of ['deed.lenght > 1', 'deed.kind.matches("(a+)+$")', '((']) {
		const rule = { id: newId(), name: 'Wrong', definition: asking(text) };
		expect(await outcomeOf(gamification.saveRule({ ...rule, version: null }))).toBe(
			'gamification.expression_wrong',
		);
		expect(
			await outcomeOf(
				gamification.simulate({ ruleId: rule.id, definition: rule.definition, days: 7 }),
			),
		).toBe('gamification.expression_wrong');
	}
});

test('of a limited edition as many are given as there are, whoever asks at once', async () => {
	await openNew();
	const { gamification } = await points.as(points.founder);
	const badgeId = newId();
	const badge = { name: 'First three', description: '', icon: '🥇', tone: 'gold' as const };
	await gamification.saveBadge({
		id: badgeId,
		version: null,
		mostGiven: 3,
		lastsDays: null,
		...badge,
	});
	const people = await Promise.all(
		Array.from({ length: 8 }, (_, index) => points.here.member('member', `Guest ${index}`)),
	);
	const outcomes = await atOnce(8, async (index) =>
		(await points.as(points.founder)).gamification.giveBadge({
			...{ id: newId(), badgeId, memberId: people[index]?.memberId ?? '', reason: 'Early' },
		}),
	);
	expect(outcomes).toEqual({ done: 3, 'gamification.badge_none_left': 5 });
});

test('a level brings its role and takes it along; what decides about others is not won', async () => {
	await openNew();
	const owner = await points.as(points.founder);
	const make = async (name: string, allow: string[]) => {
		const id = newId();
		const permissions = Object.fromEntries(allow.map((one) => [one, 'allow' as const]));
		await owner.roles.create({ id, name, permissions });
		return id;
	};
	const [fun, power] = [
		await make('Regular', ['tags:create']),
		await make('Judge', ['posts:moderate']),
	];
	installation.services.snapshots.drop(points.here.id);
	const { gamification } = await points.as(points.founder);
	const levels = (roleId: string) => ({
		levels: [
			{ name: '', points: 0, roleId: null, spaceIds: [] },
			{ name: 'Regular', points: 20, roleId, spaceIds: [] },
		],
		...{ staffOnBoards: false, boards: true, holdDays: 0 },
	});
	expect(await outcomeOf(gamification.saveLevels({ version: 0, levels: levels(power) }))).toBe(
		'gamification.role_keeps_order',
	);
	await gamification.saveLevels({ version: 0, levels: levels(fun) });
	await points.rule(ruleOf());
	const postId = await points.post(ana);
	await points.deliver();
	expect((await points.books()).roles).toEqual([]);
	await points.post(ana);
	await points.deliver();
	expect((await points.books()).roles).toEqual([{ memberId: ana.memberId, roleId: fun }]);
	expect((await (await points.as(ana)).gamification.mine())?.score).toMatchObject({
		...{ points: 20, level: { number: 2, name: 'Regular' }, next: null, streak: 1, freezes: 0 },
	});
	await (await points.as(ana)).posts.delete({ postId });
	await points.deliver();
	expect((await points.books()).roles).toEqual([]);
	const { levels: counts } = { levels: await gamification.levels() };
	expect(counts.members.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(3);
});

test('boards rank by points, leave out staff and who does not want to be there', async () => {
	await openNew();
	await points.rule(ruleOf());
	for (const who of [ana, ana, ben, points.founder]) await points.post(who);
	await points.deliver();
	const board = async (who: TestMember, span: 'week' | 'all' | 'improved' = 'all') =>
		(await points.as(who)).gamification.board({ span, spaceId: null });
	const names = async (span?: 'week' | 'all' | 'improved') =>
		(await board(ana, span)).rows.map(({ rank, member }) => `${rank} ${member?.name}`);
	expect(await names()).toEqual(['1 Ana', '2 Ben']);
	expect(await names('week')).toEqual(['1 Ana', '2 Ben']);
	expect(await names('improved')).toEqual(['1 Ana', '2 Ben']);
	expect((await board(ben)).own).toMatchObject({ rank: 2, points: 10 });
	installation.clock.advance(40 * 86_400);
	expect(await names('week')).toEqual([]);
	expect(await names()).toEqual(['1 Ana', '2 Ben']);
	await (await points.as(ana)).gamification.setOffBoards({ isOffBoards: true });
	expect(await names()).toEqual(['1 Ben']);
	expect((await board(ana)).own).toBeNull();
});

test('who leaves and is forgotten takes what they earned along; what they gave others stays', async () => {
	await openNew();
	await points.rule(ruleOf());
	await points.rule(ruleOf({ on: 'reaction', to: 'other', points: 1 }));
	const [own, others] = [await points.post(ben), await points.post(ana)];
	await points.react(ben, others);
	await points.deliver();
	expect(await points.pointsOf(ana)).toBe(11);
	await (await points.as(ben)).members.leave({ contributions: 'anonymise' });
	await points.deliver();
	expect(await points.pointsOf(ana)).toBe(11);
	expect((await points.books()).scores.map(({ memberId }) => memberId)).toEqual([ana.memberId]);
	expect(own).not.toBe(others);
});

test('points are given by hand once, with a reason that is read', async () => {
	await openNew();
	const { gamification } = await points.as(points.founder);
	const gift = { id: newId(), memberId: ana.memberId, points: 25, reason: 'Helped at the fair' };
	await gamification.give(gift);
	await gamification.give(gift);
	expect(await points.pointsOf(ana)).toBe(25);
	const { items } = await (await points.as(ana)).gamification.log({});
	expect(items).toMatchObject([{ kind: 'manual', points: 25, reason: 'Helped at the fair' }]);
	const member = await points.as(ben);
	expect(await outcomeOf(member.gamification.give(gift))).toBe('permissions.denied');
	expect(await outcomeOf(member.gamification.log({ memberId: ana.memberId }))).toBe(
		'permissions.denied',
	);
});
