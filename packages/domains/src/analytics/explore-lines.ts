import type { CommunityContext } from '../context.ts';
import { FEWEST } from './analytics.schema.ts';
import { daysFrom } from './days.ts';
import {
	behindSmall,
	doneBy,
	doneByKinds,
	doneInAll,
	summedBy,
	type Question,
} from './explore.queries.ts';
import { countsPeople, isTime, MOST_ROWS, type Basis } from './explore.schema.ts';
import { foldSmall, OTHERS } from './fold-small.ts';
import { readableIn } from './readable-in.ts';

/** A line of an answer; null where too few people stand behind it. */
type Line = { key: string; name: string | number; n: number | null };
export type Lines = {
	lines: readonly Line[];
	/** Whether a line stands beside the one at the same place of other days, and not beside the one of the same key. */
	isInOrder: boolean;
	total: number | null;
};
type Asked = Question & {
	basis: Basis;
	/** Whether fewer than five are told of only together with others. */
	isNarrowed: boolean;
};
type Told = Omit<Lines, 'isInOrder'>;

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));
const SOURCES = ['member', 'staff', 'bot', 'api', 'import'] as const;

/** The lines of an answer in their order, and what they come to. */
// authorize: explore has asked.
export async function readLines(ctx: CommunityContext, asked: Asked): Promise<Lines> {
	const { dimension } = asked;
	const told = asked.basis === 'sums' ? await ofSums(ctx, asked) : await ofPeople(ctx, asked);
	return { ...told, isInOrder: dimension === 'day' || dimension === 'week' };
}

async function ofSums(ctx: CommunityContext, asked: Asked): Promise<Told> {
	const rows = await summedBy(ctx.db, asked).execute();
	const found = new Map(rows.map(({ bucket, n }) => [bucket, Number(n)]));
	const lines =
		asked.dimension === 'space'
			? spacesOf(ctx, found)
			: keysOf(asked).map((key) => lineOf(asked, key, found.get(key) ?? 0));
	return { lines, total: sumOf(lines) };
}

/** What is there always, in its order; nothing happened there where nothing is told. */
function keysOf({ dimension, span }: Pick<Asked, 'dimension' | 'span'>): readonly string[] {
	if (dimension === 'day') return daysFrom(span.from, span.to);
	if (dimension === 'week')
		return daysFrom(span.from, span.to).filter((_, index) => index % 7 === 0);
	if (dimension === 'weekday') return WEEKDAYS;
	return dimension === 'hour' ? HOURS : SOURCES;
}

const lineOf = ({ dimension }: Pick<Asked, 'dimension'>, key: string, n: Line['n']): Line => ({
	...{ key, n },
	name: dimension === 'weekday' || dimension === 'hour' ? Number(key) : key,
});

const sumOf = (lines: readonly Line[]) => lines.reduce((sum, { n }) => sum + (n ?? 0), 0);

/** Spaces that whoever asks may not read, and those that are gone, are one line without a name. */
function spacesOf(ctx: CommunityContext, found: ReadonlyMap<string, number>): Line[] {
	const readable = new Set(readableIn(ctx));
	const named = ctx.snapshot.spaces
		.filter(({ id }) => readable.has(id))
		.map(({ id, name }): Line => ({ key: id, name, n: found.get(id) ?? 0 }))
		.toSorted((one, other) => (other.n ?? 0) - (one.n ?? 0))
		.slice(0, MOST_ROWS - 1);
	const all = [...found.values()].reduce((sum, n) => sum + n, 0);
	const rest = all - sumOf(named);
	return rest > 0 ? [...named, { key: OTHERS, name: OTHERS, n: rest }] : named;
}

async function ofPeople(ctx: CommunityContext, asked: Asked): Promise<Told> {
	const { people, n } = await doneInAll(ctx.db, asked).executeTakeFirstOrThrow();
	const all = { people: Number(people), n: Number(n ?? 0) };
	const lines = await linesOfPeople(ctx, asked);
	if (!asked.isNarrowed) return { lines, total: amountOf(asked, all) };
	const isTold = all.people === 0 || all.people >= FEWEST;
	return {
		lines,
		total: isTold && (await hidesEnough(ctx, asked, lines)) ? amountOf(asked, all) : null,
	};
}

type Counted = { people: number; n: number };
const amountOf = ({ metric }: Asked, { people, n }: Counted) => (countsPeople(metric) ? people : n);

async function linesOfPeople(ctx: CommunityContext, asked: Asked): Promise<Line[]> {
	const { dimension } = asked;
	if (dimension === 'origin' || dimension === 'campaign') return foldedKinds(ctx, asked);
	const rows = (await doneBy(ctx.db, asked).execute()).map(({ bucket, people, n }) => ({
		...{ key: bucket, people: Number(people), n: Number(n) },
	}));
	const told = (counted: Counted) =>
		asked.isNarrowed && counted.people > 0 && counted.people < FEWEST
			? null
			: amountOf(asked, counted);
	if (isTime(dimension)) {
		const found = new Map(rows.map((row) => [row.key, told(row)]));
		return keysOf(asked).map((key) => {
			const n = found.get(key);
			return lineOf(asked, key, n === undefined ? 0 : n);
		});
	}
	const nameOf = (key: string) =>
		dimension === 'role' ? ctx.snapshot.roles.find(({ id }) => id === key)?.name : key;
	return rows
		.map(({ key, ...counted }): Line => ({ key, name: nameOf(key) ?? key, n: told(counted) }))
		.toSorted((one, other) => (other.n ?? -1) - (one.n ?? -1) || (one.key < other.key ? -1 : 1))
		.slice(0, MOST_ROWS);
}

/** Everybody came by one way: who came by rare ones are told of together. */
async function foldedKinds(ctx: CommunityContext, asked: Asked): Promise<Line[]> {
	const rows = await doneByKinds(ctx.db, asked).execute();
	const groups = foldSmall(
		rows.map(({ bucket, people, n }) => ({
			...{ from: bucket, joined: Number(people), activated: Number(n), paid: 0 },
		})),
	);
	const isRest = ({ from }: { from: string }) => Number(from === OTHERS);
	return groups
		.map(({ from, joined, activated }) => ({
			from,
			n: amountOf(asked, { people: joined, n: activated }),
		}))
		.toSorted((one, other) => isRest(one) - isRest(other) || other.n - one.n)
		.map(({ from, n }) => ({ key: from, name: from, n }));
}

/** What lines of too few people come to would be the whole without the others: it is told where five stand behind them. */
async function hidesEnough(
	ctx: CommunityContext,
	asked: Asked,
	lines: readonly Line[],
): Promise<boolean> {
	if (!lines.some(({ n }) => n === null)) return true;
	const { people } = await behindSmall(ctx.db, asked).executeTakeFirstOrThrow();
	return Number(people) >= FEWEST;
}
