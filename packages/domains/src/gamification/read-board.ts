import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { boardRowOf, boardRows, type BoardWish } from './board.queries.ts';
import type { Board, BoardSpan, ReadBoard } from './gamification.schema.ts';
import type { Levels } from './awards.schema.ts';
import { keptAt } from './kept-levels.ts';
import { holdsIn } from './levels-kept.queries.ts';
import { levelAt, readLevels } from './levels.queries.ts';

const SHOWN = 50;
const SPAN_DAYS = { week: 7, month: 30, improved: 30, all: null } as const;
/** Who runs the place and keeps order in it. */
const STAFF = new Set(['owner', 'admin', 'moderator']);

/**
 * Who has most points: in the last days, ever, or more than in as many days before; in one space where it is named. Who
 * does not want to be there is not, nor are staff unless levels say so. Throws `spaces.not_found`, and
 * `gamification.no_boards` where members see none.
 */
export async function readBoard(
	ctx: CommunityContext,
	{ span, spaceId }: ReadBoard,
): Promise<Board> {
	requireModule(ctx, 'gamification');
	const { levels } = await readLevels(ctx.db);
	ctx.authorize('read', 'Score', {});
	if (!levels.boards) throw new NotFoundError('gamification.no_boards');
	if (spaceId !== null && !ctx.grants.spaces.readable.includes(spaceId))
		throw new NotFoundError('spaces.not_found');
	const wish = wishFor(ctx, levels, { span, spaceId });
	const rows = await boardRows(ctx.db, wish, SHOWN).execute();
	const own = await boardRowOf(ctx.db, wish, ctx.grants.memberId).executeTakeFirst();
	const levelOf = ({ total, holds }: (typeof rows)[number]) => {
		const reached = levelAt(levels, total);
		return keptAt(holdsIn(holds), reached, ctx.clock.now())?.level ?? reached;
	};
	const toRow = (row: (typeof rows)[number]) => ({
		...{ rank: row.rank, points: row.points, level: levelOf(row) + 1 },
		member: {
			...{ id: row.id, handle: row.handle, name: row.name, avatarFileId: row.avatarFileId },
		},
	});
	return { rows: rows.map(toRow), own: own ? toRow(own) : null };
}

function wishFor(
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
		spaceId,
		without: [
			...(staffOnBoards ? [] : Object.keys(snapshot.entryRoles)),
			...[...grants.avoided.blocked, ...grants.avoided.blockedBy],
		],
		staffRoleIds: staffOnBoards ? [] : staff.map(({ id }) => id),
	};
}
