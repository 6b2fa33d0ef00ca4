import { sql } from 'kysely';

type Plan = {
	'Actual Rows': number;
	'Actual Loops': number;
	'Rows Removed by Filter'?: number;
	Plans?: Plan[];
};
type Explained = { explain: (format: 'json', options: ReturnType<typeof sql>) => Promise<unknown> };

/** How many rows the plan of a statement touched, all its parts together. */
export async function rowsTouched(query: Explained): Promise<number> {
	const [row] = (await query.explain('json', sql`analyze`)) as { 'QUERY PLAN': { Plan: Plan }[] }[];
	const touched = (plan: Plan): number =>
		(plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'] +
		(plan.Plans ?? []).reduce((sum, part) => sum + touched(part), 0);
	const plan = row && Object.values(row)[0]?.[0]?.Plan;
	return plan ? touched(plan) : Number.NaN;
}

/** A statement as it is reviewed: without the name of the schema it runs in. */
export const statementOf = (query: { compile: () => { sql: string } }): string =>
	query.compile().sql.replaceAll(/"c_\w+"\./g, '');
