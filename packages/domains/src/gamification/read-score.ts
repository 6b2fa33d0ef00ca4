import * as z from 'zod';
import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityDb } from '@kith/db/handles';
import { decodeCursor, toPage } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { hasModule, requireModule } from '../modules/index.ts';
import { accessLines, seeAccess, type AccessRow } from './access.queries.ts';
import { accessOf, shownAccess } from './read-access.ts';
import { allBadges, badgesOf } from './badges.queries.ts';
import { activeDays, entryLines, scoreRow, setScore } from './board.queries.ts';
import { ensureScore } from './points.queries.ts';
import { streakOf } from './streak.ts';
import {
	DeedKind,
	TONES,
	type ListPoints,
	type OwnScore,
	PointLine,
	type PointPage,
	type PointsFace,
	type Score,
	type ScoreOf,
	type SetOffBoards,
} from './gamification.schema.ts';
import { type BadgeView, type Levels } from './awards.schema.ts';
import { keptAt } from './kept-levels.ts';
import { holdsIn } from './levels-kept.queries.ts';
import { levelAt, readLevels } from './levels.queries.ts';

const DAY_MS = 86_400_000;
/** Ten years: what was earned is counted from the first day of a streak on. */
const MOST_DAYS = 3660;
const Tone = z.enum(TONES);

/** Whether there are points here, and boards that members see. */
// authorize: that there are points is no secret; what somebody has is asked for elsewhere.
export function pointsFace(ctx: CommunityContext): PointsFace {
	return ctx.snapshot.points;
}

/** What a member has earned; null where nothing is counted. Throws `members.not_found`. */
export async function scoreOf(ctx: CommunityContext, { memberId }: ScoreOf): Promise<Score> {
	ctx.authorize('read', 'Score', { memberId });
	if (!hasModule(ctx, 'gamification')) return null;
	const row = await scoreRow(ctx.db, memberId).executeTakeFirst();
	if (!row || row.status === 'removed') throw new NotFoundError('members.not_found');
	const score = await scoreFor(ctx, row);
	const seesKept =
		memberId === ctx.standing?.memberId ||
		isAllowed(ctx.ability, 'read', 'PointRule') ||
		isAllowed(ctx.ability, 'read', 'Note');
	return score && { ...score, kept: seesKept ? score.kept : null };
}

type ScoreRow = { id: string; points: number; holds: unknown };

async function scoreFor(ctx: CommunityContext, row: ScoreRow): Promise<Score> {
	const { id: memberId, points } = row;
	const { levels } = await readLevels(ctx.db);
	const { reached, kept } = standingIn(ctx, levels, row);
	const at = kept?.level ?? reached;
	const badges = await badgesOf(ctx.db, memberId, ctx.clock.now()).execute();
	const days = await activeDays(ctx.db, memberId, MOST_DAYS).execute();
	const today = Math.floor(ctx.clock.now().getTime() / DAY_MS);
	const streak = streakOf(
		days.map(({ day }) => day),
		today,
		levels.freezes,
	);
	return {
		...{ points, level: stageOf(levels, at), streak: streak.days, freezes: streak.freezes },
		next: at + 1 < levels.levels.length ? stageOf(levels, at + 1) : null,
		kept: kept && { until: kept.until, reached: stageOf(levels, reached) },
		badges: badges.map(({ tone, ...badge }) => ({ ...badge, tone: Tone.parse(tone) })),
	};
}

/** The level that their points reach, and the higher one that they keep still. */
function standingIn({ clock }: CommunityContext, levels: Levels, { points, holds }: ScoreRow) {
	const reached = levelAt(levels, points);
	const kept = keptAt(holdsIn(holds), reached, clock.now());
	const top = levels.levels.length - 1;
	return { reached, kept: kept && { ...kept, level: Math.min(kept.level, top) } };
}

function stageOf({ levels }: Levels, index: number) {
	const { name, points } = levels[index] ?? { name: '', points: 0 };
	return { number: index + 1, name, points };
}

/** One's own score; null where nothing is counted, or for who is no member. */
// authorize: one's own.
export async function ownScore(ctx: CommunityContext): Promise<OwnScore> {
	const { memberId } = ctx.grants;
	if (!hasModule(ctx, 'gamification') || !ctx.standing) return null;
	const row = await scoreRow(ctx.db, memberId).executeTakeFirst();
	if (!row) return null;
	return {
		score: await scoreFor(ctx, row),
		...{ isOffBoards: row.isOffBoards ?? false, levelSeen: row.levelSeen ?? 0 },
		access: await accessOf(ctx, memberId),
	};
}

