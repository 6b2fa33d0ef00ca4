import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';
import { whoIsTold } from './read-rota.ts';
import type { Shift } from './rota.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const ALWAYS = { days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 0 };
const shiftOf = (memberId: string, when: Partial<Shift> = {}): Shift => ({
	...{ id: newId(), memberId, ...ALWAYS, ...when },
});
const founder = async () => communityCaller(await here.as(await founderOf(here))).rota;
const moderator = (name = `Mo ${newId().slice(-8)}`) => here.member('moderator', name);

test('a rota is arranged, read by those who decide, and says who is on call', async () => {
	const [ana, ben] = [await moderator('Ana'), await moderator('Ben')];
	const rota = await founder();
	const { version, people } = await rota.read();
	expect(people.map(({ name }) => name)).toEqual(expect.arrayContaining(['Ana', 'Ben']));
	const shifts = [shiftOf(ana.memberId), shiftOf(ben.memberId, { days: [1], from: 1, to: 2 })];
	await rota.save({ shifts, version });
	const seen = await communityCaller(await here.as(ben)).rota.read();
	expect(seen).toMatchObject({ shifts, version: version + 1, mayEdit: false });
	expect(seen.onCall.map(({ name }) => name)).toContain('Ana');
	const lee = await here.member('member', 'Lee');
	expect(await outcomeOf(communityCaller(await here.as(lee)).rota.read())).toBe(
		'permissions.denied',
	);
	const byBen = communityCaller(await here.as(ben)).rota.save({ shifts: [], version: version + 1 });
	expect(await outcomeOf(byBen)).toBe('permissions.denied');
});

test('nobody is put on it who decides nothing, is of another community, or is not here any more', async () => {
	const there = await createTestCommunity(installation);
	const strangers = [
		await here.member('member', 'Lee Member'),
		await there.member('moderator', 'Mo There'),
		{ memberId: newId() },
	];
	const rota = await founder();
	for (const { memberId } of strangers) {
		const { version } = await rota.read();
		expect(await outcomeOf(rota.save({ shifts: [shiftOf(memberId)], version }))).toBe(
			'rota.decider_not_found',
		);
	}
	const leaver = await moderator();
	const { version } = await rota.read();
	await rota.save({ shifts: [shiftOf(leaver.memberId)], version });
	await communityCaller(await here.as(leaver)).members.leave({ contributions: 'keep' });
	expect((await rota.read()).shifts).toEqual([]);
});

test('of ten who save upon the same version one does', async () => {
	const rota = await founder();
	const { version } = await rota.read();
	const outcomes = await atOnce(10, () => rota.save({ shifts: [], version }));
	expect(outcomes).toEqual({ done: 1, 'rota.changed_meanwhile': 9 });
});

test('who is on call is told alone; all are when nobody is, or when who is decides nothing of it', async () => {
	const [ana, ben, cem] = [await moderator(), await moderator(), await moderator()];
	const rota = await founder();
	const { version } = await rota.read();
	const now = installation.clock.now();
	const hour = now.getUTCHours() * 60;
	const later = { from: (hour + 240) % 1440, to: (hour + 300) % 1440 };
	const shifts = [shiftOf(ana.memberId, { ...ALWAYS, from: hour, to: (hour + 60) % 1440 })];
	shifts.push(shiftOf(ben.memberId, later));
	await rota.save({ shifts, version });
	const place = await here.as(await founderOf(here));
	const all = [ana, ben, cem].map(({ memberId }) => ({ id: memberId }));
	const told = async (at: Date, deciders = all) =>
		(await whoIsTold(place, deciders, at)).map(({ id }) => id);
	expect(await told(now)).toEqual([ana.memberId]);
	expect(await told(new Date(now.getTime() + 90 * 60_000))).toHaveLength(3);
	expect(await told(now, all.slice(1))).toHaveLength(2);
});
