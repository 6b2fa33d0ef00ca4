import pg from 'pg';
import { buildSchema, headVersion } from '@kith/db/communities';
import { createPool } from '@kith/db/connect';
import { createRoot, platformOf } from '@kith/db/handles';
import { appUrl } from '@kith/db/installation';
import { requestJob } from '@kith/db/jobs';
import { migrateCommunities } from '@kith/db/migrate-communities';
import { claimReadySchema, insertCommunity } from '@kith/domains/communities';
import { foundOrganization } from '@kith/domains/organizations';
import { seedRoles } from '@kith/domains/roles';
import { newId } from '@kith/kernel/ids';
import { createLogger } from '@kith/kernel/logger';
import { communityMigrations } from '../packages/db/migrations/community/list.ts';
import { cpuOf, printTable, quantile, row, timeEach, timeOnce, type Row } from './measure.ts';
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
		const counts = full ? [1, 100, 500, 2000] : [1, 100, 500];
		for (const count of counts) {
			await place.fill(count);
			const { took, cpu } = await buildMany(place);
			if (Number.isNaN(alone)) alone = cpu;
			const what = `build without the pool at ${count}`;
			rows.push(row(`${what}, p50`, quantile(took, 0.5), 'ms'));
			rows.push(row(`${what}, p95`, quantile(took, 0.95), 'ms', { most: 350 }));
			rows.push(row(`${what}, database CPU`, cpu, 'ms'));
			if (count > 1) rows.push(row(`CPU at ${count} against 1`, cpu / alone, 'x', { most: 1.5 }));
		}
		rows.push(...(await claimRows(place, quantile(select, 0.5))));
		rows.push(...(await migrateRows(place)));
		rows.push(...(await crashRows(place, counts.at(-1) ?? 0)));
	} finally {
		await place.close();
	}
	printTable('Provisioning', rows);
}

/** Builds go into the pool, where the claims below find them. CPU is told apart from the machine's other work. */
async function buildMany({ url }: BenchPlace): Promise<{ took: number[]; cpu: number }> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
		const pid = rows[0]?.pid ?? 0;
		await buildSchema(client, seedRoles);
		const before = cpuOf(pid);
		const took = await timeEach(SAMPLES, () => buildSchema(client, seedRoles));
		return { took, cpu: (cpuOf(pid) - before) / SAMPLES };
	} finally {
		await client.end();
	}
}

/** The transaction of a sign-up: a schema, an organization, the community, and the wish for a fuller pool. */
async function claimRows({ url, secret }: BenchPlace, select: number): Promise<Row[]> {
	const logger = createLogger('silent');
	const pool = createPool({ url: appUrl(url, secret), max: 2, name: 'bench', logger });
	const platform = platformOf(createRoot(pool));
	const staffId = newId();
	const email = 'claims@bench.example';
	await platform.insertInto('authUsers').values({ id: staffId, email, name: '' }).execute();
	const claim = await timeEach(SAMPLES, () =>
		platform.transaction().execute(async (tx) => {
			const now = new Date();
			const { id } = await claimReadySchema(tx, headVersion, now).executeTakeFirstOrThrow();
			const organizationId = await foundOrganization(tx, { staffId, name: 'Bench' });
			await insertCommunity(tx, {
				...{ id, organizationId, slug: id, skeleton: id, name: 'Bench', locale: 'en' },
				...{ template: 'product-users', createdBy: staffId, createdAt: now },
			}).execute();
			await requestJob(tx, 'refill-pool', {}, { key: 'refill-pool', now });
		}),
	);
	await pool.end();
	const p50 = quantile(claim, 0.5);
	return [
		row('claim out of the pool, p50', p50, 'ms', { ratio: [p50 / select, 'select 1'] }),
		row('claim out of the pool, p95', quantile(claim, 0.95), 'ms', { most: 50 }),
	];
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

/** Right after many were made, and in everyday state: a checkpoint behind and a moment of sign-ups after it. */
async function crashRows(place: BenchPlace, filled: number): Promise<Row[]> {
	const { rows } = await place.owner.query<{ count: number }>(
		'select count(*)::int as count from platform.community_schemas',
	);
	const more = 100;
	await place.fill(filled + more);
	const atOnce = await place.crash();
	await buildMany(place);
	const checkpoint = await timeOnce(() => place.owner.query('checkpoint'));
	await buildMany(place);
	const restart = await place.crash();
	const count = (rows[0]?.count ?? 0) + more;
	const directly = `restart after kill -9 of PostgreSQL right after making ${more} more`;
	return [
		row(directly, atOnce / 1000, 's', { most: 5 }),
		row(`checkpoint after ${SAMPLES} builds`, checkpoint / 1000, 's'),
		row(`restart after kill -9 of PostgreSQL with ${count}`, restart / 1000, 's', { most: 5 }),
	];
}
