import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { countAll } from '@kith/testing/test-analytics';
import { createTestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';
import { FEWEST, type Report } from './analytics.schema.ts';
import { addDays, addMembers } from './analytics.queries.ts';
import { dayAfter, dayOf } from './days.ts';
import type { MemberDay, MemberFirsts } from './sum-up.ts';
import { SURVIVAL_WEEKS } from './survive.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

type Person = {
	joinedAgo: number;
	origin: string;
	isInvited: boolean;
	isStaff: boolean;
	isPersonal: boolean;
	gaps: number[];
};

const MOST_PEOPLE = 80;
const NOTHING_FIRST = {
	...{ welcomedOn: null, contributedOn: null, paidOn: null, touchedAt: null },
	...{ campaign: '', landing: '' },
};
const NOTHING_DONE = { posts: 0, comments: 0, reactions: 0, others: 0 };

const people = fc.array(
	fc.record({
		joinedAgo: fc.integer({ min: 0, max: 380 }),
		origin: fc.constantFrom('', '', 'news.example', 'talk.example', 'rare.example', 'odd.example'),
		isInvited: fc.boolean(),
		isStaff: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
		isPersonal: fc.integer({ min: 0, max: 9 }).map((one) => one > 0),
		/** Days from one visit to the next. */
		gaps: fc.array(fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 20, max: 40 })), {
			maxLength: 14,
		}),
	}),
	{ minLength: 30, maxLength: MOST_PEOPLE },
);

const cameBy = ({ origin, isInvited }: Person) =>
	origin === '' && isInvited ? '@invited' : origin;

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
	const today = dayOf(installation.clock.now(), 'UTC');
	const ids: string[] = [];
	for (let index = 0; index < MOST_PEOPLE; index += 1)
		ids.push((await here.member('member', `Somebody ${index}`)).memberId);
	async function fill(all: readonly Person[]): Promise<void> {
		await here.db.deleteFrom('analyticsDays').execute();
		await here.db.deleteFrom('analyticsMembers').execute();
		const members: MemberFirsts[] = [];
		const days: MemberDay[] = [];
		const impersonal: string[] = [];
		for (const [index, { gaps, joinedAgo, isPersonal, ...one }] of all.entries()) {
			const memberId = ids[index] ?? '';
			const joinedOn = dayAfter(today, -joinedAgo);
			members.push({ ...NOTHING_FIRST, ...one, memberId, joinedOn });
			if (!isPersonal) impersonal.push(memberId);
			let day = joinedOn;
			for (const gap of gaps) {
				day = dayAfter(day, gap);
				if (day > today) break;
				days.push({ ...NOTHING_DONE, memberId, day, isStaff: one.isStaff, visits: 1 });
			}
		}
		await addMembers(here.db, members).execute();
		await addDays(here.db, days).execute();
		await here.db.updateTable('members').set({ isPersonal: true }).execute();
		const hidden = here.db.updateTable('members').set({ isPersonal: false });
		await hidden.where('id', 'in', [newId(), ...impersonal]).execute();
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
				...named.map((name) => [name, counted.filter((one) => cameBy(one) === name)] as const),
				...([['@others', counted.filter((one) => !named.includes(cameBy(one)))]] as const),
			].filter(([, some]) => some.some(({ joinedAgo }) => joinedAgo >= 34));
			if (named.length === 0) return;
			const told = Math.min(...apart.map(([, some]) => recount(some).length));
			for (const [name, some] of apart) expect(linesOf(name)).toEqual(recount(some).slice(0, told));
		}),
		{ numRuns: 40 },
	);
}, 300_000);
