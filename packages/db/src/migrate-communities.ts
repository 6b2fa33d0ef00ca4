import type pg from 'pg';
import { communityMigrations } from '../migrations/community/list.ts';
import type { Migration } from './migration.ts';
import { transact, withRetries } from './migrate.ts';
import { quotedSchemaOf } from './schema-name.ts';

export type MigrationReport = { migrated: number; failed: { id: string; error: string }[] };

type Options = {
	/** Owner connections; as many workers run as the pool has connections, four at the most. */
	pool: pg.Pool;
	/** Communities per second at the most; unlimited when absent. */
	perSecond?: number;
	migrations?: readonly Migration[];
	onProgress?: (done: number) => void;
};

/**
 * Brings every community, claimed or still in the pool, to the head of the migrations: one transaction per
 * community that also writes its version, four workers, throttled. Killed anywhere, the next run goes on where
 * this one stopped. A community whose step fails is reported and does not stop the others.
 */
export async function migrateCommunities(options: Options): Promise<MigrationReport> {
	const migrations = options.migrations ?? communityMigrations;
	const report: MigrationReport = { migrated: 0, failed: [] };
	const queue = await due(options.pool, migrations.length);
	const pace = createPace(options.perSecond);
	const worker = async () => {
		for (let next = queue.shift(); next; next = queue.shift()) {
			await pace();
			await migrateOne(options.pool, next, migrations, report);
			options.onProgress?.(report.migrated);
		}
	};
	const workers = Math.min(4, options.pool.options.max);
	await Promise.all(Array.from({ length: workers }, worker));
	return report;
}

async function due(pool: pg.Pool, head: number): Promise<string[]> {
	const { rows } = await pool.query<{ id: string }>(
		'select id from platform.community_schemas where version < $1 order by version, id',
		[head],
	);
	return rows.map(({ id }) => id);
}

async function migrateOne(
	pool: pg.Pool,
	id: string,
	migrations: readonly Migration[],
	report: MigrationReport,
): Promise<void> {
	const client = await pool.connect();
	try {
		const isMoved = await withRetries(() =>
			transact(client, () => bringToHead(client, id, migrations)),
		);
		if (isMoved) report.migrated += 1;
	} catch (error) {
		report.failed.push({ id, error: error instanceof Error ? error.message : String(error) });
	} finally {
		client.release();
	}
}

/** Runs what a community lacks; false when it lacks nothing, because another process was here first. */
async function bringToHead(
	client: pg.ClientBase,
	id: string,
	migrations: readonly Migration[],
): Promise<boolean> {
	// Under the row's lock one process migrates a community, and the version read is the one that holds.
	const { rows } = await client.query<{ version: number }>(
		'select version from platform.community_schemas where id = $1 for update',
		[id],
	);
	const from = rows[0]?.version ?? migrations.length;
	const missing = migrations.filter((step) => step.version > from);
	if (missing.length === 0) return false;
	const schema = quotedSchemaOf(id);
	for (const step of missing)
		for (const statement of step.up(schema)) await client.query(statement);
	await client.query('update platform.community_schemas set version = $1 where id = $2', [
		migrations.length,
		id,
	]);
	return true;
}

function createPace(perSecond: number | undefined): () => Promise<void> {
	if (!perSecond) return async () => {};
	const gap = 1000 / perSecond;
	let slot = performance.now();
	return async () => {
		slot = Math.max(slot + gap, performance.now());
		await new Promise((resolve) => setTimeout(resolve, Math.max(0, slot - performance.now())));
	};
}
