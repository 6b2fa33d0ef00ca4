import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { createPool } from '@kith/db/connect';
import { refillPool } from '@kith/db/communities';
import { prepareInstallation } from '@kith/db/installation';
import { migrateCommunities, type MigrationReport } from '@kith/db/migrate-communities';
import { seedRoles } from '@kith/domains/roles';
import type { Config } from '@kith/kernel/config';
import { newToken } from '@kith/kernel/ids';
import { createLogger } from '@kith/kernel/logger';

/** The installation's secret: the setting, or one made once and kept in the data directory. */
export async function secretOf(config: Config): Promise<string> {
	const known = await readSecret(config);
	if (known) return known;
	await mkdir(config.DATA_DIR, { recursive: true });
	const secret = newToken();
	await writeFile(join(config.DATA_DIR, 'secret'), secret, { mode: 0o600 });
	return secret;
}

/** The installation's secret as it stands; null when none was ever made. */
export async function readSecret(config: Config): Promise<string | null> {
	if (config.KITH_SECRET) return config.KITH_SECRET;
	const kept = await readFile(join(config.DATA_DIR, 'secret'), 'utf8').catch(() => '');
	return kept.length >= 32 ? kept : null;
}

/**
 * Brings a database to what this version of the code needs: the app role, `platform`, `streams`, the job queue.
 * Throws an Error that says what to do when the database cannot be reached.
 */
export async function prepareDatabase(ownerUrl: string, secret: string): Promise<void> {
	const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5000 });
	try {
		await client.connect();
	} catch (cause) {
		const { host, pathname } = new URL(ownerUrl);
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new Error(
			`The database at ${host}${pathname} does not answer (${reason}). Check DATABASE_URL, or unset it to use the embedded PostgreSQL.`,
			{ cause },
		);
	}
	try {
		await prepareInstallation(client, secret);
	} finally {
		await client.end();
	}
	await runMigrations({ connectionString: ownerUrl });
}

/** Brings every community to head. `perSecond` spares a busy installation. */
export async function migrateAll(
	ownerUrl: string,
	perSecond?: number,
	onProgress?: (done: number) => void,
): Promise<MigrationReport> {
	const pool = createPool({
		...{ url: ownerUrl, max: 4, name: 'migrations' },
		logger: createLogger('warn'),
	});
	try {
		return await migrateCommunities({
			pool,
			...(perSecond === undefined ? {} : { perSecond }),
			...(onProgress ? { onProgress } : {}),
		});
	} finally {
		await pool.end();
	}
}

/** Fills the pool of ready communities to `POOL_HIGH` when it holds less than `POOL_LOW`. */
export async function fillPool(ownerUrl: string, config: Config): Promise<number> {
	const client = new pg.Client({ connectionString: ownerUrl });
	await client.connect();
	try {
		return await refillPool(client, seedRoles, { low: config.POOL_LOW, high: config.POOL_HIGH });
	} finally {
		await client.end();
	}
}
