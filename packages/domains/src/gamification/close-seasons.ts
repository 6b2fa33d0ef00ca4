import { addSeconds } from '@kith/kernel/clock';
import type { CommunityContext, CommunityTransaction, Services } from '../context.ts';
import { boardRows } from './board.queries.ts';
import { levelOnBoard, wishFor } from './board-wish.ts';
import { readLevels } from './levels.queries.ts';
import { inEach, pointsContext } from './points-context.ts';
import { endOf } from './season-state.ts';
import {
	keepFinals,
	keepSeasons,
	lockFinals,
	lockSeasons,
	readSeasons,
} from './seasons.queries.ts';
import { FINAL_PLACES, SETTLING_MINUTES, type FinalPlace, type Season } from './seasons.schema.ts';

export const CLOSE_SEASONS = 'close-seasons';

/** Fixes the tables of seasons that have ended in one community. Run again, it changes nothing. */
export async function closeSeasonsOf(
	services: Services,
	{ communityId }: { communityId: string },
): Promise<void> {
	const ctx = await pointsContext(services, communityId, CLOSE_SEASONS);
	if (ctx) await closeIn(ctx);
}

/** The same in every community, for those that no job came to. */
export async function sweepSeasons(services: Services): Promise<void> {
	await inEach(services, 'sweep-seasons', closeIn);
}

async function closeIn(ctx: CommunityContext): Promise<void> {
	ctx.authorize('update', 'PointRule');
	const now = ctx.clock.now();
	const isDue = (season: Season) =>
		season.closedAt === null && addSeconds(endOf(season), SETTLING_MINUTES * 60) <= now;
	// Mostly there is nothing to do, and nothing to wait for.
	if (!(await readSeasons(ctx.db)).some(isDue)) return;
	await ctx.transaction(async (tx) => {
		const all = await lockSeasons(tx.db, now);
		const tables = await lockFinals(tx.db, now);
		for (const season of all.filter(isDue)) tables[season.id] ??= await finalTable(ctx, tx, season);
		const closedAt = now.toISOString();
		const closed = all.map((season) =>
			isDue(season) ? { ...season, closedAt, version: season.version + 1 } : season,
		);
		await keepFinals(tx.db, tables, now).execute();
		await keepSeasons(tx.db, closed, now).execute();
	});
}

/** Who stands where at the end, as the board shows it in that moment. */
async function finalTable(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ from, until }: Season,
): Promise<FinalPlace[]> {
	const { levels } = await readLevels(tx.db);
	const wish = { ...wishFor(ctx, levels, { span: 'all', spaceId: null }), since: from, until };
	const rows = await boardRows(tx.db, wish, FINAL_PLACES).execute();
	return rows.map(({ id, rank, points, ...row }) => ({
		...{ memberId: id, rank, points },
		level: levelOnBoard(ctx, levels, row),
	}));
}

/** Takes whoever is forgotten out of what is kept, or has their other account stand there; the places stay. */
// authorize: the callers have asked.
export async function renameInFinals(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	{ from, into }: { from: string; into: string | null },
): Promise<void> {
	const now = ctx.clock.now();
	if ((await readSeasons(tx.db)).every(({ closedAt }) => closedAt === null)) return;
	const tables = await lockFinals(tx.db, now);
	const renamed = Object.fromEntries(
		Object.entries(tables).map(([id, places]) => [id, renameIn(places, from, into)]),
	);
	await keepFinals(tx.db, renamed, now).execute();
}

/** Of two accounts of one person the better place is theirs. */
function renameIn(places: readonly FinalPlace[], from: string, into: string | null): FinalPlace[] {
	let isPlaced = false;
	return places.map((place) => {
		if (place.memberId !== from && (into === null || place.memberId !== into)) return place;
		const memberId = isPlaced ? null : into;
		isPlaced = true;
		return { ...place, memberId };
	});
}
