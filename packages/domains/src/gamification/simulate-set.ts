import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { allBadges } from './badges.queries.ts';
import { allScores } from './board.queries.ts';
import { deedsBefore } from './deeds.queries.ts';
import { inTheirOrder, type Deed } from './evaluate.ts';
import { RuleDefinition } from './gamification.schema.ts';
import { levelAt, readLevels } from './levels.queries.ts';
import { takenByHandOf } from './points.queries.ts';
import { missingIn, whatIsThere } from './read-rules.ts';
import { findingsOf, type LookedAt } from './rule-findings.ts';
import { listedRules } from './rules.queries.ts';
import { MOST_FINDINGS, MOST_NAMED, TRIAL_DAYS, type SetTrial } from './set-trial.schema.ts';
import { toDeed } from './settle-points.ts';
import { named, shareOfOne } from './simulate-rule.ts';
import { Tally, type Standing } from './tally-set.ts';
import {
	daysAgo,
	daysBefore,
	given,
	historiesOf,
	lineOf,
	walk,
	type Line,
	type Person,
} from './walk-rules.ts';

/** Deeds that are looked at, and so many of them at once. */
const BOUNDS = { deeds: 200_000, batch: 20_000 };
const MOST_MEMBERS = 200_000;
const SHOWN = 10;

/**
 * What all rules together would have given in the last 90 days: as they are in force, and with every draft in the place of
 * what its rule says now. Each counts for all of those days, whatever it was published for. Nothing is written.
 */
export async function simulateSet(ctx: CommunityContext, bounds = BOUNDS): Promise<SetTrial> {
	ctx.authorize('read', 'PointRule');
	requireModule(ctx, 'gamification');
	const rules = await rulesTried(ctx);
	const lines = rules.flatMap(linesOf);
	const asked = daysAgo(ctx.clock.now().getTime(), TRIAL_DAYS);
	const { deeds, isCut } = await deedsFor(ctx, lines, { asked, ...bounds });
	const since = isCut ? Math.max(asked, deeds[0]?.at ?? asked) : asked;
	const scores = await allScores(ctx.db, MOST_MEMBERS).execute();
	const members = new Map(scores.map(({ id, joinedAt }) => [id, joinedAt.getTime()]));
	const taken = await takenByHandOf(ctx.db, badgesIn(lines)).execute();
	const tally = new Tally(taken.map(({ memberId, badgeId }) => `${memberId} ${badgeId}`));
	const people = historiesOf(deeds, members);
	await walk(people, lines, since, tally.add);
	const findings = findingsOf(await lookedAt(ctx, rules, tally));
	return {
		deeds: deeds.filter(({ at }) => at >= since).length,
		...{ since: new Date(since), isCut: isCut || scores.length === MOST_MEMBERS },
		...{ inForce: rules.filter(({ now }) => now).length, rules: rules.length },
		drafts: rules.filter(({ isDraft }) => isDraft).length,
		points: tally.points,
		levels: await levelsOf(ctx, [...members.keys()], tally),
		badges: await badgesWon(ctx, lines, tally),
		top: await topOf(ctx, { rules, lines, people, since }, tally),
		findings: findings.slice(0, MOST_FINDINGS),
		moreFindings: Math.max(0, findings.length - MOST_FINDINGS),
	};
}

type Tried = {
	id: string;
	name: string;
	now: RuleDefinition | null;
	after: RuleDefinition;
	isDraft: boolean;
	/** Whether it never said anything else. */
	isFirst: boolean;
};

/** The rules that are in force or have a draft; one that was stopped and is not written anew gives nothing. */
async function rulesTried({ db }: CommunityContext): Promise<Tried[]> {
	const rows = await listedRules(db).execute();
	return rows.flatMap(({ id, name, draft, definition, number, countsUntil }) => {
		const isInForce = definition !== null && countsUntil === null;
		const now = isInForce ? RuleDefinition.parse(definition) : null;
		const after = draft === null ? now : RuleDefinition.parse(draft);
		const isDraft = draft !== null;
		const isFirst = (number ?? 0) + Number(isDraft) <= 1;
		return after === null ? [] : [{ id, name, now, after, isDraft, isFirst }];
	});
}

function linesOf({ id, now, after, isDraft }: Tried): Line[] {
	if (!isDraft) return [lineOf(id, after, ['now', 'after'])];
	return [...(now ? [lineOf(id, now, ['now'])] : []), lineOf(id, after, ['after'])];
}

