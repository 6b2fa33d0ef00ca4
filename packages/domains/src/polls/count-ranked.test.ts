import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countRanked } from './count-ranked.ts';

const ballots = (...lines: [number, ...number[]][]) =>
	lines.map(([count, ...choices]) => ({ count, choices }));

test('more than half of the first choices wins at once', () => {
	const { rounds, winners } = countRanked(ballots([6, 0, 1], [5, 1]), 2);
	expect(winners).toEqual([0]);
	expect(rounds).toEqual([{ counts: [6, 5], left: [] }]);
});

test('who has the fewest leaves, and their ballots go on', () => {
	const { rounds, winners } = countRanked(ballots([4, 0], [3, 1], [2, 2, 1]), 3);
	expect(winners).toEqual([1]);
	expect(rounds).toEqual([
		{ counts: [4, 3, 2], left: [2] },
		{ counts: [4, 5, null], left: [] },
	]);
});

test('a ballot that names nobody left counts for nobody', () => {
	const { rounds, winners } = countRanked(ballots([4, 0], [4, 1], [3, 2]), 3);
	expect(rounds.at(-1)).toEqual({ counts: [4, 4, null], left: [] });
	expect(winners).toEqual([0, 1]);
});

test('without ballots nobody wins', () => {
	expect(countRanked([], 3)).toEqual({ rounds: [], winners: [] });
});

test('every count ends, within as many rounds as there are choices, with no ballot too many', () => {
	const ballot = fc.record({
		count: fc.integer({ min: 1, max: 50 }),
		choices: fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { minLength: 1 }),
	});
	fc.assert(
		fc.property(fc.array(ballot, { minLength: 1, maxLength: 40 }), (all) => {
			const { rounds, winners } = countRanked(all, 6);
			const cast = all.reduce((sum, { count }) => sum + count, 0);
			expect(rounds.length).toBeLessThanOrEqual(6);
			expect(winners.length).toBeGreaterThan(0);
			for (const { counts } of rounds)
				expect(counts.reduce<number>((sum, one) => sum + (one ?? 0), 0)).toBeLessThanOrEqual(cast);
		}),
	);
});
