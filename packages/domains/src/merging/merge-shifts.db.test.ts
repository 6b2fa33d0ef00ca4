import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openMerging, type Merging } from '@kith/testing/test-merging';
import { communityCaller } from '../index.ts';
import type { Shift } from '../rota/rota.schema.ts';

let installation: TestInstallation;
let place: Merging;
beforeAll(async () => {
	installation = await createTestInstallation();
	place = await openMerging(installation);
});
afterAll(() => installation.close());

const at = (days: number[], from: number, to: number) => ({ days, from: from * 60, to: to * 60 });

test('shifts come along with who had them, but for those that the other account has at the same time', async () => {
	const { someone, merge, founder } = place;
	const [gone, stays, other] = [
		await someone('moderator'),
		await someone('moderator'),
		await someone('moderator'),
	];
	const shift = (who: typeof gone, when: ReturnType<typeof at>): Shift => ({
		...{ id: newId(), memberId: who.memberId, ...when },
	});
	const [own, others] = [shift(stays, at([1, 2], 8, 16)), shift(other, at([1, 5], 9, 17))];
	const [same, within] = [shift(gone, at([1, 2], 8, 16)), shift(gone, at([2], 10, 12))];
	const [longer, night] = [shift(gone, at([1], 12, 20)), shift(gone, at([7], 22, 6))];
	const { rota } = communityCaller(founder);
	const { version } = await rota.read();
	await rota.save({ shifts: [same, own, within, longer, others, night], version });
	expect(await merge(gone, stays)).toBe('done');
	const after = await rota.read();
	const theirs = { memberId: stays.memberId };
	expect(after.shifts).toEqual([own, { ...longer, ...theirs }, others, { ...night, ...theirs }]);
	// Whoever had it open saves nothing over it.
	await expect(rota.save({ shifts: [], version: version + 1 })).rejects.toThrow(
		'rota.changed_meanwhile',
	);
	await rota.save({ shifts: after.shifts, version: after.version });
});
