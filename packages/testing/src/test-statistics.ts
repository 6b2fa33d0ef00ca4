import type { Pool } from 'pg';

/** As many rows as a table of a test can have, so that nothing is a sample and each run learns the same. */
const EVERY_ROW = 1000;

/** Keeps PostgreSQL from looking after the tables of a community by itself, at a moment that differs from run to run. */
export async function leaveTablesAlone(owner: Pool, schema: string): Promise<void> {
	const { rows } = await owner.query<{ alter: string }>(
		`select format('alter table %s set (autovacuum_enabled = off)', oid::regclass) as alter
		from pg_class where relnamespace = $1::regnamespace and relkind = 'r'`,
		[schema],
	);
	await owner.query(rows.map(({ alter }) => alter).join(';'));
}

/** Writes tables of a community and their indexes anew, as full as they can be, so that none costs less by chance. */
export async function rewriteTables(
	owner: Pool,
	schema: string,
	tables: readonly string[],
): Promise<void> {
	for (const table of tables) await owner.query(`vacuum full ${schema}.${table}`);
}

/** Has PostgreSQL learn from every row what is in these tables of a community, and which of their pages need no second look. */
export async function learnTables(
	owner: Pool,
	schema: string,
	tables: readonly string[],
): Promise<void> {
	const client = await owner.connect();
	try {
		await client.query(`set default_statistics_target = ${EVERY_ROW}`);
		await client.query(`vacuum analyze ${tables.map((table) => `${schema}.${table}`).join(', ')}`);
	} finally {
		await client.query('reset default_statistics_target');
		client.release();
	}
}
