import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createTestDatabase, TEST_SECRET, type TestDatabase } from '@kith/testing/test-database';
import { writeCheckpoint } from './checkpoint.ts';
import { appUrl } from './installation.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase(inject('postgresUrl'));
});
afterAll(() => database.drop());

async function as<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return await use(client);
	} finally {
		await client.end();
	}
}

async function lastCheckpoint(client: pg.Client): Promise<string | undefined> {
	const { rows } = await client.query<{ lsn: string }>(
		'select checkpoint_lsn::text as lsn from pg_control_checkpoint()',
	);
	return rows[0]?.lsn;
}

test('who may write a checkpoint does', () =>
	as(database.url, async (owner) => {
		const before = await lastCheckpoint(owner);
		expect(await writeCheckpoint(owner)).toBe(true);
		expect(await lastCheckpoint(owner)).not.toBe(before);
	}));

test('who may not goes on without', () =>
	as(appUrl(database.url, TEST_SECRET), async (app) => {
		expect(await writeCheckpoint(app)).toBe(false);
		expect(await app.query('select 1')).toMatchObject({ rowCount: 1 });
	}));
