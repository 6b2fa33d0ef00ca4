import type { ChallengeView, Phase } from './challenges.schema.ts';

type Row = { status: string; startsAt: Date; endsAt: Date };

/** Where a challenge is between being written and being over. */
export function phaseOf({ status, startsAt, endsAt }: Row, now: Date): Phase {
	if (status === 'draft') return 'draft';
	if (now >= endsAt || status === 'archived') return 'over';
	return now < startsAt ? 'coming' : 'running';
}

/** How many make a team; null where everybody is on their own. */
export const teamOf = ({
	teamLeast,
	teamMost,
}: {
	teamLeast: number;
	teamMost: number;
}): ChallengeView['team'] => (teamMost === 1 ? null : { least: teamLeast, most: teamMost });
