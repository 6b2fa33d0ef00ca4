import { afterAll, beforeAll, expect, test } from 'vitest';
import { countedStep } from '@kith/testing/matrix-challenges';
import { openChallenges } from '@kith/testing/test-challenges';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { asStaff } from '@kith/testing/test-staff';
import { platformCaller } from '../index.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

test('of two accounts that become one, the parts come along, and what both have is one', async () => {
	const place = await openChallenges(installation);
	const { here } = place;
	const [gone, stays, cem] = [
		await here.member('member', 'Gone'),
		await here.member('member', 'Stays'),
		await here.member('member', 'Cem'),
	];
	const alone = await place.publish({ steps: [countedStep({ times: 2 })] });
	const steps = [countedStep({ times: 3 })];
	const together = await place.publish({ steps, team: { least: 1, most: 3 }, points: 5 });
	await place.join(gone, alone);
	const teamId = await place.found(cem, together);
	await place.join(gone, together, { teamId });
	await place.found(stays, together);
	for (const who of [gone, stays, cem]) await place.post(who);
	await place.deliver();
	expect(await place.stateOf(cem, together)).toEqual([[2], false]);
	const owner = await asStaff(installation, here.staffId);
	const row = here.db.selectFrom('members').select('handle').where('id', '=', gone.memberId);
	const { handle } = await row.executeTakeFirstOrThrow();
	const pair = { memberId: gone.memberId, intoId: stays.memberId };
	const asked = { communityId: here.id, ...pair, handle };
	expect(await outcomeOf(platformCaller(owner).merging.merge(asked))).toBe('done');
	await place.settle(stays, cem);
	expect(await place.stateOf(stays, alone)).toEqual([[2], true]);
	expect(await place.stateOf(stays, together)).toEqual([[2], false]);
	expect(await place.stateOf(cem, together)).toEqual([[1], false]);
	expect([await place.pointsOf(stays), await place.pointsOf(cem)]).toEqual([50, 0]);
	const counted = await place.books();
	await place.recount();
	expect(await place.books()).toEqual(counted);
});
