import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { deedsSince } from './deeds.queries.ts';
import { accessDue } from './access-due.ts';
import { evaluate, inTheirOrder, type Deed, type Evaluation } from './evaluate.ts';
import type { Levels, SimulateRules, Simulation } from './awards.schema.ts';
import { levelAt, readLevels } from './levels.queries.ts';
import { allScores, givenByRule, namesOf } from './board.queries.ts';
import { requireSound } from './require-sound.ts';
import { toDeed } from './settle-points.ts';

/** Deeds that are looked at. */
const MOST_DEEDS = 200_000;
const MOST_MEMBERS = 200_000;
const SHOWN = 10;
const NAMED = 100;

/** What one rule would have given in the last days, beside what is in force: nothing is written. */
export async function simulateRule(
	ctx: CommunityContext,
	{ ruleId, definition, days }: SimulateRules,
): Promise<Simulation> {
	ctx.authorize('read', 'PointRule');
	requireModule(ctx, 'gamification');
	await requireSound(ctx, ctx, definition);
	const since = new Date(ctx.clock.now().getTime() - days * 86_400_000);
	const rows = await deedsSince(ctx.db, since, MOST_DEEDS).execute();
	const scores = await allScores(ctx.db, MOST_MEMBERS).execute();
	const joined = new Map(scores.map(({ id, joinedAt }) => [id, joinedAt.getTime()]));
	const histories = byMember(rows.map(toDeed).toSorted(inTheirOrder));
	const versions = [{ definition, countsFrom: since.getTime(), countsUntil: null }];
	const results: (Evaluation & { memberId: string })[] = [];
	for (const [memberId, history] of histories) {
		const joinedAt = joined.get(memberId);
		if (joinedAt === undefined) continue;
		results.push({ memberId, ...evaluate(versions, history, { memberId, joinedAt }) });
	}
	const gained = new Map(results.map(({ memberId, awards }) => [memberId, sumOf(awards)]));
	const lost = await givenByRule(ctx.db, ruleId, since).execute();
	const { levels } = await readLevels(ctx.db);
	return {
		...{ deeds: rows.length, isCut: rows.length === MOST_DEEDS },
		...totals(results),
		top: await topOf(ctx, results),
		levels: levelsOf(levels, scores, {
			gained,
			lost: new Map(lost.map(({ memberId, points }) => [memberId, points])),
		}),
		...(await badgeOf(ctx, definition.badgeId, results)),
		access: definition.brings ? await accessOf(ctx, results) : null,
	};
}

function byMember(deeds: readonly Deed[]): Map<string, Deed[]> {
	const histories = new Map<string, Deed[]>();
	for (const deed of deeds)
		for (const memberId of new Set([deed.memberId, deed.otherId])) {
			if (memberId === null) continue;
			const history = histories.get(memberId);
			if (history) history.push(deed);
			else histories.set(memberId, [deed]);
		}
	return histories;
}

const sumOf = (awards: Evaluation['awards']): number =>
	awards.reduce((sum, { points }) => sum + points, 0);

type Results = readonly (Evaluation & { memberId: string })[];

const totals = (results: Results) => ({
	awards: results.reduce((sum, { awards }) => sum + awards.length, 0),
	points: results.reduce((sum, { awards }) => sum + sumOf(awards), 0),
	members: results.filter(({ awards }) => awards.length > 0).length,
	heldBack: results.reduce((sum, { heldBack }) => sum + heldBack, 0),
});

async function topOf(ctx: CommunityContext, results: Results): Promise<Simulation['top']> {
	const first = results
		.filter(({ awards }) => awards.length > 0)
		.toSorted((a, b) => sumOf(b.awards) - sumOf(a.awards) || b.awards.length - a.awards.length)
		.slice(0, SHOWN);
	const names = await named(ctx, first);
	return first.map(({ memberId, awards }) => ({
		...{ memberId, name: names.get(memberId) ?? '', points: sumOf(awards), awards: awards.length },
		share: shareOfOne(memberId, awards),
	}));
}

/** How much of it, from 0 to 1, came from one and the same other member: near 1 where two do each other favours. */
export function shareOfOne(memberId: string, awards: Evaluation['awards']): number {
	const counts = new Map<string, number>();
	for (const { deed } of awards) {
		const other = deed.memberId === memberId ? deed.otherId : deed.memberId;
		if (other) counts.set(other, (counts.get(other) ?? 0) + 1);
	}
	return Math.max(0, ...counts.values()) / awards.length;
}

type Change = Record<'gained' | 'lost', ReadonlyMap<string, number>>;

function levelsOf(
	levels: Levels,
	scores: readonly { id: string; points: number }[],
	{ gained, lost }: Change,
): Simulation['levels'] {
	const now = new Map<number, number>();
	const after = new Map<number, number>();
	const count = (at: Map<number, number>, points: number) => {
		const level = levelAt(levels, points);
		at.set(level, (at.get(level) ?? 0) + 1);
	};
	for (const { id, points } of scores) {
		count(now, points);
		count(after, points - (lost.get(id) ?? 0) + (gained.get(id) ?? 0));
	}
	return levels.levels.map(({ name }, index) => ({
		...{ name, now: now.get(index) ?? 0, after: after.get(index) ?? 0 },
	}));
}

async function badgeOf(ctx: CommunityContext, badgeId: string | null, results: Results) {
	if (badgeId === null) return { badge: 0, badgeNames: [] };
	const winners = results.filter(({ awards }) => awards.length > 0);
	const names = await named(ctx, winners.slice(0, NAMED));
	return { badge: winners.length, badgeNames: [...names.values()].toSorted(byWord) };
}

/** Who would have had what it brings at some time, and who would have it now. */
async function accessOf(ctx: CommunityContext, results: Results): Promise<Simulation['access']> {
	const now = ctx.clock.now().getTime();
	const holders = results.filter(({ awards }) => accessDue(awards, now).size > 0);
	const names = await named(ctx, holders.slice(0, NAMED));
	return {
		ever: results.filter(({ awards }) => awards.length > 0).length,
		...{ now: holders.length, names: [...names.values()].toSorted(byWord) },
	};
}

const byWord = (a: string, b: string): number => a.localeCompare(b);

/** The names of these members, by their ids; who is gone has none. */
export async function named(
	{ db }: CommunityContext,
	members: readonly { memberId: string }[],
): Promise<Map<string, string>> {
	const ids = members.map(({ memberId }) => memberId);
	const rows = ids.length > 0 ? await namesOf(db, ids).execute() : [];
	return new Map(rows.map(({ id, name }) => [id, name]));
}
