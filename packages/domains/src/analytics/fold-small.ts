import { FEWEST } from './analytics.schema.ts';

/** Stands for all groups that are too small to be told apart. */
export const OTHERS = '@others';

type Group = { from: string; joined: number; activated: number; paid: number };

/**
 * Puts groups of fewer than five people together, so that none is told of that would lead to somebody. Where those are
 * fewer than five still, the smallest of the others goes with them; who counts only the rest could tell them otherwise.
 */
export function foldSmall(groups: readonly Group[]): Group[] {
	const sorted = groups.toSorted(
		(one, other) => other.joined - one.joined || (one.from < other.from ? -1 : 1),
	);
	const shown = sorted.filter(({ joined }) => joined >= FEWEST);
	const folded = sorted.filter(({ joined }) => joined < FEWEST);
	if (folded.length === 0) return shown;
	while (sumOf(folded).joined < FEWEST && shown.length > 0) folded.push(...shown.splice(-1));
	const others = sumOf(folded);
	return others.joined < FEWEST ? [] : [...shown, others];
}

function sumOf(groups: readonly Group[]): Group {
	const sum = { from: OTHERS, joined: 0, activated: 0, paid: 0 };
	for (const { joined, activated, paid } of groups) {
		sum.joined += joined;
		sum.activated += activated;
		sum.paid += paid;
	}
	return sum;
}
