import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { schemaOf } from '@kith/db/schema-name';
import { newId } from '@kith/kernel/ids';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openPoints, ruleOf, type Points } from '@kith/testing/test-points';
import type { TestMember } from '@kith/testing/test-community';
import { jobs } from '../index.ts';

const DAY = 86_400;

let installation: TestInstallation;
let points: Points;
let ana: TestMember;
let [roleId, spaceId] = ['', ''];
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());
beforeEach(async () => {
	points = await openPoints(installation);
	ana = await points.here.member('member', 'Ana');
	({ roleId, spaceId } = await points.opened('Helper', 'tags:create'));
});

const brings = (days: number | null) => ({ roleId, spaceIds: [spaceId], days });
const bringing = (days: number | null) => points.rule(ruleOf({ points: 0, brings: brings(days) }));

/** What somebody may: whether they hold the role, and whether they are in the space. */
async function has(who = ana): Promise<string> {
	const { standing } = await points.here.as(who);
	const role = standing?.roleIds.includes(roleId) ? 'role' : '';
	return [role, standing?.spaceIds.includes(spaceId) ? 'space' : ''].join(' ').trim();
}

async function posted(who = ana): Promise<string> {
	const postId = await points.post(who);
	await points.deliver();
	return postId;
}

async function unpost(postId: string, who = ana): Promise<void> {
	await (await points.as(who)).posts.delete({ postId });
	await points.deliver();
}

const run = async (job: string, payload: Record<string, unknown> = {}) =>
	jobs.get(job)?.run(installation.services, { communityId: points.here.id, ...payload });

/** Every job that was asked for and is due, once. */
async function passed(seconds: number): Promise<void> {
	installation.clock.advance(seconds);
	await run('end-access', { memberIds: [ana.memberId] });
}

const own = async () => (await points.as(ana)).gamification.mine();
const log = async () => (await (await points.as(ana)).gamification.log({})).items;

test('a rule gives a role and a space for some days; they end by themselves and are told of', async () => {
	await bringing(30);
	expect(await has()).toBe('');
	await posted();
	expect(await has()).toBe('role space');
	const access = (await own())?.access ?? [];
	expect(new Set(access.map(({ role, space }) => role ?? space?.name))).toEqual(
		new Set(['Helper', '🔒 Helper']),
	);
	expect(access.every(({ isSeen, rule, until }) => !isSeen && rule === 'Rule' && until)).toBe(true);
	await (await points.as(ana)).gamification.celebrate();
	expect((await own())?.access.every(({ isSeen }) => isSeen)).toBe(true);
	await passed(29 * DAY);
	expect(await has()).toBe('role space');
	await passed(DAY);
	expect(await has()).toBe('');
	expect((await own())?.access).toEqual([]);
	const lines = await log();
	expect(lines.filter(({ kind }) => kind === 'access')).toHaveLength(2);
	for (const { access: was } of lines) expect(was?.endedAt).toEqual(was?.until);
	const { rows } = await installation.owner.query<{ type: string; count: number }>(
		`select type, count(*)::int as count from streams.outbox
			where community_id = $1 and type like 'gamification.access%' group by 1 order by 1`,
		[points.here.id],
	);
	expect(rows).toEqual([
		{ type: 'gamification.access_given', count: 2 },
		{ type: 'gamification.access_taken', count: 2 },
	]);
});

test('the end is asked for in its second, and a sweep finds what no job came to', async () => {
	await bringing(1);
	await posted();
	const { rows } = await installation.owner.query<{ asked: Date; until: Date }>(
		`select (payload->>'runAt')::timestamptz as asked, until from streams.outbox
			join ${schemaOf(points.here.id)}.rule_grants on payload->>'key' = 'end-access:' || rule_grants.id
			where type = 'jobs.requested'`,
	);
	expect(rows).toHaveLength(2);
	for (const { asked, until } of rows) expect(asked).toEqual(until);
	installation.clock.advance(DAY - 1);
	await run('sweep-access');
	expect(await has()).toBe('role space');
	installation.clock.advance(1);
	await run('sweep-access');
	expect(await has()).toBe('');
});

test('a deed that is done again makes it last from then on, and does not add up', async () => {
	await bringing(10);
	for (const pause of [0, 5 * DAY, 0]) {
		await passed(pause);
		await posted();
	}
	await passed(10 * DAY - 1);
	expect(await has()).toBe('role space');
	await passed(1);
	expect(await has()).toBe('');
	expect((await log()).filter(({ kind }) => kind === 'access')).toHaveLength(2);
});

test('for good is for good, until the rule is taken off the list', async () => {
	const ruleId = await bringing(null);
	await posted();
	await passed(3000 * DAY);
	await points.recount();
	expect(await has()).toBe('role space');
	const { gamification } = await points.as(points.founder);
	await gamification.stopRule({ ruleId, version: 2 });
	await points.recount();
	expect(await has()).toBe('role space');
	await gamification.removeRule({ ruleId });
	await run('settle-points', { memberIds: [ana.memberId] });
	expect(await has()).toBe('');
	await points.recount();
	expect(await has()).toBe('');
});

test('what is removed takes it along, unless another deed or another rule holds it', async () => {
	await bringing(10);
	const [first, second] = [await posted(), await posted()];
	await unpost(second);
	expect(await has()).toBe('role space');
	await unpost(first);
	expect(await has()).toBe('');
	const other = { roleId, spaceIds: [], days: null };
	await points.rule(ruleOf({ on: 'comment', points: 0, brings: other }));
	const third = await posted();
	const elsewhere = await posted(points.founder);
	await points.comment(ana, elsewhere);
	await points.deliver();
	await unpost(third);
	expect(await has()).toBe('role');
});

