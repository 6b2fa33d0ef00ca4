import { expect, test } from 'vitest';
import { Levels, type Level } from './awards.schema.ts';
import { MOST_LEVELS } from './gamification.schema.ts';
import { PRESET_NAMES, presetOf, withPreset } from './presets.schema.ts';

const ROLE = '00000000-0000-7000-8000-000000000001';

const levelsOf = (count: number): Levels => ({
	levels: Array.from({ length: count }, (_, at): Level => ({
		...{ name: `Step ${at}`, points: at * 7, roleId: at === 2 ? ROLE : null, spaceIds: [] },
	})),
	...{ staffOnBoards: false, boards: true, holdDays: 3, freezes: { every: 7, most: 2 } },
});

test.for(PRESET_NAMES)('%s makes levels that can be saved, of however many there are', (name) => {
	for (const count of [1, 4, 5, 9, MOST_LEVELS]) {
		const made = withPreset(levelsOf(count), name);
		expect(Levels.safeParse(made).error).toBeUndefined();
		expect(made.levels).toHaveLength(Math.max(5, count));
		expect(presetOf(made)).toBe(name);
	}
});

test('a preset leaves names and what levels bring, and asks for more the stricter it is', () => {
	const made = PRESET_NAMES.map((name) => withPreset(levelsOf(3), name));
	for (const { levels } of made)
		expect(levels.slice(1, 4)).toMatchObject([
			{ name: 'Step 1', roleId: null },
			{ name: 'Step 2', roleId: ROLE },
			{ name: '', roleId: null },
		]);
	const [open, balanced, strict] = made.map(({ levels }) => levels.at(-1)?.points ?? 0);
	expect(open).toBeLessThan(balanced ?? 0);
	expect(balanced).toBeLessThan(strict ?? 0);
	const days = made.map(({ holdDays }) => holdDays);
	expect(days).toEqual(days.toSorted((one, other) => other - one));
});

test('whoever changes one number has levels of their own', () => {
	const made = withPreset(levelsOf(5), 'balanced');
	expect(presetOf({ ...made, holdDays: 15 })).toBeNull();
	const [first, second, ...rest] = made.levels;
	if (!first || !second) throw new Error('there are five');
	const bent = { ...made, levels: [first, { ...second, points: second.points + 1 }, ...rest] };
	expect(presetOf(bent)).toBeNull();
	expect(presetOf(levelsOf(5))).toBeNull();
});
