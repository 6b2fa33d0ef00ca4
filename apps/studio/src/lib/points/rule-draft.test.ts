import { expect, test } from 'vitest';
import type { Condition } from '@kith/domains/gamification/schema';
import { RECIPES, STARTERS } from './recipes.ts';
import { blankCondition, blankRule, draftOf, readRule } from './rule-draft.ts';

test('every recipe comes out of the form as it went in, and none is there twice', () => {
	expect(RECIPES.length).toBeGreaterThanOrEqual(30);
	expect(new Set(RECIPES.map((one) => JSON.stringify(one))).size).toBe(RECIPES.length);
	for (const recipe of RECIPES)
		expect(readRule(draftOf('Rule', recipe)).definition).toEqual(recipe);
	expect(STARTERS.every((one) => RECIPES.includes(one))).toBe(true);
});

test('groups in groups, and what is not so, come out as they went in', () => {
	const [recipe] = RECIPES;
	if (!recipe) throw new Error('there is none');
	const length: Condition = { is: 'length', atLeast: 5 };
	const when: Condition = {
		is: 'any',
		of: [
			{ is: 'not', what: { is: 'all', of: [length, { is: 'first' }] } },
			{ is: 'daysMember', atLeast: 3, atMost: null },
			{ is: 'count', of: 'comment', as: 'other', days: 7, atLeast: 2 },
		],
	};
	const rule = { ...recipe, when };
	expect(readRule(draftOf('Rule', rule)).definition).toEqual(rule);
});

test('a role and spaces come out as they went in, for some days or for good', () => {
	const [recipe] = RECIPES;
	if (!recipe) throw new Error('there is none');
	const spaceIds = [crypto.randomUUID()];
	for (const days of [1, 366, null])
		for (const roleId of [null, crypto.randomUUID()]) {
			const rule = { ...recipe, points: 0, brings: { roleId, spaceIds, days } };
			expect(readRule(draftOf('Rule', rule)).definition).toEqual(rule);
		}
	const access = { roleId: crypto.randomUUID(), spaceIds: [], lasts: 'days' as const };
	for (const days of ['', '0', '367', '1.5', 'ten'])
		expect([
			...readRule({ ...draftOf('Rule', recipe), access: { ...access, days } }).faults,
		]).toEqual(['access']);
});

test('what is missing or wrong is said where it is', () => {
	const faultsOf = (change: Partial<ReturnType<typeof blankRule>>) => [
		...readRule({ ...blankRule(), name: 'Rule', ...change }).faults,
	];
	expect(faultsOf({})).toEqual([]);
	expect(faultsOf({ name: ' ' })).toEqual(['name']);
	for (const points of ['', '0', '1.5', '10001', 'ten'])
		expect(faultsOf({ points })).toEqual(['points']);
	expect(faultsOf({ points: '0', badgeId: crypto.randomUUID() })).toEqual([]);
	expect(faultsOf({ day: '0' })).toEqual(['limits']);
	for (const is of ['space', 'length', 'streak', 'daysMember', 'count'] as const)
		expect(faultsOf({ conditions: [blankCondition(is)] })).toEqual(['conditions']);
	expect(faultsOf({ conditions: [blankCondition('first')] })).toEqual([]);
});
