import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import {
	createTestDatabase,
	READY_COMMUNITIES,
	type TestDatabase,
} from '@kith/testing/test-database';
import { communityMigrations } from '../migrations/community/list.ts';
import { buildSchema } from './communities.ts';
import { migrateCommunities } from './migrate-communities.ts';
import { killAfter, nameIndex, oneTable, otherProcess, stepsBehind } from './migrating-fixture.ts';

const COMMUNITIES = 50;
const HEAD = communityMigrations.length;

let database: TestDatabase;
let pool: pg.Pool;
let ids: string[];

beforeAll(async () => {
	database = await createTestDatabase(inject('postgresUrl'));
	pool = new pg.Pool({ connectionString: database.url, max: 5 });
	pool.on('error', () => {});
	const client = await pool.connect();
	for (let made = READY_COMMUNITIES; made < COMMUNITIES; made++)
		await buildSchema(client, () => []);
	client.release();
	const { rows } = await pool.query<{ id: string }>('select id from platform.community_schemas');
	ids = rows.map(({ id }) => id);
}, 60_000);
afterAll(async () => {
	await pool.end();
	await database.drop();
});

/** For each version: how many communities say they are at it, and how many hold `table`. */
async function census(table: string) {
	const { rows } = await pool.query<{ version: number; said: number; held: number }>(
		`select version, count(*)::int as said,
			count(to_regclass('c_' || id || '.' || $1))::int as held
		from platform.community_schemas group by version order by version`,
		[table],
	);
	return rows;
}

async function forget(table: string): Promise<void> {
	for (const id of ids) await pool.query(`drop table if exists c_${id}.${table}`);
	await pool.query('update platform.community_schemas set version = $1', [HEAD]);
}

test('killed at random moments it resumes, no community is ever half way, and all end at head', async () => {
	let isBehind = true;
	for (let kill = 0; kill < 8 && isBehind; kill++) {
		await killAfter(
			otherProcess(
				database.url,
				`const migrations = db.stepsBehind(db.communityMigrations, [db.oneTable('drill')]);
				const pool = new pg.Pool({ connectionString: url, max: 4 });
				await db.migrateCommunities({ pool, migrations, perSecond: 40 });
				await pool.end();`,
			),
			20 + Math.random() * 250,
		);
		for (const { version, said, held } of await census('drill'))
			expect(held).toBe(version > HEAD ? said : 0);
		isBehind = (await census('drill')).some(({ version }) => version === HEAD);
	}
	const migrations = stepsBehind(communityMigrations, [oneTable('drill')]);
	const report = await migrateCommunities({ pool, migrations });
	expect(report.failed).toEqual([]);
	expect(await census('drill')).toEqual([
		{ version: HEAD + 1, said: COMMUNITIES, held: COMMUNITIES },
	]);
	await forget('drill');
}, 60_000);

test('two runs at once share the work: each community is migrated once, nobody fails', async () => {
	const migrations = stepsBehind(communityMigrations, [oneTable('shared'), oneTable('second')]);
	const runs = await Promise.all([
		migrateCommunities({ pool, migrations }),
		migrateCommunities({ pool, migrations }),
	]);
	expect(runs.flatMap(({ failed }) => failed)).toEqual([]);
	expect(runs.reduce((sum, { migrated }) => sum + migrated, 0)).toBe(COMMUNITIES);
	expect(await census('second')).toEqual([
		{ version: HEAD + 2, said: COMMUNITIES, held: COMMUNITIES },
	]);
	await forget('shared');
	await forget('second');
}, 60_000);

