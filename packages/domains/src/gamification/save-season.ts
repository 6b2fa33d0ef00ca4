import { requestJob } from '@kith/db/jobs';
import { addSeconds } from '@kith/kernel/clock';
import { ConflictError, LimitReachedError, NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { requireModule } from '../modules/index.ts';
import { CLOSE_SEASONS } from './close-seasons.ts';
import { readLevels } from './levels.queries.ts';
import { endOf, stateAt, viewOf } from './season-state.ts';
import { keepSeasons, lockSeasons, readSeasons } from './seasons.queries.ts';
import {
	MOST_SEASONS,
	SETTLING_MINUTES,
	type RemoveSeason,
	type SaveSeason,
	type Season,
	type SeasonView,
} from './seasons.schema.ts';

/** The seasons of the boards, latest first. Throws `gamification.no_boards` where members see none. */
export async function listSeasons(ctx: CommunityContext): Promise<SeasonView[]> {
	ctx.authorize('read', 'Score', {});
	requireModule(ctx, 'gamification');
	const { levels } = await readLevels(ctx.db);
	if (!levels.boards && !isAllowed(ctx.ability, 'read', 'PointRule'))
		throw new NotFoundError('gamification.no_boards');
	const now = ctx.clock.now();
	return (await readSeasons(ctx.db)).map((season) => viewOf(season, now));
}

/**
 * Makes a season, or changes one; sent again, a new one is there once. What has ended keeps its days. Throws
 * `gamification.season_not_found`, `gamification.changed_meanwhile`, `gamification.season_over`,
 * `gamification.seasons_overlap` and `gamification.too_many_seasons`.
 */
export async function saveSeason(
	ctx: CommunityContext,
	{ version, ...fields }: SaveSeason,
): Promise<void> {
	ctx.authorize('update', 'PointRule');
	requireModule(ctx, 'gamification');
	const now = ctx.clock.now();
	await ctx.transaction(async (tx) => {
		const all = await lockSeasons(tx.db, now);
		const known = all.find(({ id }) => id === fields.id);
		if (version === null && known) return;
		const before = version === null ? null : current(known, version);
		if (!before && all.length >= MOST_SEASONS)
			throw new LimitReachedError('gamification.too_many_seasons');
		requireDays(all, { before, fields, now });
		const saved = { closedAt: null, ...before, ...fields, version: (before?.version ?? 0) + 1 };
		const others = all.filter(({ id }) => id !== fields.id);
		await keepSeasons(tx.db, [...others, saved], now).execute();
		await closeLater(ctx, tx, saved);
		const { name, from, until } = fields;
		tx.audit({
			action: before ? 'seasons.updated' : 'seasons.created',
			target: targetOf(fields),
			...(before && { before: { name: before.name, from: before.from, until: before.until } }),
			after: { name, from, until },
		});
	});
}

/**
 * Takes a season off before it has ended; points stay as they are. Throws `gamification.season_not_found`,
 * `gamification.changed_meanwhile`, and `gamification.season_over` for one whose table is to be kept.
 */
export async function removeSeason(
	ctx: CommunityContext,
	{ seasonId, version }: RemoveSeason,
): Promise<void> {
	ctx.authorize('delete', 'PointRule');
	requireModule(ctx, 'gamification');
	const now = ctx.clock.now();
	await ctx.transaction(async (tx) => {
		const all = await lockSeasons(tx.db, now);
		const season = current(
			all.find(({ id }) => id === seasonId),
			version,
		);
		if (hasEnded(season, now)) throw new ConflictError('gamification.season_over');
		await keepSeasons(
			tx.db,
			all.filter(({ id }) => id !== seasonId),
			now,
		).execute();
		tx.audit({ action: 'seasons.removed', target: targetOf(season) });
	});
}

function current(season: Season | undefined, version: number): Season {
	if (!season) throw new NotFoundError('gamification.season_not_found');
	if (season.version !== version) throw new ConflictError('gamification.changed_meanwhile');
	return season;
}

type Change = {
	before: Season | null;
	fields: Pick<Season, 'id' | 'from' | 'until'>;
	now: Date;
};

/** A table that was promised is not moved: neither into the past, nor out of it, nor into that of another season. */
function requireDays(all: readonly Season[], { before, fields, now }: Change): void {
	const isMoved = before?.from !== fields.from || before.until !== fields.until;
	if (!isMoved) return;
	if ((before && hasEnded(before, now)) || endOf(fields) <= now)
		throw new ConflictError('gamification.season_over');
	const meets = ({ id, from, until }: Season) =>
		id !== fields.id && from <= fields.until && until >= fields.from;
	if (all.some(meets)) throw new ConflictError('gamification.seasons_overlap');
}

const hasEnded = (season: Season, now: Date): boolean =>
	['closing', 'over'].includes(stateAt(season, now));

const targetOf = ({ id, name }: { id: string; name: string }) => ({
	...{ kind: 'season', id, label: name },
});

/** Has its table fixed soon after its last second. */
// authorize: the caller has asked.
async function closeLater(
	{ community, clock }: CommunityContext,
	tx: CommunityTransaction,
	season: Season,
): Promise<void> {
	if (season.closedAt !== null) return;
	const key = `${CLOSE_SEASONS}:${community.id}:${season.id}`;
	const runAt = addSeconds(endOf(season), SETTLING_MINUTES * 60);
	const when = { key, now: clock.now(), runAt };
	await requestJob(tx.db, CLOSE_SEASONS, { communityId: community.id }, when);
}
