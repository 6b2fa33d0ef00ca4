import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@kith/testing/test-database';
import { communityMigrations } from '../migrations/community/list.ts';
import { moduleMigrations } from '../migrations/modules/list.ts';
import { buildSchema, communityTables, dropCommunity } from './communities.ts';
import { bringSchemaToHead, columnsOf, makeSchemaAt } from './community-rows.ts';
import { migrateCommunities } from './migrate-communities.ts';
import { inTransaction } from './migrate.ts';
import { oneTable, stepsBehind } from './migrating-fixture.ts';
import {
	MODULES,
	makeModule,
	moduleHead,
	moduleStatements,
	moduleTables,
	modulesOf,
} from './modules.ts';
import { describeSchema } from './squash.ts';

const HEAD = moduleMigrations.memberships.length;

let database: TestDatabase;
let pool: pg.Pool;
let client: pg.PoolClient;
beforeAll(async () => {
	database = await createTestDatabase(inject('postgresUrl'));
	pool = new pg.Pool({ connectionString: database.url, max: 8 });
	pool.on('error', () => {});
	client = await pool.connect();
});
afterAll(async () => {
	client.release();
	await pool.end();
	await database.drop();
});

const tablesOf = async (id: string) => [...(await columnsOf(client, id)).keys()].toSorted();
const plain = communityTables.toSorted();

test('a community with every module stays within 100 tables and 250 indexes', async () => {
	const id = await buildSchema(client, () => []);
	expect(await tablesOf(id)).toEqual(plain);
	for (const module of MODULES) await makeModule(client, id, module);
	const all = [...communityTables, ...MODULES.flatMap(moduleTables)];
	expect(await tablesOf(id)).toEqual(all.toSorted());
	const { rows } = await client.query<{ count: number }>(
		`select count(*)::int as count from pg_class where relkind = 'i' and relnamespace = $1::regnamespace`,
		[`c_${id}`],
	);
	const indexes = rows[0]?.count ?? 0;
	process.stdout.write(
		`a community with every module has ${all.length} tables, ${indexes} indexes\n`,
	);
	expect(all.length).toBeLessThanOrEqual(100);
	expect(indexes).toBeLessThanOrEqual(250);
	expect(Object.keys(await modulesOf(client, id))).toEqual([...MODULES].toSorted());
});

test.each(MODULES)('the tables of %s stand behind what they refer to', async (module) => {
	const id = await buildSchema(client, () => []);
	await makeModule(client, id, module);
	const order = [...communityTables, ...moduleTables(module)];
	const { rows } = await client.query<{ child: string; parent: string }>(
		`select child.relname as child, parent.relname as parent from pg_constraint k
			join pg_class child on child.oid = k.conrelid join pg_class parent on parent.oid = k.confrelid
		where k.contype = 'f' and k.connamespace = $1::regnamespace and k.conrelid <> k.confrelid`,
		[`c_${id}`],
	);
	const added = rows.filter(({ child }) => moduleTables(module).includes(child));
	const refers = moduleStatements('s', module).some((text) => text.includes('references s.'));
	expect(added.length > 0).toBe(refers);
	for (const { child, parent } of added)
		expect(order.indexOf(parent)).toBeLessThan(order.indexOf(child));
});

test('eight who switch a module on at once make its tables once, and again is fine', async () => {
	const id = await buildSchema(client, () => []);
	const clients = await Promise.all(Array.from({ length: 7 }, () => pool.connect()));
	await Promise.all([...clients, client].map((one) => makeModule(one, id, 'memberships')));
	for (const one of clients) one.release();
	await makeModule(client, id, 'memberships');
	expect(await tablesOf(id)).toEqual([...plain, ...moduleTables('memberships')].toSorted());
	expect(await modulesOf(client, id)).toEqual({ memberships: HEAD });
	await dropCommunity(client, id);
	expect(await modulesOf(client, id)).toEqual({});
});

test('what fails on the way leaves neither tables nor the row', async () => {
	const id = await buildSchema(client, () => []);
	await client.query(`create table c_${id}.memberships (id uuid)`);
	await expect(makeModule(client, id, 'memberships')).rejects.toThrow('already exists');
	expect(await tablesOf(id)).toEqual([...plain, 'memberships'].toSorted());
	expect(await modulesOf(client, id)).toEqual({});
	await client.query(`drop table c_${id}.memberships`);
	await makeModule(client, id, 'memberships');
	expect(await modulesOf(client, id)).toEqual({ memberships: HEAD });
});

