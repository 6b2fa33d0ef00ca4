import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@kith/testing/test-database';
import { communityMigrations } from '../migrations/community/list.ts';
import { buildSchema, communityTables, dropCommunity, refillPool } from './communities.ts';
import { inTransaction } from './migrate.ts';
import { killAfter, otherProcess } from './migrating-fixture.ts';
import { describeSchema } from './squash.ts';

let database: TestDatabase;
let pool: pg.Pool;
let client: pg.PoolClient;

beforeAll(async () => {
	database = await createTestDatabase(inject('postgresUrl'));
	pool = new pg.Pool({ connectionString: database.url, max: 6 });
	pool.on('error', () => {});
	client = await pool.connect();
});
afterAll(async () => {
	client.release();
	await pool.end();
	await database.drop();
});

async function names(statement: string, values: unknown[] = []): Promise<string[]> {
	const { rows } = await pool.query<{ name: string }>(statement, values);
	return rows.map(({ name }) => name);
}

const schemas = () =>
	names(`select nspname as name from pg_namespace where nspname like 'c\\_%' order by 1`);
const registered = () =>
	names(`select 'c_' || id as name from platform.community_schemas order by 1`);

test('a fresh community equals one that went through every migration', async () => {
	const fresh = await buildSchema(client, () => []);
	const upgraded = 'c_0upgraded000';
	await inTransaction(client, [
		`create schema ${upgraded}`,
		...communityMigrations.flatMap((step) => step.up(upgraded)),
	]);
	const texts = [
		await describeSchema(client, `c_${fresh}`),
		await describeSchema(client, upgraded),
	];
	await client.query(`drop schema ${upgraded} cascade`);
	expect(texts[0]).toEqual(texts[1]);
	expect(texts[0]?.length).toBeGreaterThan(communityTables.length);
});

test('a distributed cluster is told to make the new schema a shard, and only then', async () => {
	const settings = [
		'enable_schema_based_sharding',
		'enable_unsafe_triggers',
		'propagate_set_commands',
	];
	const asked = settings
		.map((name) => `current_setting('citus.${name}', true)`)
		.join(` || ' ' || `);
	const note = `create table seen as select ${asked} as settings`;
	await buildSchema(client, (schema) => [note.replace('seen', `${schema}.seen`)]);
	const [newest] = await names(
		`select 'c_' || id as name from platform.community_schemas order by created_at desc limit 1`,
	);
	const { rows } = await pool.query(`select settings from ${newest}.seen`);
	expect(rows).toEqual([{ settings: 'on on local' }]);
	expect((await client.query(`select ${asked} as after`)).rows).toEqual([{ after: '  ' }]);
	await dropCommunity(client, (newest ?? '').slice(2));
});

test('a new community stays within 60 tables and 130 indexes', async () => {
	const id = await buildSchema(client, () => []);
	const tables = await names(
		`select relname as name from pg_class where relkind in ('r', 'p')
			and relnamespace = to_regnamespace($1) order by 1`,
		[`c_${id}`],
	);
	const indexes = await names(
		`select relname as name from pg_class where relkind = 'i'
			and relnamespace = to_regnamespace($1)`,
		[`c_${id}`],
	);
	process.stdout.write(`a community has ${tables.length} tables, ${indexes.length} indexes\n`);
	expect(tables.length).toBeLessThanOrEqual(60);
	expect(indexes.length).toBeLessThanOrEqual(130);
	expect(tables).toEqual(communityTables.toSorted());
});

test('the list of tables names parents before what refers to them', async () => {
	const { rows } = await pool.query<{ child: string; parent: string }>(
		`select child.relname as child, parent.relname as parent from pg_constraint k
			join pg_class child on child.oid = k.conrelid join pg_class parent on parent.oid = k.confrelid
		where k.contype = 'f' and k.connamespace = to_regnamespace($1) and k.conrelid <> k.confrelid`,
		[(await schemas())[0]],
	);
	expect(rows.length).toBeGreaterThan(10);
	for (const { child, parent } of rows)
		expect(communityTables.indexOf(parent)).toBeLessThan(communityTables.indexOf(child));
});

test('four refills at once build no more than the pool should hold', async () => {
	const before = (await registered()).length;
	const clients = await Promise.all([1, 2, 3, 4].map(() => pool.connect()));
	const sizes = { low: before + 1, high: before + 5 };
	const built = await Promise.all(clients.map((one) => refillPool(one, () => [], sizes)));
	for (const one of clients) one.release();
	expect(built.toSorted((a, b) => a - b)).toEqual([0, 0, 0, 5]);
	expect(await registered()).toHaveLength(before + 5);
	expect(await refillPool(client, () => [], sizes)).toBe(0);
});

test('a build that fails or whose process is killed leaves no schema and no registration', async () => {
	const before = await schemas();
	await expect(buildSchema(client, () => ['select broken'])).rejects.toThrow('broken');
	expect(await schemas()).toEqual(before);
	for (let kill = 0; kill < 5; kill++) {
		await killAfter(
			otherProcess(
				database.url,
				`const client = new pg.Client({ connectionString: url });
				await client.connect();
				for (;;) await db.buildSchema(client, () => ['select pg_sleep(0.05)']);`,
			),
			60 + Math.random() * 300,
		);
	}
	// The killed process's last transaction ends when PostgreSQL notices that nobody is there.
	await expect.poll(async () => String(await schemas())).toBe(String(await registered()));
	const counts = await Promise.all(
		(await schemas()).map((schema) =>
			names(
				'select relname as name from pg_class where relkind = $2 and relnamespace = to_regnamespace($1)',
				[schema, 'r'],
			),
		),
	);
	for (const tables of counts) expect(tables).toHaveLength(communityTables.length);
}, 40_000);

test('dropping takes schema and registration, twice is fine, and neighbours stay', async () => {
	const id = await buildSchema(client, () => []);
	const neighbours = (await registered()).filter((name) => name !== `c_${id}`);
	await dropCommunity(client, id);
	await dropCommunity(client, id);
	expect(await schemas()).toEqual(neighbours);
	expect(await registered()).toEqual(neighbours);
	await expect(dropCommunity(client, `x'; drop schema platform cascade; --`)).rejects.toThrow(
		'not a community id',
	);
});
