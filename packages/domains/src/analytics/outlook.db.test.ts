import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { addDays } from './analytics.queries.ts';
import { AHEAD, SHOWN, type OutlookMetric } from './outlook.schema.ts';
import { openSums } from './sums-fixture.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

async function place() {
	const { add: count, analytics, ...sums } = await openSums(installation);
	const look = async (metric: OutlookMetric) => (await analytics()).outlook({ metric });
	return { ...sums, count, look };
}

test('what members wrote and joined is counted day by day, without staff and without today', async () => {
	const { ago, count, look } = await place();
	for (let days = 150; days >= 0; days -= 1) {
		await count(days, 'post', 2);
		await count(days, 'comment', 3);
		await count(days, 'reaction', 50);
		await count(days, 'post', 40, 'staff');
		if (days % 7 === 3) await count(days, 'joined', 9);
	}
	const texts = await look('texts');
	expect(texts.known).toBe(150);
	expect(texts.history).toHaveLength(SHOWN);
	expect(texts.history.at(-1)).toEqual({ day: ago(1), n: 5 });
	expect(texts.history.every(({ n }) => n === 5)).toBe(true);
	expect(texts.found?.days.map(({ day }) => day)).toEqual(
		Array.from({ length: AHEAD }, (_, index) => ago(-index)),
	);
	expect(texts.found?.sum.expected).toBeCloseTo(5 * AHEAD);
	expect(texts.found?.unusual).toEqual([]);
	const joined = await look('joined');
	expect(joined.found?.days.filter(({ expected }) => expected > 8).map(({ day }) => day)).toEqual(
		[-4, -11, -18, -25].map(ago),
	);
});

test('a day unlike the others is named, and who comes twice a day is one', async () => {
	const { here, ago, look } = await place();
	const people = await Promise.all(
		Array.from({ length: 12 }, async (_, at) => (await here.member('member', `P ${at}`)).memberId),
	);
	const nothing = { visits: 2, posts: 0, comments: 0, reactions: 0, others: 0, isStaff: false };
	for (let days = 160; days > 0; days -= 1) {
		const some = days === 9 ? people : people.slice(0, 3 + (days % 2));
		await addDays(
			here.db,
			some.map((memberId) => ({ ...nothing, memberId, day: ago(days) })),
		).execute();
	}
	const { found, history, known } = await look('active');
	expect(known).toBe(160);
	expect(history.at(-9)).toEqual({ day: ago(9), n: 12 });
	expect(found?.unusual.map(({ day, n }) => [day, n])).toEqual([[ago(9), 12]]);
	expect(found?.card.inside).toBeGreaterThan(0.7);
});

test('of too few days nothing is said, and nothing of nothing', async () => {
	const { count, look } = await place();
	expect(await look('texts')).toMatchObject({ known: 0, history: [], found: null });
	for (let days = 139; days >= 1; days -= 1) await count(days, 'post', 5);
	expect(await look('texts')).toMatchObject({ known: 139, found: null });
	await count(140, 'post', 5);
	expect((await look('texts')).found).not.toBeNull();
});
