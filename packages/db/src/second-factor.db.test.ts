import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { secondFactor } from '../migrations/community/0043-second-factor.ts';

const DAY = 86_400_000;

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const kept = async (): Promise<{ from: string }[]> => {
	const { rows } = await installation.owner.query<{ value: { from: string } }>(
		`select value from c_${here.id}.settings where key = 'secondFactor'`,
	);
	return rows.map(({ value }) => value);
};
const run = async () => {
	for (const statement of secondFactor.up(`c_${here.id}`))
		await installation.owner.query(statement);
};

test('a community that was there before has two weeks, and keeps its day', async () => {
	const schema = `c_${here.id}`;
	await installation.owner.query(`delete from ${schema}.settings where key = 'secondFactor'`);
	await run();
	const [first] = await kept();
	const days = (Date.parse(first?.from ?? '') - Date.now()) / DAY;
	expect(days).toBeGreaterThan(13.9);
	expect(days).toBeLessThan(14.1);
	installation.services.snapshots.drop(here.id);
	const { snapshot } = await here.as(null);
	expect(snapshot.safeguard).toEqual({ from: new Date(first?.from ?? ''), isDue: false });
	await run();
	expect(await kept()).toEqual([first]);
});

test('a schema in which nobody is yet gets none', async () => {
	const schema = `c_${here.id}`;
	await installation.owner.query(`delete from ${schema}.settings where key = 'secondFactor'`);
	await installation.owner.query(`truncate ${schema}.members cascade`);
	await run();
	expect(await kept()).toEqual([]);
});
