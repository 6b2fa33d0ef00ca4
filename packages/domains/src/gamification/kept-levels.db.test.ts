import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { jobs } from '../index.ts';
import { newId } from '@kith/kernel/ids';
import type { TestMember } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openPoints, type Points } from '@kith/testing/test-points';
import { createJobContext } from '../create-context.ts';
import { mergePoints } from './index.ts';

const DAY = 86_400;

let installation: TestInstallation;
let points: Points;
let ana: TestMember;
let roleId: string;
let spaceId: string;
beforeAll(async () => {
	installation = await createTestInstallation();
	// Nothing passes but what a test lets pass.
	const now = installation.clock.now();
	let ahead = 0;
	installation.clock.now = () => new Date(now.getTime() + ahead * 1000);
	installation.clock.advance = (seconds) => void (ahead += seconds);
});
afterAll(() => installation.close());

const level = (from: number, brings: { roleId?: string; spaceIds?: string[] } = {}) => ({
	...{ name: '', points: from, roleId: brings.roleId ?? null, spaceIds: brings.spaceIds ?? [] },
});

async function arrange(steps: readonly number[], holdDays: number) {
	const { gamification } = await points.as(points.founder);
	const { version, levels } = await gamification.levels();
	const [, , third] = steps;
	const wanted = steps.map((from) =>
		level(from, from === third ? { roleId, spaceIds: [spaceId] } : {}),
	);
	await gamification.saveLevels({ version, levels: { ...levels, levels: wanted, holdDays } });
}

beforeEach(async () => {
	points = await openPoints(installation);
	({ roleId, spaceId } = await points.opened('Regular', 'tags:create'));
	ana = await points.here.member('member', 'Ana');
	await arrange([0, 20, 100], 14);
});

async function give(amount: number, who = ana): Promise<void> {
	const { gamification } = await points.as(points.founder);
	await gamification.give({
		...{ id: newId(), memberId: who.memberId, points: amount, reason: '-' },
	});
}

const later = (seconds: number) => installation.clock.advance(seconds);
const payload = (who = ana) => ({ communityId: points.here.id, memberIds: [who.memberId] });
const end = (who = ana) => jobs.get('end-level')?.run(installation.services, payload(who));

/** What a member has: the number of their level, since when only for a time, their role and their room. */
async function has(who = ana) {
	const { gamification } = await points.as(who);
	const score = (await gamification.mine())?.score;
	const ctx = await points.here.as(who);
	const room = points.here.db
		.selectFrom('spaceMembers')
		.select('spaceId')
		.where('memberId', '=', who.memberId)
		.where('source', '=', 'level');
	return {
		...{ level: score?.level.number, until: score?.kept?.until ?? null },
		role: ctx.standing?.roleIds.includes(roleId) ?? false,
		room: (await room.execute()).length === 1,
	};
}

const changes = async () =>
	(await points.events()).filter(({ type }) => type === 'gamification.level_changed').length;

const inDays = (days: number) => new Date(installation.clock.now().getTime() + days * DAY * 1000);

test('who falls below a level keeps it, its role and its room to the second it was told', async () => {
	await give(120);
	expect(await has()).toEqual({ level: 3, until: null, role: true, room: true });
	const told = await changes();
	const until = inDays(14);
	await give(-30);
	expect(await has()).toEqual({ level: 3, until, role: true, room: true });
	expect(await changes()).toBe(told);
	later(14 * DAY - 1);
	await end();
	expect(await has()).toEqual({ level: 3, until, role: true, room: true });
	later(1);
	// The page says so at once; the job takes the rest along, however often it comes.
	expect(await has()).toMatchObject({ level: 2, until: null });
	await end();
	await end();
	expect(await has()).toEqual({ level: 2, until: null, role: false, room: false });
	expect(await changes()).toBe(told + 1);
});

test('who is back within the time has lost nothing, and falls anew from then on', async () => {
	await give(120);
	const told = await changes();
	await give(-30);
	later(14 * DAY - 1);
	await give(30);
	expect(await has()).toEqual({ level: 3, until: null, role: true, room: true });
	later(2);
	await end();
	expect(await has()).toEqual({ level: 3, until: null, role: true, room: true });
	expect(await changes()).toBe(told);
	await give(-30);
	expect(await has()).toMatchObject({ level: 3, until: inDays(14), role: true });
});

