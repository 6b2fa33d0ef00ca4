import { countRanked, type RankedBallots } from './count-ranked.ts';
import { PollMethod, PollResults, type PollView } from './polls.schema.ts';

/** What the database keeps of a poll. */
export type PollFacts = {
	method: string;
	choices: unknown;
	maxChoices: number;
	isAnonymous: boolean;
	results: string;
	endsAt: Date | null;
	closedAt: Date | null;
	voterCount: number;
	tally: unknown;
};
type Viewing = {
	now: Date;
	mine: number[];
	ballots: RankedBallots;
	mayVote: boolean;
	mayClose: boolean;
};

/** Whether a poll takes votes: it ends by itself, at the moment it said. */
export function isOpenAt(
	{ endsAt, closedAt }: Pick<PollFacts, 'endsAt' | 'closedAt'>,
	now: Date,
): boolean {
	return closedAt === null && (endsAt === null || now < endsAt);
}

/** Whether someone sees the counts. Nobody sees them earlier than all others, not even the author. */
export function showsResults(poll: PollFacts, { now, hasVoted }: { now: Date; hasVoted: boolean }) {
	if (poll.results === 'always' || !isOpenAt(poll, now)) return true;
	return poll.results === 'after_vote' && hasVoted;
}

/** A poll as one reader sees it. */
export function pollView(poll: PollFacts, viewing: Viewing): PollView {
	const { now, mine, ballots } = viewing;
	const isOpen = isOpenAt(poll, now);
	const isShown = showsResults(poll, { now, hasVoted: mine.length > 0 });
	const texts = poll.choices as string[];
	const tally = poll.tally as number[];
	const ranked = isShown && poll.method === 'ranked' ? countRanked(ballots, texts.length) : null;
	const most = Math.max(...tally);
	const ahead = tally.flatMap((count, at) => (count === most && most > 0 ? [at] : []));
	return {
		...{ method: PollMethod.parse(poll.method), results: PollResults.parse(poll.results) },
		...{ maxChoices: poll.maxChoices, isAnonymous: poll.isAnonymous, endsAt: poll.endsAt },
		...{ isOpen, voterCount: poll.voterCount, mine },
		choices: texts.map((text, at) => ({ text, count: isShown ? (tally[at] ?? 0) : null })),
		rounds: ranked?.rounds ?? null,
		leading: isShown ? (ranked?.winners ?? ahead) : [],
		mayVote: isOpen && viewing.mayVote,
		mayClose: isOpen && viewing.mayClose,
	};
}
