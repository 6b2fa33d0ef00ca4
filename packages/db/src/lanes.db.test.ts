import pg from 'pg';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newCommunityId } from '@kith/kernel/ids';
import { createLogger } from '@kith/kernel/logger';
import { createTestDatabase, TEST_SECRET, type TestDatabase } from '@kith/testing/test-database';
import { createPool } from './connect.ts';
import { communityOf, createRoot } from './handles.ts';
import { appUrl } from './installation.ts';
import { laneNumber, Lanes } from './lanes.ts';

let database: TestDatabase;
let url: string;
let ids: string[];
const logger = createLogger('silent');

beforeAll(async () => {
	database = await createTestDatabase(inject('postgresUrl'));
	url = appUrl(database.url, TEST_SECRET);
	const rows = await asOwner('select id from platform.community_schemas');
	ids = rows.map((row) => String(row['id']));
});
afterAll(() => database.drop());

async function asOwner(statement: string): Promise<Record<string, unknown>[]> {
	const client = new pg.Client({ connectionString: database.url });
	await client.connect();
	try {
		return (await client.query<Record<string, unknown>>(statement)).rows;
	} finally {
		await client.end();
	}
}

const backend = sql<{ pid: number }>`select pg_backend_pid() as pid`;

test('a community keeps to the two connections of its lane, its neighbours on the lane share them', async () => {
	const lanes = new Lanes({ lanes: 2, urlOf: () => url, logger });
	const pidsOf = async (id: string) => {
		const db = lanes.communityDb({ id, placement: 'main' });
		const answers = await Promise.all(Array.from({ length: 20 }, () => backend.execute(db)));
		return new Set(answers.map(({ rows }) => rows[0]?.pid));
	};
	const pids = new Map<string, Set<number | undefined>>();
	for (const id of ids) pids.set(id, await pidsOf(id));
	for (const [a, ofA] of pids)
		for (const [b, ofB] of pids) {
			expect(ofA.size).toBeLessThanOrEqual(2);
			const sharesLane = laneNumber(a, 2) === laneNumber(b, 2);
			expect([...ofA].some((pid) => ofB.has(pid))).toBe(sharesLane);
		}
	await lanes.close();
});

test('lanes are the same in every process, and evenly used', () => {
	expect(laneNumber('000000000000', 8)).toBe(laneNumber('000000000000', 8));
	const used = Array.from({ length: 8000 }, () => laneNumber(newCommunityId(), 8));
	for (let lane = 0; lane < 8; lane++) {
		const share = used.filter((one) => one === lane).length / 1000;
		expect(share).toBeGreaterThan(0.85);
		expect(share).toBeLessThan(1.15);
	}
});

test('when every backend is cut, running work fails, the process lives, and the next statement works', async () => {
	const lanes = new Lanes({ lanes: 4, urlOf: () => url, logger });
	const onLane = (id: string) => laneNumber(id, 4);
	// One for each lane in use: a third on a lane would wait for its turn instead of running.
	const chosen = ids.filter(
		(id, index) => ids.findIndex((one) => onLane(one) === onLane(id)) === index,
	);
	const dbs = chosen.map((id) => lanes.communityDb({ id, placement: 'main' }));
	for (const db of dbs) await db.selectFrom('settings').select('key').execute();
	for (let round = 0; round < 3; round++) {
		const running = dbs.map((db) => sql`select pg_sleep(3)`.execute(db));
		const outcome = Promise.allSettled(running);
		await expect
			.poll(() =>
				asOwner(
					`select 1 from pg_stat_activity where datname = current_database()
					and usename = 'kith_app' and state = 'active'`,
				).then((rows) => rows.length),
			)
			.toBe(chosen.length);
		await asOwner(
			`select pg_terminate_backend(pid) from pg_stat_activity
			where datname = current_database() and usename = 'kith_app'`,
		);
		expect((await outcome).map(({ status }) => status)).toEqual(chosen.map(() => 'rejected'));
		await expect
			.poll(async () => {
				const answers = await Promise.allSettled(
					dbs.map((db) => db.selectFrom('roles').select('key').execute()),
				);
				return answers.every(({ status }) => status === 'fulfilled');
			})
			.toBe(true);
	}
	await lanes.close();
});

test('the app role reads no table without its schema, and changes no schema', async () => {
	const pool = createPool({ url, max: 1, logger, name: 'app' });
	const schema = `c_${ids[0]}`;
	await expect(pool.query('select 1 from members')).rejects.toMatchObject({ code: '42P01' });
	for (const statement of [
		`create table ${schema}.mine (id uuid)`,
		'create table public.mine (id uuid)',
		'create table platform.mine (id uuid)',
		'create schema mine',
		`alter table ${schema}.members add column mine text`,
		`drop table ${schema}.members`,
		`truncate ${schema}.members`,
		`drop schema ${schema} cascade`,
		'select 1 from graphile_worker.jobs',
		'create role mine',
	])
		await expect(pool.query(statement), statement).rejects.toMatchObject({ code: '42501' });
	await pool.end();
});

test('a handle of one community refuses a statement on another', async () => {
	const lanes = new Lanes({ lanes: 1, urlOf: () => url, logger });
	const db = lanes.communityDb({ id: ids[0] ?? '', placement: 'main' });
	const foreign = db.withSchema(`c_${ids[1]}`).selectFrom('members').select('id');
	await expect(foreign.execute()).rejects.toThrow('names schema');
	await lanes.close();
});

test('a placement is a connection string of its own', async () => {
	const elsewhere = await createTestDatabase(inject('postgresUrl'));
	const urls: Record<string, string> = {
		main: url,
		second: appUrl(elsewhere.url, TEST_SECRET),
	};
	const lanes = new Lanes({ lanes: 2, urlOf: (placement) => urls[placement] ?? '', logger });
	const id = ids[0] ?? '';
	const here = lanes.communityDb({ id, placement: 'main' });
	const there = lanes.communityDb({ id, placement: 'second' });
	await here.insertInto('settings').values({ key: 'placed', value: '1' }).execute();
	const found = await there
		.selectFrom('settings')
		.select('key')
		.where('key', '=', 'placed')
		.execute();
	expect(found).toEqual([]);
	await lanes.close();
	await elsewhere.drop();
});

test('statements have no names that a backend would keep, and backends are renewed within the hour', async () => {
	const pool = createPool({ url, max: 1, logger, name: 'app' });
	const db = communityOf(createRoot(pool), ids[0] ?? '');
	for (let times = 0; times < 10; times++)
		await db.selectFrom('settings').select('value').where('key', '=', 'x').execute();
	const { rowCount } = await pool.query('select 1 from pg_prepared_statements');
	expect(rowCount).toBe(0);
	expect(pool.options.maxUses).toBe(Number.POSITIVE_INFINITY);
	expect(pool.options.maxLifetimeSeconds).toBeGreaterThanOrEqual(1800);
	expect(pool.options.maxLifetimeSeconds).toBeLessThan(3600);
	await pool.end();
});
