import pg from 'pg';
import { buildSchema, headVersion } from '@kith/db/communities';
import { createPool } from '@kith/db/connect';
import { migrateCommunities } from '@kith/db/migrate-communities';
import { seedRoles } from '@kith/domains/roles';
import { readConfig } from '@kith/kernel/config';
import { createLogger } from '@kith/kernel/logger';
import { createInstallation } from '../apps/server/src/services.ts';
import { communityMigrations } from '../packages/db/migrations/community/list.ts';
import { printTable, quantile, row, timeEach, timeOnce, type Row } from './measure.ts';
import { openPlace, type BenchPlace } from './place.ts';
import type { Settings } from './settings.ts';

const SAMPLES = 30;

/** What a new community costs, and what many cost: claim, build, migrate, crash restart. */
export async function bench({ full }: Settings): Promise<void> {
	const place = await openPlace();
	const rows: Row[] = [];
	try {
		const select = await timeEach(200, () => place.owner.query('select 1'));
		rows.push(row('select 1, p50 (the baseline)', quantile(select, 0.5), 'ms'));
		let alone = Number.NaN;
		for (const count of full ? [1, 100, 500, 2000] : [1, 100, 500]) {
			await place.fill(count);
			const build = await buildMany(place);
			const p95 = quantile(build, 0.95);
			if (Number.isNaN(alone)) alone = quantile(build, 0.5);
			const flat = quantile(build, 0.5) / alone;
			rows.push(row(`build without the pool at ${count}, p50`, quantile(build, 0.5), 'ms'));
			rows.push(row(`build without the pool at ${count}, p95`, p95, 'ms', { most: 350 }));
			if (count > 1) rows.push(row(`p50 at ${count} against p50 at 1`, flat, 'x', { most: 1.5 }));
		}
		rows.push(...(await claimRows(place, quantile(select, 0.5))));
		rows.push(...(await migrateRows(place)));
		rows.push(...(await crashRows(place)));
	} finally {
		await place.close();
	}
	printTable('Provisioning', rows);
}

/** Builds go into the pool, where the claims below find them. */
async function buildMany({ url }: BenchPlace): Promise<number[]> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return await timeEach(SAMPLES, () => buildSchema(client, seedRoles));
	} finally {
		await client.end();
	}
}

async function claimRows({ url, dataDir, secret }: BenchPlace, select: number): Promise<Row[]> {
	const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' });
	const installation = await createInstallation({ config, ownerUrl: url, secret });
	try {
		const { services } = installation;
		const claim = await timeEach(SAMPLES, () =>
			services.platform.transaction().execute((tx) => services.claimSchema(tx)),
		);
		const p50 = quantile(claim, 0.5);
		return [
			row('claim out of the pool, p50', p50, 'ms', { ratio: [p50 / select, 'select 1'] }),
			row('claim out of the pool, p95', quantile(claim, 0.95), 'ms', { most: 50 }),
		];
	} finally {
		await installation.close();
	}
}

async function migrateRows({ url, owner }: BenchPlace): Promise<Row[]> {
	const step = {
		...{ version: headVersion + 1, name: 'bench', breaking: false },
		up: (schema: string) => [
			`alter table ${schema}.members add column bench_note text`,
			`create index members_bench_idx on ${schema}.members (bench_note)`,
		],
	};
	const { rows } = await owner.query<{ count: number }>(
		'select count(*)::int as count from platform.community_schemas',
	);
	const count = rows[0]?.count ?? 0;
	const pool = createPool({ url, max: 4, name: 'bench', logger: createLogger('silent') });
	const took = await timeOnce(async () => {
		const migrations = [...communityMigrations, step];
		const { failed } = await migrateCommunities({ pool, migrations });
		if (failed.length > 0) throw new Error(`${failed.length} failed: ${failed[0]?.error}`);
	});
	await pool.end();
	const each = took / count;
	return [
		row(`migrate ${count} communities (column and index)`, took / 1000, 's', { most: 5 }),
		row('the same, for each community', each, 'ms'),
	];
}

async function crashRows(place: BenchPlace): Promise<Row[]> {
	const { rows } = await place.owner.query<{ count: number }>(
		'select count(*)::int as count from platform.community_schemas',
	);
	const restart = await place.crash();
	const what = `restart after kill -9 of PostgreSQL with ${rows[0]?.count ?? 0}`;
	return [row(what, restart / 1000, 's', { most: 5 })];
}
