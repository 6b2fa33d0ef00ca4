import type { CommunityContext } from '../context.ts';
import type { Levels } from './awards.schema.ts';
import type { BoardWish } from './board.queries.ts';
import type { BoardSpan } from './gamification.schema.ts';
import { keptAt } from './kept-levels.ts';
import { holdsIn } from './levels-kept.queries.ts';
import { levelAt } from './levels.queries.ts';

const SPAN_DAYS = { week: 7, month: 30, improved: 30, all: null } as const;
/** Who runs the place and keeps order in it. */
const STAFF = new Set(['owner', 'admin', 'moderator']);

/** Who and what a board is made of. */
// authorize: the callers ask.
export function wishFor(
	{ clock, snapshot, grants }: CommunityContext,
	{ staffOnBoards }: Levels,
	{ span, spaceId }: { span: BoardSpan; spaceId: string | null },
): BoardWish {
	const days = SPAN_DAYS[span];
	const staff = snapshot.roles.filter(({ key }) => STAFF.has(key));
	const dayBefore = (count: number) =>
		new Date(clock.now().getTime() - count * 86_400_000).toISOString().slice(0, 10);
	return {
		since: days === null ? null : dayBefore(days - 1),
		lessSince: span === 'improved' && days !== null ? dayBefore(2 * days - 1) : null,
		...{ until: null, spaceId },
		without: [
			...(staffOnBoards ? [] : Object.keys(snapshot.entryRoles)),
			...[...grants.avoided.blocked, ...grants.avoided.blockedBy],
		],
		staffRoleIds: staffOnBoards ? [] : staff.map(({ id }) => id),
	};
}

/** The number of the level that somebody stands at; the first is 1. */
// authorize: as above.
export function levelOnBoard(
	{ clock }: CommunityContext,
	levels: Levels,
	{ total, holds }: { total: number; holds: unknown },
): number {
	const reached = levelAt(levels, total);
	return (keptAt(holdsIn(holds), reached, clock.now())?.level ?? reached) + 1;
}
