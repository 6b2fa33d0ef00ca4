import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { startEmbedded, type Embedded } from '@kith/db/embedded';

const ROOT = new URL('..', import.meta.url).pathname;
const SECRET = 'the secret of the bench, which is long enough';

/** An installation of its own on a durable embedded database, gone after the bench. */
export async function openPlace(settings: Readonly<Record<string, string>> = {}) {
	const dataDir = mkdtempSync(join(tmpdir(), 'kith-bench-'));
	chmodSync(dataDir, 0o711);
	let embedded: Embedded = await startEmbedded({ dataDir, settings, log: () => {} });
	const { port } = embedded;
	const owner = new pg.Pool({ connectionString: embedded.url(), max: 4 });
	owner.on('error', () => {});
	owner.on('connect', (client) => client.on('error', () => {}));

	const env = {
		...{ DATABASE_URL: embedded.url(), DATA_DIR: dataDir, KITH_SECRET: SECRET },
		...{ POOL_LOW: '1', POOL_HIGH: '1', LOG_LEVEL: 'error' },
	};

	async function ops(...words: string[]): Promise<void> {
		const options = { cwd: ROOT, env: { ...process.env, ...env } };
		await promisify(execFile)(process.execPath, ['apps/server/src/ops.ts', ...words], options);
	}

	await ops('migrate');
	return {
		...{ dataDir, env, owner, secret: SECRET, url: embedded.url() },
		postmaster: () => embedded.pid,
		/** Claimed, seeded and open communities, `count` in all. */
		fill: (count: number) =>
			ops('communities', 'create', '--owner', 'load@bench.example', '--count', String(count)),
		/** Kills PostgreSQL hard and starts it again on its data; milliseconds until it answers. */
		async crash(): Promise<number> {
			process.kill(embedded.pid, 'SIGKILL');
			await embedded.stop();
			const started = performance.now();
			embedded = await startEmbedded({ dataDir, port, settings, log: () => {} });
			await owner.query('select 1').catch(() => owner.query('select 1'));
			return performance.now() - started;
		},
		async close() {
			await owner.end();
			await embedded.stop();
			await rm(dataDir, { recursive: true, force: true });
		},
	};
}

export type BenchPlace = Awaited<ReturnType<typeof openPlace>>;
