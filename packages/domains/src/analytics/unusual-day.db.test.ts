import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openSums } from './sums-fixture.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

/** A community in which as much happens every day, from so many days ago on. */
async function quietPlace(since: number, perDay: Readonly<Record<string, number>>) {
	const { ago, add, analytics } = await openSums(installation);
	for (let days = since; days >= 0; days -= 1)
		for (const [metric, n] of Object.entries(perDay)) await add(days, metric, n);
	const unusual = async (withStaff = false) => {
		const { signals } = await (await analytics()).home({ withStaff });
		return signals.filter(({ kind }) => kind.startsWith('unusual'));
	};
	return { ago, add, unusual };
}

test('a day with three times as much as the same days before is told of, with what is usual', async () => {
	const { ago, add, unusual } = await quietPlace(70, { post: 2, comment: 3, joined: 1 });
	expect(await unusual()).toEqual([]);
	await add(4, 'comment', 9);
	expect(await unusual()).toEqual([]);
	await add(4, 'comment', 1);
	const texts = { kind: 'unusual_texts', day: ago(4), count: 15, usual: 5 };
	expect(await unusual()).toEqual([texts]);
	await add(2, 'joined', 30);
	expect(await unusual()).toEqual([
		{ kind: 'unusual_joined', day: ago(2), count: 31, usual: 1 },
		texts,
	]);
	await add(3, 'post', 60);
	expect((await unusual())[1]).toEqual({ ...texts, day: ago(3), count: 65 });
});

test('a day with a third is, and neither today is nor what lies a week back', async () => {
	const place = await quietPlace(70, { post: 15 });
	await place.add(0, 'post', 200);
	await place.add(8, 'post', 200);
	expect(await place.unusual()).toEqual([]);
	await place.add(5, 'post', -10);
	const day = { kind: 'unusual_texts', day: place.ago(5), usual: 15 };
	expect(await place.unusual()).toEqual([{ ...day, count: 5 }]);
	await place.add(5, 'post', 1);
	expect(await place.unusual()).toEqual([]);
	await place.add(6, 'post', 90, 'staff');
	expect(await place.unusual()).toEqual([]);
	expect(await place.unusual(true)).toEqual([{ ...day, day: place.ago(6), count: 105 }]);
});

test('of a community that is known for less than those weeks nothing is said', async () => {
	const young = await quietPlace(55, { post: 1 });
	await young.add(2, 'post', 100);
	expect(await young.unusual()).toEqual([]);
	await young.add(57, 'post', 1);
	expect(await young.unusual()).toEqual([
		{ kind: 'unusual_texts', day: young.ago(2), count: 101, usual: 1 },
	]);
});
