import type pg from 'pg';
import { communityMigrations } from '../migrations/community/list.ts';
import { buildIndexes } from './build-indexes.ts';
import { APP_ROLE } from './installation.ts';
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
 * community that also writes its version, four workers, throttled. Steps that build indexes on big tables stand
 * between two such transactions. Killed anywhere, the next run goes on where this one stopped. A community whose step
 * fails is reported and does not stop the others.
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
		if (await bringToHead(client, id, migrations)) report.migrated += 1;
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
	let isMoved = false;
	for (;;) {
		const { ran, next } = await withRetries(() =>
			transact(client, () => bringForward(client, id, migrations)),
		);
		const built = next ? await withRetries(() => buildIndexes(client, id, next)) : false;
		isMoved ||= ran || built;
		if (!next) return isMoved;
	}
}

/** Runs the missing steps up to one that cannot be in a transaction; that one is `next`, for the caller. */
async function bringForward(
	client: pg.ClientBase,
	id: string,
	migrations: readonly Migration[],
): Promise<{ ran: boolean; next: Migration | undefined }> {
	// A crash of the server may lose the last of these transactions, whole and with the version: the next run does them
	// again. Not waiting for the disk takes a third off.
	await client.query('set local synchronous_commit = off');
	// Under the row's lock one process migrates a community, and the version read is the one that holds.
	const { rows } = await client.query<{ version: number }>(
		'select version from platform.community_schemas where id = $1 for update',
		[id],
	);
	const from = rows[0]?.version ?? migrations.length;
	const missing = migrations.filter((step) => step.version > from);
	const next = missing.find((step) => step.concurrently);
	const now = next ? missing.slice(0, missing.indexOf(next)) : missing;
	const last = now.at(-1);
	if (!last) return { ran: false, next };
	const schema = quotedSchemaOf(id);
	for (const step of now)
		for (const statement of [...step.up(schema), ...(step.rights?.(schema, APP_ROLE) ?? [])])
			await client.query(statement);
	await client.query('update platform.community_schemas set version = $1 where id = $2', [
		last.version,
		id,
	]);
	return { ran: true, next };
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
