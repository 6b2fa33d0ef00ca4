import { FEWEST } from './analytics.schema.ts';

/** Who is not seen for so many days is away. */
export const MONTH_AWAY = 28;
/** So many weeks after joining are told of. */
export const SURVIVAL_WEEKS = 26;

/** Members of whom as much is known: over how many weeks, and in which of them they began to be away, if they did. */
export type Known = { known: number; week: number | null; members: number };

/** How many are looked at in a week after joining, and which part of all is still here at its end. */
export type Step = { atRisk: number; stayed: number };

/**
 * The part of members who are still here after each week, by the product of the parts that each week left (Kaplan and
 * Meier, 1958): whoever joined lately counts in the weeks that are known of them, and says nothing of later ones. Ends
 * where fewer than five are looked at.
 */
export function survive(members: readonly Known[]): Step[] {
	const steps: Step[] = [];
	let stayed = 1;
	for (let week = 0; week < SURVIVAL_WEEKS; week += 1) {
		const there = members.filter((one) => one.known > week && (one.week ?? week) >= week);
		const atRisk = sumOf(there);
		if (atRisk < FEWEST) break;
		stayed *= 1 - sumOf(there.filter((one) => one.week === week)) / atRisk;
		steps.push({ atRisk, stayed });
	}
	return steps;
}

const sumOf = (members: readonly Known[]): number =>
	members.reduce((sum, one) => sum + one.members, 0);
