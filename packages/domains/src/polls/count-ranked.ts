import type { PollRound } from './polls.schema.ts';

export type RankedBallots = readonly { choices: readonly number[]; count: number }[];

/**
 * Counts ranked ballots by instant run-off: as long as nobody has more than half of the ballots that still name
 * someone, those with the fewest first choices leave, together when they are level. `winners` are several when only
 * level ones are left, none without ballots.
 */
export function countRanked(
	ballots: RankedBallots,
	choiceCount: number,
): { rounds: PollRound[]; winners: number[] } {
	const rounds: PollRound[] = [];
	let left = Array.from({ length: choiceCount }, (_, at) => at);
	if (ballots.length === 0) return { rounds, winners: [] };
	for (;;) {
		const counts = firstChoices(ballots, left, choiceCount);
		const total = left.reduce((sum, at) => sum + (counts[at] ?? 0), 0);
		const most = Math.max(...left.map((at) => counts[at] ?? 0));
		const fewest = Math.min(...left.map((at) => counts[at] ?? 0));
		const isDecided = most * 2 > total || most === fewest;
		const leaving = isDecided ? [] : left.filter((at) => counts[at] === fewest);
		rounds.push({ counts, left: leaving });
		if (isDecided) return { rounds, winners: left.filter((at) => counts[at] === most) };
		left = left.filter((at) => !leaving.includes(at));
	}
}

function firstChoices(
	ballots: RankedBallots,
	left: readonly number[],
	choiceCount: number,
): (number | null)[] {
	const counts: (number | null)[] = Array.from({ length: choiceCount }, (_, at) =>
		left.includes(at) ? 0 : null,
	);
	for (const { choices, count } of ballots) {
		const first = choices.find((at) => left.includes(at));
		if (first !== undefined) counts[first] = (counts[first] ?? 0) + count;
	}
	return counts;
}