test('of two falls each has its own end', async () => {
	await give(120);
	await give(-30);
	later(5 * DAY);
	const second = inDays(14);
	await give(-80);
	expect(await has()).toMatchObject({ level: 3, until: inDays(9), role: true });
	later(9 * DAY);
	await end();
	expect(await has()).toEqual({ level: 2, until: second, role: false, room: false });
	later(5 * DAY - 1);
	await end();
	expect(await has()).toMatchObject({ level: 2, until: second });
	later(1);
	await end();
	expect(await has()).toMatchObject({ level: 1, until: null });
});

test('a fall over two levels at once has one end, and without days there is none', async () => {
	await give(120);
	await give(-115);
	expect(await has()).toMatchObject({ level: 3, until: inDays(14), role: true });
	later(14 * DAY);
	await end();
	expect(await has()).toEqual({ level: 1, until: null, role: false, room: false });
	await arrange([0, 20, 100], 0);
	await give(115);
	expect(await has()).toMatchObject({ level: 3, role: true });
	await give(-1);
	await give(-30);
	expect(await has()).toEqual({ level: 2, until: null, role: false, room: false });
});

test('levels that ask for more take nothing at once, and what was promised stays when the days change', async () => {
	await give(120);
	const until = inDays(14);
	await arrange([0, 20, 200], 14);
	await points.recount();
	expect(await has()).toEqual({ level: 3, until, role: true, room: true });
	await arrange([0, 20, 200], 1);
	await points.recount();
	await points.recount();
	expect(await has()).toMatchObject({ level: 3, until });
	later(14 * DAY);
	await jobs.get('sweep-levels')?.run(installation.services, {});
	expect(await has()).toEqual({ level: 2, until: null, role: false, room: false });
});

test('a dry run tells how many would rise and fall, as the database counts them', async () => {
	const ben = await points.here.member('member', 'Ben');
	await give(120);
	await give(30, ben);
	const { gamification } = await points.as(points.founder);
	const { levels, members } = await gamification.levels();
	const all = members.reduce((sum, count) => sum + count, 0);
	expect(members).toEqual([all - 2, 1, 1]);
	const tried = async (...steps: number[]) =>
		gamification.tryLevels({ levels: { ...levels, levels: steps.map((from) => level(from)) } });
	expect(await tried(0, 20, 100)).toMatchObject({ rise: 0, fall: 0, same: all });
	expect(await tried(0, 50, 110)).toEqual({
		...{ rise: 0, fall: 1, same: all - 1, members: [all - 1, 0, 1] },
	});
	expect(await tried(0, 10, 30, 120)).toMatchObject({ rise: 2, fall: 0 });
	await give(-30);
	// Who keeps a level has it: the same steps would take it.
	expect(await tried(0, 20, 100)).toMatchObject({ rise: 0, fall: 1 });
	expect((await gamification.levels()).members).toEqual([all - 2, 1, 1]);
});

test('only oneself and staff are told until when', async () => {
	const ben = await points.here.member('member', 'Ben');
	const mo = await points.here.member('moderator', 'Mo');
	await give(120);
	await give(-30);
	const seenBy = async (who: TestMember) =>
		(await (await points.as(who)).gamification.score({ memberId: ana.memberId }))?.kept ?? null;
	expect(await seenBy(ben)).toBeNull();
	for (const who of [ana, mo, points.founder])
		expect(await seenBy(who)).toEqual({
			...{ until: inDays(14), reached: { number: 2, name: '', points: 20 } },
		});
});

test('of two accounts that become one the level of neither is lost, nor its end', async () => {
	const twin = await points.here.member('member', 'Twin');
	await give(120, twin);
	await give(-110, twin);
	const until = inDays(14);
	later(DAY);
	const ctx = await createJobContext(installation.services, points.here.community, 'merge');
	const pair = { from: twin.memberId, into: ana.memberId };
	await give(5);
	await ctx.transaction((tx) => mergePoints(ctx, tx, pair));
	await jobs.get('settle-points')?.run(installation.services, payload());
	expect(await has()).toEqual({ level: 3, until, role: true, room: true });
	later(13 * DAY - 1);
	await end();
	expect(await has()).toMatchObject({ level: 3, role: true });
	later(1);
	await end();
	expect(await has()).toEqual({ level: 1, until: null, role: false, room: false });
});
