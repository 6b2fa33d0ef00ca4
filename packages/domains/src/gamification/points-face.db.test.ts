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

test('a day off is earned, kept and used by itself; taking down what was done is as if it had not been', async () => {
	const points = await openPoints(installation);
	const ana = await points.here.member('member', 'Ana');
	const { gamification } = await points.as(points.founder);
	const { levels, version } = await gamification.levels();
	expect(levels.freezes).toEqual({ every: 7, most: 2 });
	await gamification.saveLevels({ levels: { ...levels, freezes: { every: 2, most: 1 } }, version });
	const streak = async () => {
		await points.deliver();
		const { streak: days, freezes } = (await gamification.score({ memberId: ana.memberId })) ?? {};
		return [days, freezes];
	};
	const day = () => installation.clock.advance(86_400);
	await points.post(ana);
	day();
	const second = await points.post(ana);
	expect(await streak()).toEqual([2, 1]);
	day();
	day();
	expect(await streak()).toEqual([2, 0]);
	await points.post(ana);
	expect(await streak()).toEqual([3, 0]);
	await points.recount();
	expect(await streak()).toEqual([3, 0]);
	await (await points.as(ana)).posts.delete({ postId: second });
	expect(await streak()).toEqual([1, 0]);
	day();
	day();
	expect(await streak()).toEqual([0, 0]);
});
