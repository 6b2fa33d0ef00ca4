import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { dayAfter } from './days.ts';
import { openPlace, people, type Person } from './retention-fixture.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

/** What happened on which day in one life, up to today, told as one would tell it: a day after the other. */
function tell({ joinedAgo, gaps }: Person): ['joined' | 'back' | 'away', number][] {
	const visits = new Set([0]);
	let at = 0;
	for (const gap of gaps) visits.add((at += gap));
	const told: ['joined' | 'back' | 'away', number][] = [['joined', joinedAgo]];
	let last = 0;
	for (let day = 1; day <= joinedAgo; day += 1) {
		if (day - last === 28) told.push(['away', joinedAgo - day]);
		if (!visits.has(day)) continue;
		if (day - last >= 28) told.push(['back', joinedAgo - day]);
		last = day;
	}
	return told;
}

test('who joined, came back and went away is what a life told day by day comes to', async () => {
	const { today, fill, read } = await openPlace(installation);
	const monday = dayAfter(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7));
	const weeks = Array.from({ length: 12 }, (_, index) => dayAfter(monday, (index - 11) * 7));
	await fc.assert(
		fc.asyncProperty(people, fc.boolean(), async (all, withStaff) => {
			await fill(all);
			const counted = all.filter((one) => one.isPersonal && (withStaff || !one.isStaff));
			const told = counted
				.flatMap(tell)
				.map(([step, ago]) => [step, dayAfter(today, -ago)] as const);
			const expected = weeks.map((week) => [
				week,
				...(['joined', 'back', 'away'] as const).map(
					(step) =>
						told.filter(([what, on]) => what === step && on >= week && on < dayAfter(week, 7))
							.length,
				),
			]);
			expect(await read('comings', withStaff)).toEqual(expected);
		}),
		{ numRuns: 40 },
	);
}, 300_000);