test('a community whose step fails is named and left whole; the others go on', async () => {
	const bad = ids[7] ?? '';
	await pool.query(`create table c_${bad}.doomed (other text)`);
	const migrations = stepsBehind(communityMigrations, [oneTable('fine'), oneTable('doomed')]);
	const { migrated, failed } = await migrateCommunities({ pool, migrations });
	expect(migrated).toBe(COMMUNITIES - 1);
	expect(failed).toEqual([{ id: bad, error: expect.stringContaining('already exists') }]);
	const [behind, head] = await census('fine');
	expect(behind).toEqual({ version: HEAD, said: 1, held: 0 });
	expect(head).toMatchObject({ version: HEAD + 2, held: COMMUNITIES - 1 });
	await pool.query(`drop table c_${bad}.doomed`);
	expect(await migrateCommunities({ pool, migrations })).toEqual({ migrated: 1, failed: [] });
	await forget('fine');
	await forget('doomed');
}, 60_000);

test('a table that is busy for a moment is waited for, without failing its community', async () => {
	const busy = ids[3] ?? '';
	const holder = await pool.connect();
	await holder.query('begin');
	await holder.query(`lock table c_${busy}.members in share mode`);
	const released = new Promise((resolve) => setTimeout(resolve, 2600)).then(() =>
		holder.query('commit'),
	);
	const migrations = stepsBehind(communityMigrations, [
		(schema) => [`alter table ${schema}.members add column waited integer`],
	]);
	const started = performance.now();
	const report = await migrateCommunities({ pool, migrations });
	await released;
	holder.release();
	expect(report).toEqual({ migrated: COMMUNITIES, failed: [] });
	expect(performance.now() - started).toBeGreaterThan(2000);
	for (const id of ids) await pool.query(`alter table c_${id}.members drop column waited`);
	await forget('none');
}, 60_000);

test('a throttle is kept to', async () => {
	const migrations = stepsBehind(communityMigrations, [oneTable('slow')]);
	const started = performance.now();
	await migrateCommunities({ pool, migrations, perSecond: 50 });
	expect(performance.now() - started).toBeGreaterThanOrEqual((COMMUNITIES / 50) * 950);
	await forget('slow');
}, 60_000);

test('an index on a big table is built beside the traffic, and again from the start after a kill', async () => {
	const writer = await pool.connect();
	const migrations = stepsBehind(
		communityMigrations,
		[oneTable('before'), nameIndex, oneTable('behind')],
		nameIndex,
	);
	for (let kill = 0; kill < 4; kill++) {
		await killAfter(
			otherProcess(
				database.url,
				`const migrations = db.stepsBehind(
					db.communityMigrations,
					[db.oneTable('before'), db.nameIndex, db.oneTable('behind')],
					db.nameIndex,
				);
				const pool = new pg.Pool({ connectionString: url, max: 4 });
				await db.migrateCommunities({ pool, migrations });
				await pool.end();`,
			),
			20 + Math.random() * 150,
		);
		for (const { version, said, held } of await census('behind'))
			expect(held).toBe(version === HEAD + 3 ? said : 0);
	}
	const id = ids[5] ?? '';
	await writer.query(`drop index if exists c_${id}.posts_by_title_idx`);
	await writer.query('update platform.community_schemas set version = $2 where id = $1', [
		id,
		HEAD + 1,
	]);
	await writer.query(`drop table if exists c_${id}.behind`);
	const runs = await Promise.all([
		migrateCommunities({ pool, migrations }),
		migrateCommunities({ pool, migrations }),
		writer.query(`update c_${id}.posts set title = title`),
	]);
	expect([...runs[0].failed, ...runs[1].failed]).toEqual([]);
	expect(await census('behind')).toEqual([
		{ version: HEAD + 3, said: COMMUNITIES, held: COMMUNITIES },
	]);
	const { rows } = await writer.query<{ built: number }>(
		`select count(*) filter (where indisvalid)::int as built from pg_index
		where indexrelid = any (select to_regclass('c_' || id || '.posts_by_title_idx')
			from platform.community_schemas)`,
	);
	expect(rows).toEqual([{ built: COMMUNITIES }]);
	writer.release();
	for (const one of ids) await pool.query(`drop index c_${one}.posts_by_title_idx`);
	await forget('before');
	await forget('behind');
}, 60_000);
