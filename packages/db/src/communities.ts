import type pg from 'pg';
import { newCommunityId } from '@kith/kernel/ids';
import { communityMigrations } from '../migrations/community/list.ts';
import { SCHEMAS_PER_CHECKPOINT, writeCheckpoint } from './checkpoint.ts';
import { communityDdl, communityDdlVersion } from './generated/community-ddl.ts';
import { APP_ROLE } from './installation.ts';
import { inTransaction, withRetries } from './migrate.ts';
import { quotedSchemaOf } from './schema-name.ts';
import { tablesIn } from './tables-in.ts';

/** The version every community's schema should be at. */
export const headVersion = communityMigrations.length;

/** The DDL of a new community at head: the squashed schema, then the steps written since. */
export function communityStatements(schema: string): string[] {
	const later = communityMigrations.filter((step) => step.version > communityDdlVersion);
	return [
		`create schema ${schema}`,
		...communityDdl(schema),
		...later.flatMap((step) => step.up(schema)),
	];
}

/** What the app may not do with tables of a new community. */
const communityRights = (schema: string): string[] =>
	communityMigrations.flatMap((step) => step.rights?.(schema, APP_ROLE) ?? []);

/**
 * What a Citus cluster must be told before it takes a new schema as one of its shards; names without a meaning to
 * plain PostgreSQL, which accepts any setting with a dot.
 */
const DISTRIBUTED: readonly string[] = [
	'set local citus.enable_schema_based_sharding = on',
	'set local citus.enable_unsafe_triggers = on',
	"set local citus.propagate_set_commands = 'local'",
];

/** Rows that every new community starts with, as single statements. */
export type Seed = (schema: string) => readonly string[];

/**
 * Builds one empty, pre-seeded schema and registers it as ready, all in one transaction: a crash leaves nothing.
 * `owner` must be the owner's connection. Returns the id of the coming community.
 */
export async function buildSchema(
	owner: pg.ClientBase,
	seed: Seed,
	placement = 'main',
): Promise<string> {
	const id = newCommunityId();
	const schema = quotedSchemaOf(id);
	await inTransaction(owner, [
		...DISTRIBUTED,
		...communityStatements(schema),
		...communityRights(schema),
		...seed(schema),
		`insert into platform.community_schemas (id, placement, version, state)
			values ('${id}', '${placement}', ${headVersion}, 'ready')`,
	]);
	return id;
}

/**
 * Builds one schema when none is ready: signing up never waits for the pool. `owner` must be the owner's connection; asked
 * and built in turn, whoever comes before has taken theirs.
 */
export async function ensureReadySchema(owner: pg.ClientBase, seed: Seed): Promise<void> {
	// One that somebody is about to have is none: asked again and again, it would be there until their commit.
	const ready = await owner.query(
		`select 1 from platform.community_schemas where state = 'ready' and version = $1 limit 1
			for update skip locked`,
		[headVersion],
	);
	if (ready.rowCount === 0) await buildSchema(owner, seed);
}

/**
 * Tops the pool of ready schemas up to `high` when fewer than `low` are left: a burst, because a trickle of DDL
 * makes every backend drop its caches again and again. One process refills at a time. Returns how many it built.
 */
export async function refillPool(
	owner: pg.ClientBase,
	seed: Seed,
	{ low, high }: { low: number; high: number },
): Promise<number> {
	const lock = await owner.query<{ locked: boolean }>(
		'select pg_try_advisory_lock(hashtext($1)) as locked',
		['kith pool'],
	);
	if (!lock.rows[0]?.locked) return 0;
	try {
		const ready = await owner.query<{ count: number }>(
			`select count(*)::int as count from platform.community_schemas where state = 'ready' and version = $1`,
			[headVersion],
		);
		const left = ready.rows[0]?.count ?? 0;
		if (left >= low) return 0;
		const wanted = Math.max(0, high - left);
		for (let built = 1; built <= wanted; built++) {
			await buildSchema(owner, seed);
			const isLastOfMany = built === wanted && wanted > SCHEMAS_PER_CHECKPOINT;
			if (isLastOfMany || built % SCHEMAS_PER_CHECKPOINT === 0) await writeCheckpoint(owner);
		}
		return wanted;
	} finally {
		await owner.query('select pg_advisory_unlock(hashtext($1))', ['kith pool']);
	}
}

/**
 * Every table that each community has at head, as it stands in SQL, parents before what refers to them; what modules add is
 * in `moduleTables`. Taken from the DDL: reading the catalog by schema costs more than reading a small community.
 */
export const communityTables: readonly string[] = tablesIn(communityStatements('s'));

/**
 * Deletes a community for good, in one transaction: its row, its schema, its events; its address is retired.
 * Mark it `deleting` first, so that no request holds its tables. Files are the caller's. Safe to repeat.
 */
export async function dropCommunity(owner: pg.ClientBase, communityId: string): Promise<void> {
	const id = `'${communityId}'`;
	await withRetries(() =>
		inTransaction(owner, [
			`drop schema if exists ${quotedSchemaOf(communityId)} cascade`,
			`insert into platform.retired_slugs (slug, community_id)
				select slug, id from platform.communities where id = ${id}
				on conflict (slug) do update set community_id = excluded.community_id, retired_at = now()`,
			`delete from platform.communities where id = ${id}`,
			`delete from streams.outbox where community_id = ${id}`,
			`delete from streams.activity where community_id = ${id}`,
			`delete from platform.community_schemas where id = ${id}`,
		]),
	);
}
