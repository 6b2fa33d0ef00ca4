import { CompiledQuery, sql, type KyselyPlugin } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';

type Plan = {
	'Node Type': string;
	'Relation Name'?: string;
	'Index Name'?: string;
	'Join Type'?: string;
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
	...['Memoize', 'Materialize', 'Hash', 'Gather', 'Gather Merge', 'Result', 'Subquery Scan'],
	...['Sort', 'Incremental Sort', 'Unique', 'Aggregate'],
];

/** The parts of a plan in their order, each below what it works for, without costs and numbers of rows. */
function outlineOf(part: Plan, depth = 0): string[] {
	const below = (at: number) => (part.Plans ?? []).flatMap((one) => outlineOf(one, at));
	const type = part['Node Type'].replace(/^Merge (?=Append)/, '');
	// What an expression asks for has names that count on with each of them.
	const name = part['Subplan Name']?.startsWith('CTE ') ? `${part['Subplan Name']}: ` : '';
	if (PASSED_OVER.includes(type)) {
		const [first = '', ...rest] = below(depth);
		return [first.replace(/^ */, (indent) => `${indent}${name}`), ...rest];
	}
	const join = part['Join Type'] && part['Join Type'] !== 'Inner' ? ` ${part['Join Type']}` : '';
	const [reads = `${type}${join} ${part['CTE Name'] ?? ''}`.trim()] = readingOf(part);
	const line = `${'  '.repeat(depth)}${name}${reads}`;
	// A bitmap is of the index that stands below it.
	return type === 'Bitmap Heap Scan' ? below(depth) : [line, ...below(depth + 1)];
}

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
			plans.push(plan ? outlineOf(plan).join('\n') : 'no plan');
		}
		return plans;
	});
}