test('what hands gave stays when a rule takes its own back, and they say what stays', async () => {
	await bringing(1);
	const { roles, spaces } = await points.as(points.founder);
	const { memberId } = ana;
	await roles.give({ memberId, roleId, spaceId: null });
	await posted();
	await passed(DAY);
	expect(await has()).toBe('role');
	await posted();
	const stays = { what: 'Helper', source: 'rule', by: 'Rule' };
	expect(await roles.take({ memberId, roleId, spaceId: null })).toEqual({ stays: [stays] });
	await spaces.setMember({ spaceId, memberId, allowed: true });
	expect(await spaces.setMember({ spaceId, memberId, allowed: false })).toEqual({ stays: [stays] });
	expect(await has()).toBe('role space');
});

/** Lets the role decide about others, or not. */
async function setPower(word: 'allow' | 'deny'): Promise<void> {
	const { roles } = await points.as(points.founder);
	const row = (await roles.matrix()).roles.find(({ id }) => id === roleId);
	const permissions = { 'tags:create': 'allow' as const, 'posts:moderate': word };
	await roles.save({ changes: [{ roleId, version: row?.version ?? 0, permissions }] });
	installation.services.snapshots.drop(points.here.id);
}

test('a role with power over others is refused when the rule is saved, tried and published', async () => {
	const judge = await points.opened('Judge', 'posts:moderate');
	const { gamification } = await points.as(points.founder);
	const id = newId();
	const definition = ruleOf({ points: 0, brings: { ...brings(30), roleId: judge.roleId } });
	const rule = { id, name: 'Rule', definition, version: null };
	const refused = 'gamification.role_keeps_order';
	expect(await outcomeOf(gamification.saveRule(rule))).toBe(refused);
	expect(await outcomeOf(gamification.simulate({ ruleId: id, definition, days: 7 }))).toBe(refused);
	await gamification.saveRule({ ...rule, definition: ruleOf({ brings: brings(30) }) });
	await setPower('allow');
	const { publishRule } = (await points.as(points.founder)).gamification;
	expect(await outcomeOf(publishRule({ ruleId: id, version: 1, daysBack: 0 }))).toBe(refused);
});

test('a role that gains power is taken back from who won it, and nobody wins it any more', async () => {
	await bringing(30);
	await posted();
	await setPower('allow');
	await points.deliver();
	await run('settle-points', { memberIds: [ana.memberId] });
	expect(await has()).toBe('space');
	await posted();
	expect(await has()).toBe('space');
	const [shown] = await (await points.as(points.founder)).gamification.rules();
	expect(shown?.missing).toEqual(['harmless']);
	await setPower('deny');
	await points.recount();
	expect(await has()).toBe('role space');
});

test('a rule that names what is gone says so, and goes on with the rest', async () => {
	await bringing(30);
	const { roles } = await points.as(points.founder);
	await posted();
	const { roles: rows } = await roles.matrix();
	const version = rows.find((one) => one.id === roleId)?.version ?? 0;
	await roles.delete({ roleId, version });
	installation.services.snapshots.drop(points.here.id);
	await points.recount();
	expect(await has()).toBe('space');
	const { gamification } = await points.as(points.founder);
	const [shown] = await gamification.rules();
	expect(shown?.missing).toEqual(['role']);
	const definition = ruleOf({ brings: brings(5) });
	const rule = { id: newId(), name: 'Rule', definition, version: null };
	expect(await outcomeOf(gamification.saveRule(rule))).toBe('roles.not_found');
});

test('whoever writes a rule must be able to give what it brings; another community’s things are not there', async () => {
	const owner = await points.as(points.founder);
	const manager = newId();
	const permissions = { 'gamification:manage': 'allow' as const };
	await owner.roles.create({ id: manager, name: 'Points', permissions });
	installation.services.snapshots.drop(points.here.id);
	await owner.roles.give({ memberId: ana.memberId, roleId: manager, spaceId: null });
	const { gamification } = await points.as(ana);
	const save = (change: Parameters<typeof ruleOf>[0]) =>
		gamification.saveRule({ id: newId(), name: 'Rule', definition: ruleOf(change), version: null });
	expect(await outcomeOf(save({}))).toBe('done');
	expect(await outcomeOf(save({ brings: brings(1) }))).not.toBe('done');
	expect(await outcomeOf(save({ brings: { ...brings(1), roleId: null } }))).not.toBe('done');
	const there = await openPoints(installation);
	const theirs = await there.opened('Helper', 'tags:create');
	const { gamification: mine } = owner;
	const outcome = (change: object) =>
		outcomeOf(
			mine.saveRule({
				...{ id: newId(), name: 'Rule', version: null },
				definition: ruleOf({ brings: { ...brings(1), ...change } }),
			}),
		);
	expect(await outcome({ roleId: theirs.roleId })).toBe('roles.not_found');
	expect(await outcome({ spaceIds: [theirs.spaceId] })).toBe('spaces.not_found');
	expect(await outcome({})).toBe('done');
});

test('trying it out says who would have had it and who would have it now', async () => {
	await posted();
	installation.clock.advance(10 * DAY);
	const ben = await points.here.member('member', 'Ben');
	await posted(ben);
	const { gamification } = await points.as(points.founder);
	const tryFor = async (days: number | null) => {
		const definition = ruleOf({ points: 0, brings: brings(days) });
		return (await gamification.simulate({ ruleId: newId(), definition })).access;
	};
	expect(await tryFor(5)).toEqual({ ever: 2, now: 1, names: ['Ben'] });
	expect(await tryFor(null)).toEqual({ ever: 2, now: 2, names: ['Ana', 'Ben'] });
	expect((await points.books()).access).toEqual([]);
	const without = await gamification.simulate({ ruleId: newId(), definition: ruleOf() });
	expect(without.access).toBeNull();
});
