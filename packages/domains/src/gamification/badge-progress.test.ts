import { expect, test } from 'vitest';
import { progressTo } from './badge-progress.ts';
import { DAY, type Deed } from './evaluate.ts';
import { NO_LIMITS, type Condition, type RuleDefinition } from './gamification.schema.ts';

const NOW = 100 * DAY;
const rule = (when: Condition | null): RuleDefinition => ({
	...{ on: 'comment', to: 'doer', when, points: 0, badgeId: 'b', most: NO_LIMITS },
	...{ brings: null, restMinutes: null },
});
const deed = (kind: Deed['kind'], daysAgo: number, memberId = 'me', otherId = 'you'): Deed => ({
	...{ id: `${kind} ${daysAgo} ${memberId}`, kind, subjectId: 's', memberId, otherId },
	...{ spaceId: null, at: NOW - daysAgo * DAY, facts: {} },
});
const count = (atLeast: number, days: number | null = null, of: Deed['kind'] = 'comment') =>
	({ is: 'count', of, as: 'doer', days, atLeast }) as const;
const way = (when: Condition | null, history: Deed[]) => progressTo(rule(when), history, 'me', NOW);

test('what was done counts, up to what is asked for, in the days it is asked for', () => {
	const history = [deed('comment', 1), deed('comment', 9), deed('reaction', 1)];
	expect(way(count(6), history)).toEqual({ done: 2, of: 6 });
	expect(way(count(6, 7), history)).toEqual({ done: 1, of: 6 });
	expect(way(count(1), history)).toEqual({ done: 1, of: 1 });
	expect(way(count(3), [deed('comment', 1, 'you', 'me')])).toEqual({ done: 0, of: 3 });
});

test('of several what is left most of is told; where it hangs on something else, nothing', () => {
	const history = [deed('comment', 1), deed('comment', 2), deed('reaction', 1)];
	const both: Condition = {
		is: 'all',
		of: [count(4), count(10, null, 'reaction'), { is: 'first' }],
	};
	expect(way(both, history)).toEqual({ done: 1, of: 10 });
	expect(way({ is: 'any', of: [count(4), count(5)] }, history)).toBeNull();
	expect(way({ is: 'not', what: count(4) }, history)).toBeNull();
	expect(way({ is: 'first' }, history)).toBeNull();
	expect(way(null, history)).toBeNull();
});
