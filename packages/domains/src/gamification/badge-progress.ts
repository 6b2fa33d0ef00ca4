import { DAY, sideOf, type Deed } from './evaluate.ts';
import type { Condition, Leaf, RuleDefinition } from './gamification.schema.ts';

type Counting = Extract<Leaf, { is: 'count' }>;
export type Progress = { done: number; of: number };

/**
 * How far a member is from what a rule counts, by what is left most of; null where the rule does not only wait for more of
 * something. Of a last days' count what is old does not help any more.
 */
export function progressTo(
	{ when }: RuleDefinition,
	history: readonly Deed[],
	memberId: string,
	now: number,
): Progress | null {
	const counted = when === null ? [] : countedIn(when);
	const [least] = counted
		.map(({ of, as, days, atLeast }) => {
			const since = days === null ? -Infinity : now - days * DAY;
			const there = history.filter(
				(deed) => deed.kind === of && deed.at > since && sideOf(deed, memberId) === as,
			);
			return { done: Math.min(there.length, atLeast), of: atLeast };
		})
		.toSorted((one, other) => one.done / one.of - other.done / other.of);
	return least ?? null;
}

/** What has to be counted in any case: alternatives and exceptions lead elsewhere. */
export function countedIn(condition: Condition): Counting[] {
	if (condition.is === 'all') return condition.of.flatMap(countedIn);
	return condition.is === 'count' ? [condition] : [];
}