/** Takes oneself off the boards, or puts oneself back. */
// authorize: `changeOwn` asks.
export async function setOffBoards(
	ctx: CommunityContext,
	{ isOffBoards }: SetOffBoards,
): Promise<void> {
	await changeOwn(ctx, { isOffBoards });
}

/** The level one stands at was celebrated, and what rules brought, and is not again. */
export async function celebrate(ctx: CommunityContext): Promise<void> {
	ctx.authorize('update', 'Score', { memberId: ctx.standing?.memberId ?? '' });
	requireModule(ctx, 'gamification');
	const { levels } = await readLevels(ctx.db);
	const row = await scoreRow(ctx.db, ctx.grants.memberId).executeTakeFirst();
	if (!row) return;
	const { reached, kept } = standingIn(ctx, levels, row);
	await changeOwn(ctx, { levelSeen: (kept?.level ?? reached) + 1 }, (db) =>
		seeAccess(db, ctx.grants.memberId).execute(),
	);
}

async function changeOwn(
	ctx: CommunityContext,
	change: Parameters<typeof setScore>[2],
	also: (db: CommunityDb) => Promise<unknown> = async () => {},
): Promise<void> {
	// Whoever is nobody here is not the nobody that conditions on "mine" name.
	const memberId = ctx.standing?.memberId ?? '';
	ctx.authorize('update', 'Score', { memberId });
	requireModule(ctx, 'gamification');
	await ctx.transaction(async ({ db }) => {
		await ensureScore(db, memberId).execute();
		await setScore(db, memberId, change).execute();
		await also(db);
	});
}

const Keys = z.tuple([z.iso.datetime(), z.uuid()]);

/** Why a member has what they have, newest first. Somebody else's is for those who run the rules. */
export async function listPoints(ctx: CommunityContext, input: ListPoints): Promise<PointPage> {
	requireModule(ctx, 'gamification');
	const own = ctx.standing?.memberId ?? '';
	const memberId = input.memberId ?? own;
	if (memberId === own) ctx.authorize('read', 'Score', { memberId });
	else ctx.authorize('read', 'PointRule');
	const after = decodeCursor(input.cursor, Keys);
	const wish = { after: after && { at: new Date(after[0]), id: after[1] }, limit: input.limit };
	const entries = await entryLines(ctx.db, memberId, wish).execute();
	const brought = await accessLines(ctx.db, memberId, wish).execute();
	const lines = [
		...entries.map((row) => lineOf(ctx, memberId, row)),
		...brought.map((row) => broughtLine(ctx, row)),
	].toSorted(
		(a, b) =>
			b.notedAt.getTime() - a.notedAt.getTime() || Number(a.id < b.id) - Number(a.id > b.id),
	);
	return toPage(lines, input.limit, ({ notedAt, id }) => [notedAt.toISOString(), id]);
}

const Kind = PointLine.shape.kind;

type EntryRow = Awaited<ReturnType<ReturnType<typeof entryLines>['execute']>>[number];

function lineOf({ grants }: CommunityContext, memberId: string, row: EntryRow): PointLine {
	const { readable } = grants.spaces;
	return {
		...{ id: row.id, points: row.points, notedAt: row.notedAt, at: row.at },
		...{ kind: Kind.parse(row.kind), rule: row.rule ?? '', reason: row.reason },
		challenge: row.challenge ?? '',
		deed: row.deed === null ? null : DeedKind.parse(row.deed),
		side: row.deed === null ? null : row.doerId === memberId ? 'doer' : 'other',
		post:
			row.postId !== null && row.postSpaceId !== null && readable.includes(row.postSpaceId)
				? { id: row.postId, title: row.title ?? '' }
				: null,
		access: null,
	};
}

const broughtLine = (ctx: CommunityContext, row: AccessRow): PointLine => ({
	...{ id: row.id, points: 0, notedAt: row.notedAt, at: row.since, kind: 'access', rule: row.rule },
	...{ reason: '', challenge: '', deed: null, side: null, post: null },
	access: shownAccess(ctx, row),
});

/** The badges as those see them who run them. */
export async function listBadges(ctx: CommunityContext): Promise<BadgeView[]> {
	ctx.authorize('read', 'PointRule');
	requireModule(ctx, 'gamification');
	const rows = await allBadges(ctx.db).execute();
	return rows.map(({ tone, held, given, ...badge }) => ({
		...badge,
		...{ tone: Tone.parse(tone), held: held ?? 0, given: given ?? 0 },
	}));
}
