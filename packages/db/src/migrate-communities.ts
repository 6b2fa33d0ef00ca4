import type pg from 'pg';
import { communityMigrations } from '../migrations/community/list.ts';
import type { Migration } from './migration.ts';
import { inTransaction } from './migrate.ts';
import { isLockTimeout } from './pg-errors.ts';
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
	await Promise.all(Array.from({ length: 4 }, worker));
	return report;
}

type Due = { id: string; version: number };

async function due(pool: pg.Pool, head: number): Promise<Due[]> {
	const { rows } = await pool.query<Due>(
		'select id, version from platform.community_schemas where version < $1 order by version, id',
		[head],
	);
	return rows;
}

async function migrateOne(
	pool: pg.Pool,
	{ id, version }: Due,
	migrations: readonly Migration[],
	report: MigrationReport,
): Promise<void> {
	const schema = quotedSchemaOf(id);
	const statements = migrations
		.filter((step) => step.version > version)
		.flatMap((step) => step.up(schema));
	const client = await pool.connect();
	try {
		await withRetries(() =>
			inTransaction(client, [
				// The row lock lets one process migrate a community; the version guard makes the second one a no-op.
				`select 1 / (version = ${version})::int from platform.community_schemas where id = '${id}' for update`,
				...statements,
				`update platform.community_schemas set version = ${migrations.length} where id = '${id}'`,
			]),
		);
		report.migrated += 1;
	} catch (error) {
		report.failed.push({ id, error: error instanceof Error ? error.message : String(error) });
	} finally {
		client.release();
	}
}

/** A busy table holds its lock for a moment: try five times before the community is reported. */
async function withRetries(run: () => Promise<void>): Promise<void> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await run();
		} catch (error) {
			if (attempt === 5 || !isLockTimeout(error)) throw error;
			await new Promise((resolve) => setTimeout(resolve, 200 * attempt));
		}
	}
}

function createPace(perSecond: number | undefined): () => Promise<void> {
	if (!perSecond) return async () => {};
	const gap = 1000 / perSecond;
	let slot = performance.now();
	return async () => {
		slot = Math.max(slot + gap, performance.now());
		await new Promise((resolve) => setTimeout(resolve, slot - performance.now()));
	};
}
