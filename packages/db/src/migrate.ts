import type pg from 'pg';
import type { Migration } from './migration.ts';
import { isLockTimeout } from './pg-errors.ts';

/** Runs `work` inside one transaction of `client` that gives up on a lock after `patience` (two seconds). */
export async function transact<T>(
	client: pg.ClientBase,
	work: () => Promise<T>,
	patience = '2s',
): Promise<T> {
	await client.query('begin');
	try {
		await client.query(`set local lock_timeout = '${patience}'`);
		const result = await work();
		await client.query('commit');
		return result;
	} catch (error) {
		await client.query('rollback').catch(() => {});
		throw error;
	}
}

/** Runs `statements` one by one inside one transaction that gives up on a lock after two seconds. */
export function inTransaction(client: pg.ClientBase, statements: readonly string[]): Promise<void> {
	return transact(client, async () => {
		for (const statement of statements) await client.query(statement);
	});
}

/** A busy table holds its lock for a moment: runs `work` up to five times before a lock timeout is thrown. */
export async function withRetries<T>(work: () => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await work();
		} catch (error) {
			if (attempt === 5 || !isLockTimeout(error)) throw error;
			await new Promise((resolve) => setTimeout(resolve, 200 * attempt));
		}
	}
}

/**
 * Brings a shared schema (`platform` or `streams`) to the head of `migrations`, one transaction per step.
 * Safe to run from several processes at once: an advisory lock lets one through. Returns the steps it ran.
 */
export async function migrateShared(
	client: pg.ClientBase,
	schema: 'platform' | 'streams',
	migrations: readonly Migration[],
): Promise<number> {
	await client.query('select pg_advisory_lock(hashtext($1))', [`kith migrate ${schema}`]);
	try {
		await client.query(`create schema if not exists ${schema}`);
		await client.query(
			`create table if not exists ${schema}.schema_version (version integer not null)`,
		);
		const current = await client.query<{ version: number }>(
			`select coalesce(max(version), 0)::int as version from ${schema}.schema_version`,
		);
		const from = current.rows[0]?.version ?? 0;
		const due = migrations.filter((migration) => migration.version > from);
		for (const step of due)
			await inTransaction(client, [
				...step.up(schema),
				`insert into ${schema}.schema_version (version) values (${step.version})`,
			]);
		return due.length;
	} finally {
		await client.query('select pg_advisory_unlock(hashtext($1))', [`kith migrate ${schema}`]);
	}
}
