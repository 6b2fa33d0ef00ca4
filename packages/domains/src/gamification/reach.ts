import type { DeedKind, Condition, RuleDefinition, Side } from './gamification.schema.ts';
import { DAY } from './evaluate.ts';

/** What a rule looks at to decide on one deed. */
export type Reach = {
	/** Kinds of deeds it counts, with the side the member stands on; all that a member did for a streak. */
	kinds: ReadonlySet<`${Side} ${DeedKind}`> | 'all';
	/** How many days it looks back; Infinity where what was once decides on what comes after. */
	days: number;
};

/** How far the given versions of a rule look, taken together. */
export function reachOf(definitions: readonly RuleDefinition[]): Reach {
	const kinds = new Set<`${Side} ${DeedKind}`>();
	let days = 0;
	let isAll = false;
	const visit = (condition: Condition): void => {
		if (condition.is === 'all' || condition.is === 'any') condition.of.forEach(visit);
		else if (condition.is === 'not') visit(condition.what);
		else if (condition.is === 'first') days = Infinity;
		else if (condition.is === 'streak') {
			isAll = true;
			days = Math.max(days, condition.days);
		} else if (condition.is === 'count') {
			kinds.add(`${condition.as} ${condition.of}`);
			days = Math.max(days, condition.days ?? Infinity);
		}
	};
	for (const { on, to, when, most, restMinutes, badgeId, brings } of definitions) {
		kinds.add(`${to} ${on}`);
		if (when) visit(when);
		// One reward moves the next, or what one has, such as a badge, hangs on all there ever was.
		const isHeld = (badgeId ?? brings) !== null;
		if (most.ever !== null || restMinutes !== null || isHeld) days = Infinity;
	}
	return { kinds: isAll ? 'all' : kinds, days };
}

/** Whether a deed can change what a rule gives to who stands on that side of it. */
export const reaches = ({ kinds }: Reach, side: Side, kind: DeedKind): boolean =>
	kinds === 'all' || kinds.has(`${side} ${kind}`);

/** From when on and until when a deed of `at` can change what is given, and from when on history has to be known for that. */
export type Stretch = { from: number; until: number; since: number };

export const EVER: Stretch = { from: -Infinity, until: Infinity, since: -Infinity };

export function stretchAround({ days }: Reach, first: number, last = first): Stretch {
	if (!Number.isFinite(days)) return EVER;
	const from = Math.floor(first / DAY) * DAY;
	const until = (Math.floor((last + days * DAY) / DAY) + 1) * DAY;
	// A streak of so many days is seen from the start of the first of them.
	return { from, until, since: from - days * DAY };
}
