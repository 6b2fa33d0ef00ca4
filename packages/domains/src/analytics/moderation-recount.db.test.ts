import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestCommunity } from '@kith/testing/test-community';
import { strongAs } from '@kith/testing/test-desks';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { decisionsBy, past, recount } from './moderation-recount-fixture.ts';
import { readModeration } from './read-moderation.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

test.for(['Europe/Berlin', 'America/St_Johns'])(
	'the numbers are those of a slow recount by the clock of %s, across the night when clocks change',
	async (timeZone) => {
		const { clock } = installation;
		// A week after both zones went back to winter time, a bit before midnight in Berlin.
		const year = clock.now().getUTCFullYear() + 1;
		clock.advance((Date.UTC(year, 10, 7, 22, 40) - clock.now().getTime()) / 1000);
		const here = await createTestCommunity(installation);
		const keeper = await here.member('moderator', 'Mo Keeps');
		const others = [
			await here.member('moderator', 'Moira'),
			await here.member('member', 'Wim Writes'),
		];
		const now = clock.now();
		const { held, facts } = await past(here, [keeper, ...others], now);
		const ctx = await strongAs(installation, here, keeper);
		const localization = { ...ctx.snapshot.localization, timeZone };
		const there = { ...ctx, snapshot: { ...ctx.snapshot, localization } };
		for (const days of [7, 28, 90] as const) {
			const asked = { days, timeZone, now };
			const found = await readModeration(there, { days });
			const wanted = recount({ held, facts }, asked);
			expect(found).toMatchObject(wanted);
			expect(wanted.came.all.now).toBeGreaterThan(0);
			const byActor = found.deciders?.map(({ id, isJob, counts }): [string, number] => [
				isJob ? 'job' : (id ?? ''),
				Object.values(counts).reduce((total, n) => total + n, 0),
			]);
			expect(new Map(byActor)).toEqual(decisionsBy(facts, asked));
		}
		const waiting = held.filter(({ isWaiting }) => isWaiting);
		const { waiting: found } = await readModeration(there, { days: 7 });
		expect(found.count).toBe(waiting.length);
		const sent = waiting.map(({ firstAt, heldAt }) => (firstAt ?? heldAt).getTime());
		expect(found.since?.getTime()).toBe(Math.min(...sent));
	},
);
