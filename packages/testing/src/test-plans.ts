import { sql } from 'kysely';

type Plan = {
	'Node Type': string;
	'Relation Name'?: string;
	'Index Name'?: string;
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
