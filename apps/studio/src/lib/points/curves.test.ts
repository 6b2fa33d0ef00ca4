import { expect, test } from 'vitest';
import { MOST_LEVELS } from '@kith/domains/gamification/schema';
import { Levels } from '@kith/domains/gamification/awards';
import { CURVES, curveOf } from './curves.ts';

test('every curve is one that levels can have, however many there are', () => {
	for (const name of Object.keys(CURVES) as (keyof typeof CURVES)[])
		for (const count of [1, 2, 9, MOST_LEVELS]) {
			const levels = curveOf(name, count).map((points) => ({
				...{ name: '', points, roleId: null, spaceIds: [] },
			}));
			expect([
				name,
				Levels.safeParse({ levels, boards: true, staffOnBoards: false }).success,
			]).toEqual([...[name, true]]);
		}
	expect(curveOf('rising', 5)).toEqual([0, 50, 150, 300, 500]);
});
