import { CompiledQuery, sql, type KyselyPlugin } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

type Plan = {
	'Node Type': string;
	'Relation Name'?: string;
	'Index Name'?: string;
	'Index Cond'?: string;
	'Subplan Name'?: string;
	'CTE Name'?: string;
	'Actual Rows': number;
	'Actual Loops': number;
	'Rows Removed by Filter'?: number;
	Plans?: Plan[];
};
type Explained = {
	explain: (format: 'json', options?: ReturnType<typeof sql>) => Promise<unknown>;
};
type Answer = { 'QUERY PLAN': { Plan: Plan }[] }[];

/** How many rows the plan of a statement touched, all its parts together. */
export async function rowsTouched(query: Explained): Promise<number> {
	const plan = planIn(await query.explain('json', sql`analyze`));
	const touched = (plan: Plan): number =>
		(plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'] +
		(plan.Plans ?? []).reduce((sum, part) => sum + touched(part), 0);
	return plan ? touched(plan) : Number.NaN;
}

const planIn = (answer: unknown): Plan | undefined => {
	const [row] = answer as Answer;
	return row && Object.values(row)[0]?.[0]?.Plan;
};

/** Through its index alone, with its table, or as a bitmap first: of one index that is one way to read. */
function readingOf(part: Plan): string[] {
	const { 'Node Type': type, 'Index Name': index, 'Relation Name': table } = part;
	if (index) return [`Index Scan ${index}`];
	return table && type !== 'Bitmap Heap Scan' ? [`${type} ${table}`] : [];
}

/**
 * What the plan of a statement is made of, a line for each part that reads: the kind of the part, and the index or table. How
 * rows are joined and sorted in between is left to the planner.
 */
export async function planOf(query: Explained): Promise<string[]> {
	const plan = planIn(await query.explain('json'));
	const partsOf = (part: Plan): string[] => [
		...readingOf(part),
		...(part.Plans ?? []).flatMap(partsOf),
	];
	return plan ? partsOf(plan).toSorted((one, other) => one.localeCompare(other)) : [];
}

/** A statement as it is reviewed: without the name of the schema it runs in. */
export const statementOf = (query: { compile: () => { sql: string } }): string =>
	query.compile().sql.replaceAll(/"c_\w+"\./g, '');

/**
 * What keeps rows for a while, hands them on, sorts them or leaves out doubles. Which way costs less changes with a few rows
 * more or less, and says nothing of where they come from.
 */
const PASSED_OVER = [
	...['Memoize', 'Materialize', 'Gather', 'Gather Merge', 'Result', 'Subquery Scan'],
	...['Sort', 'Incremental Sort', 'Unique', 'Aggregate'],
];

const JOINS = ['Nested Loop', 'Hash Join', 'Merge Join'];

type Outline = { line: string; below: Outline[] };

/**
 * The parts of a plan, each with what works for it, without costs and numbers of rows. What is joined stands together in the
 * order of the alphabet: which comes first, and how they meet, changes with a few rows more or less as well.
 */
function outlineOf(part: Plan): Outline[] {
	const parts = part.Plans ?? [];
	const type = part['Node Type'].replace(/^Merge (?=Append)/, '');
	// A bitmap is of the index that stands below it.
	if (type === 'Bitmap Heap Scan') return parts.flatMap(outlineOf);
	if (type === 'Hash') return parts.flatMap((one) => outlineOf(wholeTable(one)));
	// What an expression asks for has names that count on with each of them.
	const name = part['Subplan Name']?.startsWith('CTE ') ? `${part['Subplan Name']}: ` : '';
	if (PASSED_OVER.includes(type)) {
		const [first, ...rest] = parts.flatMap(outlineOf);
		return first ? [{ ...first, line: name + first.line }, ...rest] : [];
	}
	const below = parts.flatMap(outlineOf);
	if (JOINS.includes(type)) return [{ line: `${name}Join`, below: joined(below) }];
	const [reads = `${type} ${part['CTE Name'] ?? ''}`.trim()] = readingOf(part);
	return [{ line: name + reads, below }];
}

/** What is read without a condition to be looked up in: by which index, nothing depends on. */
const wholeTable = (part: Plan): Plan =>
	part['Index Name'] && !part['Index Cond'] && part['Node Type'] !== 'Bitmap Index Scan'
		? { ...part, 'Node Type': 'All of', 'Index Name': '' }
		: part;

/** The parts of a join of joins, as if they met at once. */
const joined = (parts: readonly Outline[]): Outline[] =>
	parts
		.flatMap((part) => (part.line === 'Join' ? part.below : [part]))
		.toSorted((one, other) => textOf([one]).localeCompare(textOf([other])));

const textOf = (parts: readonly Outline[], depth = 0): string =>
	parts
		.map(({ line, below }) =>
			[`${'  '.repeat(depth)}${line}`, textOf(below, depth + 1)].filter(Boolean).join('\n'),
		)
		.join('\n');

/**
 * The plan of every statement that `ask` sends, in the order that they are answered, as in a community so big that reading a
 * whole table is out of the question. The statements run as well.
 */
export async function plansOf(
	db: CommunityDb,
	ask: (db: CommunityDb) => Promise<unknown>,
): Promise<string[]> {
	return db.transaction().execute(async (tx) => {
		await sql`set local enable_seqscan = off`.execute(tx);
		await sql`set local max_parallel_workers_per_gather = 0`.execute(tx);
		await sql`set local jit = off`.execute(tx);
		const sent: CompiledQuery[] = [];
		// Parts of statements come by as well; those that are answered are whole.
		const parts = new WeakMap<object, CompiledQuery>();
		const listening: KyselyPlugin = {
			transformQuery({ node, queryId }) {
				parts.set(queryId, tx.getExecutor().compileQuery(node, queryId));
				return node;
			},
			async transformResult({ result, queryId }) {
				const whole = parts.get(queryId);
				if (whole) sent.push(whole);
				return result;
			},
		};
		await ask(tx.withPlugin(listening));
		const plans: string[] = [];
		for (const { sql: text, parameters } of sent) {
			// oxlint-disable-next-line house/no-raw-sql -- a statement that was compiled for this schema already, asked for its plan
			const explain = CompiledQuery.raw(`explain (format json) ${text}`, [...parameters]);
			const plan = planIn((await tx.executeQuery(explain)).rows);
			plans.push(plan ? textOf(outlineOf(plan)) : 'no plan');
		}
		return plans;
	});
}
