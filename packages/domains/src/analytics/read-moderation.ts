import { midnightOf } from '@kith/kernel/clock';
import { noteOfFile } from '../audit/index.ts';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import type { Cell, Compared } from './analytics.schema.ts';
import { dayAfter, dayOf, timeZoneOf } from './days.ts';
import {
	cameCounts,
	cameHours,
	decisionCounts,
	decisionHours,
	decisionsByActor,
	firstDecisions,
	waitingNow,
	type Stretch,
} from './moderation.queries.ts';
import {
	HELD_WHAT,
	HELD_WHY,
	ModerationFile,
	ModerationNumbers,
	OUTCOME_NAMES,
	OUTCOMES,
	type AskModeration,
	type AskModerationTable,
	type Decider,
	type ModerationTable,
} from './moderation.schema.ts';

/**
 * What there was to decide and what became of it, beside as many days before. Counted from the queue and the log at each
 * look: nothing of it is kept, and no module has to be on.
 */
export async function readModeration(
	ctx: CommunityContext,
	{ days }: AskModeration,
): Promise<ModerationNumbers> {
	ctx.authorize('read', 'ModerationNumbers');
	const { db } = ctx;
	const stretch = stretchOf(ctx, days);
	const knowsWho = isAllowed(ctx.ability, 'read', 'AuditEntry', { area: 'moderation' });
	const [arrived, decided, times, waiting, cameAt, decidedAt, deciders] = await Promise.all([
		cameCounts(db, stretch).execute(),
		decisionCounts(db, stretch).execute(),
		firstDecisions(db, stretch).execute(),
		waitingNow(db).executeTakeFirstOrThrow(),
		cameHours(db, stretch).execute(),
		decisionHours(db, stretch).execute(),
		knowsWho ? decisionsByActor(db, stretch).execute() : null,
	]);
	const waitsOf = (wanted: boolean) => {
		const found = times.find((row) => row.isNow === wanted);
		const whole = (seconds: number | undefined) =>
			seconds === undefined ? null : Math.round(seconds);
		return {
			texts: Number(found?.texts ?? 0),
			...{ median: whole(found?.median), ninetieth: whole(found?.ninetieth) },
		};
	};
	return ModerationNumbers.parse({
		came: {
			all: compared(arrived),
			what: eachOf(HELD_WHAT, (name) => compared(arrived.filter(({ what }) => what === name))),
			why: eachOf(HELD_WHY, (name) => compared(arrived.filter(({ why }) => why === name))),
		},
		decided: eachOf(OUTCOME_NAMES, (name) =>
			compared(decided.filter(({ action }) => outcomeOf(action) === name)),
		),
		...{ waits: { now: waitsOf(true), before: waitsOf(false) }, waiting },
		deciders: deciders && decidersOf(deciders),
		hours: { came: weekOf(cameAt), decided: weekOf(decidedAt) },
		...{ asOf: ctx.clock.now(), timeZone: stretch.timeZone },
	});
}

/** One of the tables of the page for a file; writes down who takes which. */
// authorize: readModeration asks.
export async function exportModeration(
	ctx: CommunityContext,
	{ name, days }: AskModerationTable,
): Promise<ModerationFile> {
	const file = TABLES[name](await readModeration(ctx, { days }));
	const note = { count: file.rows.length, name: `moderation_${name}`, days };
	await ctx.transaction(async (tx) => tx.audit(noteOfFile(ctx, 'analytics.exported', note)));
	return ModerationFile.parse(file);
}

/** From midnight to midnight by the community's clock, whatever its days are long. */
function stretchOf(ctx: CommunityContext, days: number): Stretch {
	const timeZone = timeZoneOf(ctx);
	const today = dayOf(ctx.clock.now(), timeZone);
	const begin = (day: string) => midnightOf(new Date(`${day}T00:00:00Z`), timeZone);
	return {
		since: begin(dayAfter(today, 1 - 2 * days)),
		...{ from: begin(dayAfter(today, 1 - days)), to: begin(dayAfter(today, 1)), timeZone },
	};
}

const outcomeOf = (action: string) =>
	OUTCOME_NAMES.find((name) => (OUTCOMES[name] as readonly string[]).includes(action));

function compared(rows: readonly { isNow: boolean; n: string }[]): Compared {
	const sum = (wanted: boolean) =>
		rows.reduce((total, { isNow, n }) => total + (isNow === wanted ? Number(n) : 0), 0);
	return { now: sum(true), before: sum(false) };
}

const eachOf = <Name extends string, Value>(
	names: readonly Name[],
	valueOf: (name: Name) => Value,
): Record<Name, Value> =>
	Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<Name, Value>;

/** Seven days of twenty-four hours, Monday first. */
function weekOf(rows: readonly { weekday: number; hour: number; n: string }[]): number[][] {
	const week = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
	for (const { weekday, hour, n } of rows) {
		const day = week[weekday - 1];
		if (day) day[hour] = Number(n);
	}
	return week;
}

type ByActor = Awaited<ReturnType<ReturnType<typeof decisionsByActor>['execute']>>[number];

function decidersOf(rows: readonly ByActor[]): Decider[] {
	const found = new Map<string, Decider>();
	for (const row of rows) {
		const { memberId, staffId, isJob, action, n } = row;
		const id = memberId ?? staffId;
		const key = `${id} ${isJob}`;
		const counts = found.get(key)?.counts ?? eachOf(OUTCOME_NAMES, () => 0);
		const outcome = outcomeOf(action);
		if (outcome) counts[outcome] += Number(n);
		found.set(key, { id, name: nameOf(row), isJob, counts });
	}
	return [...found.values()];
}

/** What they are called now; nobody, once they left. */
function nameOf({ memberId, name, status, calledThen }: ByActor): string | null {
	if (memberId === null) return calledThen;
	return status === null || status === 'removed' ? null : name;
}

type Table = Pick<ModerationFile, 'columns' | 'rows'>;

const TABLES: Readonly<Record<ModerationTable, (numbers: ModerationNumbers) => Table>> = {
	figures: ({ came, decided, waits, waiting, asOf }) => {
		const line = (name: string, { now, before }: Compared): Cell[] => [name, now, before];
		const oldest = waiting.since && Math.round((asOf.getTime() - waiting.since.getTime()) / 1000);
		return {
			columns: ['figure', 'now', 'before'],
			rows: [
				line('came', came.all),
				...HELD_WHAT.map((name) => line(`came_${name}`, came.what[name])),
				...HELD_WHY.map((name) => line(`held_${name}`, came.why[name])),
				...OUTCOME_NAMES.map((name) => line(name, decided[name])),
				['median_seconds', waits.now.median, waits.before.median],
				['p90_seconds', waits.now.ninetieth, waits.before.ninetieth],
				['waiting', waiting.count, null],
				['oldest_seconds', oldest, null],
			],
		};
	},
	moderators: ({ deciders }) => ({
		columns: ['moderator', ...OUTCOME_NAMES],
		rows: (deciders ?? []).map(({ name, isJob, counts }) => [
			isJob ? '@job' : (name ?? '@former'),
			...OUTCOME_NAMES.map((outcome) => counts[outcome]),
		]),
	}),
	hours: ({ hours }) => ({
		columns: ['weekday', 'hour', 'came', 'decided'],
		rows: hours.came.flatMap((day, weekday) =>
			day.map((n, hour) => [weekday + 1, hour, n, hours.decided[weekday]?.[hour] ?? 0]),
		),
	}),
};
