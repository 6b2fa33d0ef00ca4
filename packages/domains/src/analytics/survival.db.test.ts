import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { countAll } from '@kith/testing/test-analytics';
import { createTestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';
import { FEWEST, type Report } from './analytics.schema.ts';
import { dayAfter, daysBetween } from './days.ts';
import { SURVIVAL_WEEKS } from './survive.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

type Person = {
	joinedAgo: number;
	origin: string;
	isStaff: boolean;
	isPersonal: boolean;
	gaps: number[];
};

const people = fc.array(
	fc.record({
		joinedAgo: fc.integer({ min: 0, max: 380 }),
		origin: fc.constantFrom('', '', 'news.example', 'talk.example', 'rare.example', 'odd.example'),
		isStaff: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
		isPersonal: fc.integer({ min: 0, max: 9 }).map((one) => one > 0),
		/** Days from one visit to the next. */
		gaps: fc.array(fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 20, max: 40 })), {
			maxLength: 14,
		}),
	}),
	{ minLength: 30, maxLength: 90 },
);

/** Counts as one would by hand: a member and a week at a time. */
function recount(all: readonly Person[]): [number, number][] {
	const lines: [number, number][] = [];
	let stayed = 1;
	for (let week = 0; week < SURVIVAL_WEEKS; week += 1) {
		let [atRisk, left] = [0, 0];
		for (const { joinedAgo, gaps } of all) {
			// The last day of the week, and four more weeks, lie behind us.
			if (week * 7 + 6 + 28 > joinedAgo) continue;
			let [here, leftOn] = [0, Infinity];
			for (const gap of [...gaps, Infinity]) {
				const until = Math.min(here + gap, joinedAgo);
				if (until - here >= 28) {
					leftOn = here;
					break;
				}
				here += gap;
			}
			const leftIn = Math.floor(leftOn / 7);
			if (leftIn < week) continue;
			atRisk += 1;
			if (leftIn === week) left += 1;
		}
		if (atRisk < FEWEST) break;
		stayed *= 1 - left / atRisk;
		lines.push([atRisk, Math.round(stayed * 1000) / 10]);
	}
	return lines;
}

async function place() {
	const here = await createTestCommunity(installation);
	const founder = await founderOf(here);
	await countAll(await here.as(founder));
	const { rows } = await installation.owner.query<{ today: string }>(
		`select to_char($1::timestamptz at time zone 'UTC', 'YYYY-MM-DD') as today`,
		[installation.clock.now()],
	);
	const today = rows[0]?.today ?? '';
	async function fill(all: readonly Person[]): Promise<void> {
		await here.db.deleteFrom('analyticsDays').execute();
		await here.db.deleteFrom('analyticsMembers').execute();
		for (const { joinedAgo, origin, isStaff, isPersonal, gaps } of all) {
			const id = newId();
			const joinedOn = dayAfter(today, -joinedAgo);
			const { userId } = await here.person(`${id}@example.org`, 'Somebody');
			await here.db
				.insertInto('members')
				.values({
					...{ id, userId, handle: id, name: 'Somebody', status: 'active', isPersonal },
					...{ joinedAt: installation.clock.now(), guidelinesVersion: 1 },
				})
				.execute();
			await here.db
				.insertInto('analyticsMembers')
				.values({ memberId: id, joinedOn: new Date(joinedOn), origin, isStaff })
				.execute();
			let day = joinedOn;
			for (const gap of gaps) {
				day = dayAfter(day, gap);
				if (daysBetween(day, today) < 0) break;
				await here.db
					.insertInto('analyticsDays')
					.values({ memberId: id, day: new Date(day), isStaff })
					.execute();
			}
		}
	}
	async function read(withStaff: boolean): Promise<Report['rows']> {
		const { analytics } = communityCaller(await here.as(founder));
		return (await analytics.report({ name: 'survival', days: 28, withStaff })).rows;
	}
	return { fill, read };
}

test('who stays week by week is what a count by hand comes to, for all and for each way in', async () => {
	const { fill, read } = await place();
	await fc.assert(
		fc.asyncProperty(people, fc.boolean(), async (all, withStaff) => {
			await fill(all);
			const rows = await read(withStaff);
			const counted = all.filter(
				(one) => one.isPersonal && one.joinedAgo < 365 && (withStaff || !one.isStaff),
			);
			const linesOf = (group: string) =>
				rows.filter(([name]) => name === group).map(([, , atRisk, stayed]) => [atRisk, stayed]);
			expect(linesOf('@all')).toEqual(recount(counted));
			const named = [...new Set(rows.map(([name]) => String(name)))].filter(
				(name) => name !== '@all' && name !== '@others',
			);
			expect(named.length).toBeLessThanOrEqual(3);
			const apart = [
				...named.map((name) => [name, counted.filter(({ origin }) => origin === name)] as const),
				...([['@others', counted.filter(({ origin }) => !named.includes(origin))]] as const),
			].filter(([, some]) => some.some(({ joinedAgo }) => joinedAgo >= 34));
			if (named.length === 0) return;
			const told = Math.min(...apart.map(([, some]) => recount(some).length));
			for (const [name, some] of apart) expect(linesOf(name)).toEqual(recount(some).slice(0, told));
		}),
		{ numRuns: 12 },
	);
}, 300_000);
