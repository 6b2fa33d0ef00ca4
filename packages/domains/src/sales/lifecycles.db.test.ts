import { afterAll, beforeAll, expect, test } from 'vitest';
import { lifePlan } from '@kith/testing/life-plans';
import { liveRound } from '@kith/testing/life-round';
import { LIFECYCLES } from '@kith/testing/lifecycles';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

/** Each plan for every sixth lifecycle; `npm run bench -- --only lifecycles` has all of them lived under many plans. */
const SHARE = 6;

test.each([7, 8])(
	'whatever becomes of webhooks by plan %i, each member has at the end what they paid for',
	async (seed) => {
		const some = LIFECYCLES.filter((_, at) => at % SHARE === seed % SHARE);
		const { complaints, took } = await liveRound(installation, some, lifePlan(seed));
		expect(complaints, `plan ${JSON.stringify(lifePlan(seed))}`).toEqual([]);
		expect(took.length).toBeGreaterThan(some.length * 5);
	},
	120_000,
);
