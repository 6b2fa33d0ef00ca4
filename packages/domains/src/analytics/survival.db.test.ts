import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { FEWEST } from './analytics.schema.ts';
import { openPlace, people, type Person } from './retention-fixture.ts';
import { SURVIVAL_WEEKS } from './survive.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

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

test('who stays week by week is what a count by hand comes to, for all and for each way in', async () => {
	const { fill, read } = await openPlace(installation);
	await fc.assert(
		fc.asyncProperty(people, fc.boolean(), async (all, withStaff) => {
			await fill(all);
			const rows = await read('survival', withStaff);
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
