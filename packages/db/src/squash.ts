import type pg from 'pg';

const TABLES = `
	select c.oid, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
	where n.nspname = $1 and c.relkind = 'r' order by c.relname`;
const COLUMNS = `
	select a.attrelid as oid, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
		a.attnotnull as required, pg_get_expr(d.adbin, d.adrelid) as fallback
	from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
	where a.attrelid = any($1) and a.attnum > 0 and not a.attisdropped order by a.attrelid, a.attname`;
const CONSTRAINTS = `
	select conrelid as oid, conname as name, contype as kind, pg_get_constraintdef(oid) as definition
	from pg_constraint where conrelid = any($1) and contype in ('p', 'u', 'c', 'f')
	order by array_position(array['p', 'u', 'c', 'f']::"char"[], contype), conname`;
const INDEXES = `
	select i.indrelid as oid, c.relname as name, pg_get_indexdef(i.indexrelid) as definition
	from pg_index i join pg_class c on c.oid = i.indexrelid
	where i.indrelid = any($1) and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)
	order by c.relname`;

type Table = { oid: number; name: string };
type Column = {
	oid: number;
	name: string;
	type: string;
	required: boolean;
	fallback: string | null;
};
type Constraint = { oid: number; name: string; kind: string; definition: string };
type Index = { oid: number; name: string; definition: string };

/**
 * Reads a community's schema from the catalog and says it again as DDL: tables with keys and checks, then foreign
 * keys, then indexes, in a fixed order and with `$SCHEMA` for its name. Two schemas are equal when their texts are.
 */
export async function describeSchema(client: pg.ClientBase, schema: string): Promise<string[]> {
	await client.query('set search_path = pg_catalog');
	const { rows: tables } = await client.query<Table>(TABLES, [schema]);
	const oids = tables.map((table) => table.oid);
	const { rows: columns } = await client.query<Column>(COLUMNS, [oids]);
	const { rows: constraints } = await client.query<Constraint>(CONSTRAINTS, [oids]);
	const { rows: indexes } = await client.query<Index>(INDEXES, [oids]);
	await client.query('reset search_path');
	const anonymous = (text: string) =>
		settled(text).replaceAll(`"${schema}".`, '$SCHEMA.').replaceAll(`${schema}.`, '$SCHEMA.');
	const nameOf = new Map(tables.map((table) => [table.oid, table.name]));
	const parts = tables.map((table) =>
		tableText(
			table,
			columns.filter((column) => column.oid === table.oid),
			constraints.filter(({ oid, kind }) => oid === table.oid && kind !== 'f'),
		),
	);
	const foreign = constraints
		.filter(({ kind }) => kind === 'f')
		.map(
			({ oid, name, definition }) =>
				`alter table $SCHEMA.${nameOf.get(oid)} add constraint ${name} ${definition}`,
		);
	return [...parts, ...foreign, ...indexes.map(({ definition }) => definition)].map(anonymous);
}

/** PostgreSQL says `varchar in (…)` one way and reads its own words back another way: say it the second way. */
function settled(text: string): string {
	return text.replaceAll(
		/\(ARRAY\[([^[\]]*)\]\)::text\[\]/g,
		(_, list: string) =>
			`ARRAY[${list.replaceAll(/(?<!')'(?:[^']|'')*'::character varying/g, '($&)::text')}]`,
	);
}

function tableText(table: Table, columns: Column[], constraints: Constraint[]): string {
	const lines = [
		...columns.map(({ name, type, required, fallback }) =>
			[name, type, fallback ? `default ${fallback}` : '', required ? 'not null' : '']
				.filter(Boolean)
				.join(' '),
		),
		...constraints.map(({ name, definition }) => `constraint ${name} ${definition}`),
	];
	return `create table $SCHEMA.${table.name} (\n\t${lines.join(',\n\t')}\n)`;
}
