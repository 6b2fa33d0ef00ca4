import type pg from 'pg';
import { newCommunityId } from '@kith/kernel/ids';
import { communityMigrations } from '../migrations/community/list.ts';
import { communityDdl, communityDdlVersion } from './generated/community-ddl.ts';
import { inTransaction } from './migrate.ts';
import { quotedSchemaOf } from './schema-name.ts';

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
		...communityStatements(schema),
		...seed(schema),
		`insert into platform.community_schemas (id, placement, version, state)
			values ('${id}', '${placement}', ${headVersion}, 'ready')`,
	]);
	return id;
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
		for (let built = left; built < high; built++) await buildSchema(owner, seed);
		return Math.max(0, high - left);
	} finally {
		await owner.query('select pg_advisory_unlock(hashtext($1))', ['kith pool']);
	}
}

/** Drops a community's schema for good and forgets its registration. The caller has removed the community's row. */
export async function dropSchema(owner: pg.ClientBase, communityId: string): Promise<void> {
	await inTransaction(owner, [
		`drop schema if exists ${quotedSchemaOf(communityId)} cascade`,
		`delete from platform.community_schemas where id = '${communityId}'`,
	]);
}