const badgesIn = (lines: readonly Line[]): string[] => [
	...new Set(lines.flatMap(({ definition: { badgeId } }) => (badgeId === null ? [] : [badgeId]))),
];

/** The newest deeds, from as far back as the rules look, in their order. */
async function deedsFor(
	{ db }: CommunityContext,
	lines: readonly Line[],
	{ asked, deeds: most, batch }: typeof BOUNDS & { asked: number },
): Promise<{ deeds: Deed[]; isCut: boolean }> {
	const since = daysAgo(asked, daysBefore(lines.map(({ definition }) => definition)));
	const deeds: Deed[] = [];
	let before: string | null = null;
	while (lines.length > 0 && deeds.length < most) {
		const rows = await deedsBefore(db, {
			since,
			before,
			limit: Math.min(batch, most - deeds.length),
		}).execute();
		for (const row of rows) deeds.push(toDeed(row));
		before = rows.at(-1)?.id ?? null;
		if (rows.length < batch) break;
	}
	return { deeds: deeds.toSorted(inTheirOrder), isCut: deeds.length >= most };
}

async function lookedAt(
	ctx: CommunityContext,
	rules: readonly Tried[],
	{ met }: Tally,
): Promise<LookedAt[]> {
	const there = await whatIsThere(
		ctx,
		rules.map(({ after }) => after),
	);
	return rules.map(({ id, name, after, isFirst }) => ({
		...{ id, name, definition: after, isFirst },
		...{ missing: missingIn(after, there), met: met.get(id) ?? 0 },
	}));
}

async function levelsOf(
	{ db }: CommunityContext,
	memberIds: readonly string[],
	{ standings }: Tally,
): Promise<SetTrial['levels']> {
	const { levels } = await readLevels(db);
	const counts = levels.levels.map(({ name }) => ({ name, now: 0, after: 0 }));
	for (const memberId of memberIds)
		for (const set of ['now', 'after'] as const) {
			const level = counts[levelAt(levels, standings.get(memberId)?.[set] ?? 0)];
			if (level) level[set] += 1;
		}
	return counts;
}

async function badgesWon(
	ctx: CommunityContext,
	lines: readonly Line[],
	{ badges }: Tally,
): Promise<SetTrial['badges']> {
	const meant = new Set(badgesIn(lines));
	const rows = (await allBadges(ctx.db).execute()).filter(({ id }) => meant.has(id));
	const won = rows.map(({ id, name, icon, tone, mostGiven }) => {
		const winners = [...(badges.get(id)?.after ?? [])];
		const first = winners.toSorted(([, a], [, b]) => a - b).slice(0, MOST_NAMED);
		return {
			badge: {
				badgeId: id,
				name,
				icon,
				tone: tone as SetTrial['badges'][number]['tone'],
				mostGiven,
			},
			...{ now: badges.get(id)?.now.size ?? 0, after: winners.length },
			first: first.map(([memberId]) => ({ memberId })),
		};
	});
	const names = await named(
		ctx,
		won.flatMap(({ first }) => first),
	);
	return won.map(({ badge, now, after, first }) => ({
		...{ ...badge, now, after, names: first.map(({ memberId }) => names.get(memberId) ?? '') },
	}));
}

type Walked = {
	rules: readonly Tried[];
	lines: readonly Line[];
	people: readonly Person[];
	since: number;
};

async function topOf(
	ctx: CommunityContext,
	walked: Walked,
	{ standings }: Tally,
): Promise<SetTrial['top']> {
	const won = [...standings.values()].filter(({ after }) => after > 0);
	const all = won.reduce((sum, { after }) => sum + after, 0);
	const top = won.toSorted((a, b) => b.after - a.after || b.awards - a.awards).slice(0, SHOWN);
	const names = await named(ctx, top);
	return top.map(({ memberId, after, awards, heldBack, most }) => ({
		...{ memberId, name: names.get(memberId) ?? '', points: after, share: after / all },
		...{ awards, heldBack, fromOne: fromOne(walked, memberId), most: namedRule(walked, most) },
	}));
}

function namedRule({ rules }: Walked, most: Standing['most']): SetTrial['top'][number]['most'] {
	const rule = rules.find(({ id }) => id === most?.ruleId);
	return rule && most ? { ...most, name: rule.name } : null;
}

function fromOne({ lines, people, since }: Walked, memberId: string): number {
	const person = people.find((one) => one.memberId === memberId);
	if (!person) return 0;
	const meant = lines.filter(({ sets }) => sets.includes('after'));
	return shareOfOne(
		memberId,
		meant.flatMap((line) => given(line, person, since).awards),
	);
}
