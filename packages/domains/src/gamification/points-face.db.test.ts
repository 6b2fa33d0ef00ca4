import { afterAll, beforeAll, expect, test } from 'vitest';
import { communityCaller } from '@kith/domains';
import { createTestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openPoints } from '@kith/testing/test-points';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

test('every page knows whether there are points and boards, also after the levels were changed', async () => {
	const without = communityCaller(await (await createTestCommunity(installation)).as(null));
	expect((await without.communities.face()).points).toEqual({ isOn: false, boards: false });
	const points = await openPoints(installation);
	const face = async () => {
		const { communities, gamification } = communityCaller(await points.here.as(null));
		expect(await gamification.face()).toEqual((await communities.face()).points);
		return gamification.face();
	};
	expect(await face()).toEqual({ isOn: true, boards: true });
	const { gamification } = await points.as(points.founder);
	const { levels, version } = await gamification.levels();
	await gamification.saveLevels({ levels: { ...levels, boards: false }, version });
	installation.services.snapshots.drop(points.here.id);
	expect(await face()).toEqual({ isOn: true, boards: false });
});
