import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { claiming } from '@kith/domains/communities';
import { readConfig } from '@kith/kernel/config';
import { createTestDatabase, TEST_SECRET, type TestDatabase } from '@kith/testing/test-database';
import { createInstallation, type Installation } from './services.ts';

let database: TestDatabase;
let installation: Installation;
let dataDir: string;

beforeAll(async () => {
	database = await createTestDatabase(inject('postgresUrl'));
	dataDir = await mkdtemp(join(tmpdir(), 'kith-claim-'));
	const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' });
	installation = await createInstallation({ config, ownerUrl: database.url, secret: TEST_SECRET });
});
afterAll(async () => {
	await installation.close();
	await database.drop();
	await rm(dataDir, { recursive: true, force: true });
});

test('twenty sign-ups at one moment get twenty communities out of a pool of four', async () => {
	const { services, owner } = installation;
	const signUp = () =>
		claiming(services, () =>
			services.platform.transaction().execute((tx) => services.claimSchema(tx)),
		);
	const ids = await Promise.all(Array.from({ length: 20 }, signUp));
	expect(new Set(ids).size).toBe(20);
	const { rows } = await owner.query(
		`select 1 from platform.community_schemas where state = 'claimed' and id = any($1)`,
		[ids],
	);
	expect(rows).toHaveLength(20);
});

test('a sign-up that fails gives its schema back', async () => {
	const { services, owner } = installation;
	let taken = '';
	const failing = claiming(services, () =>
		services.platform.transaction().execute(async (tx) => {
			taken = await services.claimSchema(tx);
			throw new Error('the sign-up broke');
		}),
	);
	await expect(failing).rejects.toThrow('the sign-up broke');
	const { rows } = await owner.query('select state from platform.community_schemas where id = $1', [
		taken,
	]);
	expect(rows).toEqual([{ state: 'ready' }]);
});
