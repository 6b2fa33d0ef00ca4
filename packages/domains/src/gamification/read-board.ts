import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { boardRowOf, boardRows, type BoardWish } from './board.queries.ts';
import { levelOnBoard, wishFor } from './board-wish.ts';
import type { Board, ReadBoard } from './gamification.schema.ts';
import type { Levels } from './awards.schema.ts';
import { readLevels } from './levels.queries.ts';
import { stateAt } from './season-state.ts';
import { namedOnBoards, readFinals, readSeasons } from './seasons.queries.ts';

const SHOWN = 50;

/**
 * Who has most points: in the last days, ever, or more than in as many days before; in one space where it is named. Who
 * does not want to be there is not, nor are staff unless levels say so. A season that is over has the table of its end,
 * of the whole community. Throws `spaces.not_found`, `gamification.season_not_found`, and `gamification.no_boards` where
 * members see none.
 */
export async function readBoard(
	ctx: CommunityContext,
	{ span, spaceId, seasonId }: ReadBoard,
): Promise<Board> {
	requireModule(ctx, 'gamification');
	const { levels } = await readLevels(ctx.db);
	ctx.authorize('read', 'Score', {});
	if (!levels.boards) throw new NotFoundError('gamification.no_boards');
	if (spaceId !== null && !ctx.grants.spaces.readable.includes(spaceId))
		throw new NotFoundError('spaces.not_found');
	if (seasonId === null) return liveBoard(ctx, levels, wishFor(ctx, levels, { span, spaceId }));
	const season = (await readSeasons(ctx.db)).find(({ id }) => id === seasonId);
	if (!season) throw new NotFoundError('gamification.season_not_found');
	const { from, until } = season;
	if (stateAt(season, ctx.clock.now()) === 'over') return finalBoard(ctx, seasonId);
	const wish = wishFor(ctx, levels, { span: 'all', spaceId });
	return liveBoard(ctx, levels, { ...wish, since: from, until });
}

async function liveBoard(ctx: CommunityContext, levels: Levels, wish: BoardWish): Promise<Board> {
	const rows = await boardRows(ctx.db, wish, SHOWN).execute();
	const own = await boardRowOf(ctx.db, wish, ctx.grants.memberId).executeTakeFirst();
	const toRow = (row: (typeof rows)[number]) => ({
		...{ rank: row.rank, points: row.points, level: levelOnBoard(ctx, levels, row) },
		member: {
			...{ id: row.id, handle: row.handle, name: row.name, avatarFileId: row.avatarFileId },
		},
	});
	return { rows: rows.map(toRow), own: own ? toRow(own) : null };
}

/** Places and points as they were; names as they are, of those who may be named to the actor. */
async function finalBoard(ctx: CommunityContext, seasonId: string): Promise<Board> {
	const places = (await readFinals(ctx.db))[seasonId] ?? [];
	const ids = places.flatMap(({ memberId }) => (memberId === null ? [] : [memberId]));
	const found = ids.length > 0 ? await namedOnBoards(ctx.db, ids).execute() : [];
	const { blocked, blockedBy } = ctx.grants.avoided;
	const avoided = new Set([...blocked, ...blockedBy]);
	const named = new Map(found.filter(({ id }) => !avoided.has(id)).map((one) => [one.id, one]));
	const rows = places.map(({ memberId, ...place }) => ({
		...place,
		member: named.get(memberId ?? '') ?? null,
	}));
	const own = rows.find(({ member }) => member?.id === ctx.standing?.memberId) ?? null;
	return { rows, own: own?.member ? own : null };
}
