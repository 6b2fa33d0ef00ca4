import type pg from 'pg';
import { communityMigrations } from '../migrations/community/list.ts';
import { communityStatements, headVersion } from './communities.ts';
import { APP_ROLE } from './installation.ts';
import { moduleRights, moduleStatements, type ModuleVersions } from './modules.ts';
import { quotedSchemaOf } from './schema-name.ts';

/** A connection of the owner's, who may read, make and drop whole schemas. */
export type OwnerClient = pg.ClientBase;
/** Lends the owner's connection. */
export type AsOwner = <T>(use: (client: OwnerClient) => Promise<T>) => Promise<T>;

/** The columns of every table of a community as it stands in the database. */
export async function columnsOf(
	client: OwnerClient,
	communityId: string,
): Promise<Map<string, string[]>> {
	const { rows } = await client.query<{ name: string; columns: string[] }>(
		`select c.relname::text as name, array_agg(a.attname::text order by a.attname) as columns
		from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
		where c.relnamespace = $1::regnamespace and c.relkind = 'r' group by c.relname`,
		[quotedSchemaOf(communityId)],
	);
	return new Map(rows.map(({ name, columns }) => [name, columns]));
}

type Reading = { communityId: string; table: string; columns: readonly string[]; where?: string };

/** How many rows of a table would be read. */
export async function countRows(client: OwnerClient, reading: Reading): Promise<number> {
	const { rows } = await client.query<{ count: string }>(
		`select count(*) as count from ${source(reading)}`,
	);
	return Number(rows[0]?.count ?? 0);
}

const PAGE = 500;

/** The rows of a table as lines of JSON, a page of them at a time, in the transaction that `client` is in. */
export async function* readRows(
	client: OwnerClient,
	reading: Reading & { order?: string },
): AsyncGenerator<string[]> {
	const columns = reading.columns.map(quoted).join(', ');
	const order = reading.order ? ` order by ${reading.order}` : '';
	await client.query(
		`declare archived no scroll cursor for select row_to_json(r)::text as line
		from (select ${columns} from ${source(reading)}${order}) r`,
	);
	for (;;) {
		const { rows } = await client.query<{ line: string }>(`fetch ${PAGE} from archived`);
		if (rows.length > 0) yield rows.map(({ line }) => line);
		if (rows.length < PAGE) break;
	}
	await client.query('close archived');
}

const source = ({ communityId, table, where }: Reading) =>
	`${quotedSchemaOf(communityId)}.${quoted(table)}${where ? ` where ${where}` : ''}`;

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Makes the schema of a community as it stood at `version`, with its modules, in the transaction that `client` is in. */
export async function makeSchemaAt(
	client: OwnerClient,
	communityId: string,
	version: number,
	modules: ModuleVersions = {},
): Promise<void> {
	const schema = quotedSchemaOf(communityId);
	const steps = communityMigrations.filter((step) => step.version <= version);
	const statements =
		version === headVersion
			? communityStatements(schema)
			: [`create schema ${schema}`, ...steps.flatMap((step) => step.up(schema))];
	const added = Object.entries(modules).flatMap(([module, at]) =>
		moduleStatements(schema, module, { version: at }),
	);
	for (const statement of [...statements, ...added]) await client.query(statement);
}

/** Lets rows come in any order: takes the foreign keys away and returns the statements that bring them back. */
export async function liftForeignKeys(client: OwnerClient, communityId: string): Promise<string[]> {
	const { rows } = await client.query<{ at: string; name: string; definition: string }>(
		`select conrelid::regclass::text as at, quote_ident(conname) as name,
			pg_get_constraintdef(oid) as definition
		from pg_constraint where connamespace = $1::regnamespace and contype = 'f'`,
		[quotedSchemaOf(communityId)],
	);
	for (const { at, name } of rows) await client.query(`alter table ${at} drop constraint ${name}`);
	return rows.map(
		({ at, name, definition }) => `alter table ${at} add constraint ${name} ${definition}`,
	);
}

type Writing = { communityId: string; table: string; columns: readonly string[] };

/** Adds rows that come as objects of JSON; the database reads every value as the type of its column. */
export async function insertRows(
	client: OwnerClient,
	{ communityId, table, columns }: Writing,
	rows: readonly object[],
): Promise<void> {
	const at = `${quotedSchemaOf(communityId)}.${quoted(table)}`;
	const names = columns.map(quoted).join(', ');
	await client.query(
		`insert into ${at} (${names}) select ${names} from jsonb_populate_recordset(null::${at}, $1::jsonb)`,
		[JSON.stringify(rows)],
	);
}

/** Takes what waits for a community out of the queue, where there is one. */
export async function completeJobsOf(client: OwnerClient, communityId: string): Promise<void> {
	const { rows } = await client.query<{ found: boolean }>(
		`select to_regclass('graphile_worker._private_jobs') is not null as found`,
	);
	if (!rows[0]?.found) return;
	await client.query(
		`select graphile_worker.complete_jobs(array(
			select id from graphile_worker._private_jobs
			where payload #>> '{event,communityId}' = $1 or payload ->> 'communityId' = $1))`,
		[communityId],
	);
}

/** Brings a schema and its modules to the newest, and takes from the app what it may not do there. */
export async function bringSchemaToHead(
	client: OwnerClient,
	communityId: string,
	version: number,
	modules: ModuleVersions = {},
): Promise<void> {
	const schema = quotedSchemaOf(communityId);
	const missing = communityMigrations.filter((step) => step.version > version);
	const added = Object.entries(modules).flatMap(([module, after]) => [
		...moduleStatements(schema, module, { after }),
		...moduleRights(schema, module),
	]);
	const rights = communityMigrations.flatMap((step) => step.rights?.(schema, APP_ROLE) ?? []);
	for (const statement of [...missing.flatMap((step) => step.up(schema)), ...rights, ...added])
		await client.query(statement);
	await client.query(`analyze ${schema}.members, ${schema}.posts, ${schema}.comments`);
}
