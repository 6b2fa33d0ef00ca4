import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accessDue } from './access-due.ts';
import { DAY, type Award, type Deed } from './evaluate.ts';

const deedAt = (at: number): Deed => ({
	...{ id: `d${at}`, kind: 'post', subjectId: 's', memberId: 'me', otherId: null, spaceId: null },
	...{ at, facts: {} },
});
const award = (day: number, days: number | null): Award => ({
	...{ deed: deedAt(day * DAY), points: 0, badgeId: null },
	brings: { roleId: 'helper', spaceIds: ['room'], days },
});
const dueOn = (day: number, ...awards: Award[]) => [...accessDue(awards, day * DAY)];

test('it lasts from the deed on, and no longer than it says', () => {
	const time = { since: 0, until: 30 * DAY };
	expect(dueOn(29, award(0, 30))).toEqual([
		['space room', time],
		['role helper', time],
	]);
	expect(dueOn(30, award(0, 30))).toEqual([]);
	expect(dueOn(5000, award(0, null))).toHaveLength(2);
});

test('done again, it lasts from then on and does not add up; after a gap it begins anew', () => {
	const [again] = dueOn(20, award(0, 30), award(5, 30), award(20, 30));
	expect(again?.[1]).toEqual({ since: 0, until: 50 * DAY });
	const [anew] = dueOn(40, award(0, 30), award(35, 30));
	expect(anew?.[1]).toEqual({ since: 35 * DAY, until: 65 * DAY });
	const [shorter] = dueOn(2, award(0, 30), award(1, 7));
	expect(shorter?.[1]).toEqual({ since: 0, until: 30 * DAY });
	const [good] = dueOn(2, award(0, null), award(1, 7));
	expect(good?.[1]).toEqual({ since: 0, until: null });
});

test('somebody has it exactly when the time of one deed is not over', () => {
	const one = fc.record({ day: fc.nat(400), days: fc.option(fc.integer({ min: 1, max: 366 })) });
	fc.assert(
		fc.property(fc.array(one, { maxLength: 12 }), fc.nat(400), (all, later) => {
			const deeds = all.toSorted((a, b) => a.day - b.day);
			const today = (deeds.at(-1)?.day ?? 0) + later;
			const has = deeds.some(({ day, days }) => days === null || day + days > today);
			const awards = deeds.map(({ day, days }) => award(day, days));
			expect(accessDue(awards, today * DAY).has('role helper')).toBe(has);
		}),
	);
});