test('a community that waits to be migrated gets no module, nor one that is not there', async () => {
	const id = await buildSchema(client, () => []);
	await client.query('update platform.community_schemas set version = version - 1 where id = $1', [
		id,
	]);
	await expect(makeModule(client, id, 'memberships')).rejects.toThrow('module.not_ready');
	await expect(makeModule(client, '000000000000', 'memberships')).rejects.toThrow(
		'module.not_ready',
	);
	expect(await tablesOf(id)).toEqual(plain);
	await dropCommunity(client, id);
});

test('the migrator brings later steps to who has the module, and to nobody else', async () => {
	const index = (schema: string) => [`create index more_note_idx on ${schema}.later (note)`];
	const [has, lacks] = [await buildSchema(client, () => []), await buildSchema(client, () => [])];
	await makeModule(client, has, 'memberships');
	const steps = stepsBehind(
		moduleMigrations.memberships,
		[oneTable('later'), index, oneTable('last')],
		index,
	);
	const modules = { memberships: steps };
	const before = await pool.query<{ count: number }>(
		`select count(*)::int as count from platform.community_modules where module = 'memberships'`,
	);
	const runs = await Promise.all([
		migrateCommunities({ pool, modules }),
		migrateCommunities({ pool, modules }),
	]);
	expect(runs.flatMap(({ failed }) => failed)).toEqual([]);
	// One may run what stands before an index, the other what stands behind it.
	const reached = runs.reduce((sum, { migrated }) => sum + migrated, 0);
	expect(reached).toBeGreaterThanOrEqual(before.rows[0]?.count ?? 1);
	expect(await modulesOf(client, has)).toEqual({ memberships: HEAD + 3 });
	expect(await tablesOf(lacks)).toEqual(plain);
	const added = [...moduleTables('memberships'), 'last', 'later'];
	expect(await tablesOf(has)).toEqual([...plain, ...added].toSorted());
	const { rows } = await pool.query<{ valid: boolean }>(
		`select indisvalid as valid from pg_index where indexrelid = to_regclass($1)`,
		[`c_${has}.more_note_idx`],
	);
	expect(rows).toEqual([{ valid: true }]);
	expect(await migrateCommunities({ pool, modules })).toEqual({ migrated: 0, failed: [] });
});

test('a community and its module go forward in one run, the community first', async () => {
	const id = await buildSchema(client, () => []);
	await makeModule(client, id, 'memberships');
	await client.query('update platform.community_modules set version = $1', [HEAD]);
	const others = await pool.query('select id from platform.community_schemas where id <> $1', [id]);
	for (const { id: other } of others.rows as { id: string }[]) await dropCommunity(client, other);
	const migrations = stepsBehind(communityMigrations, [oneTable('ground')]);
	const modules = {
		memberships: stepsBehind(moduleMigrations.memberships, [
			(schema) => [`create table ${schema}.upon (id uuid references ${schema}.ground)`],
		]),
	};
	expect(await migrateCommunities({ pool, migrations, modules })).toEqual({
		...{ migrated: 1, failed: [] },
	});
	expect(await tablesOf(id)).toContain('upon');
	await dropCommunity(client, id);
});

test.each(MODULES)('%s made anew equals the one that went through its steps', async (module) => {
	const fresh = await buildSchema(client, () => []);
	await makeModule(client, fresh, module);
	const upgraded = '0upgraded000';
	const head = communityMigrations.length;
	await inTransaction(client, ['drop schema if exists c_0upgraded000 cascade']);
	await makeSchemaAt(client, upgraded, head, { [module]: 1 });
	await bringSchemaToHead(client, upgraded, head, { [module]: 1 });
	expect(await describeSchema(client, `c_${upgraded}`)).toEqual(
		await describeSchema(client, `c_${fresh}`),
	);
	await client.query('drop schema c_0upgraded000 cascade');
	expect(moduleHead(module)).toBeGreaterThan(0);
	expect(moduleHead('casino')).toBeUndefined();
});
