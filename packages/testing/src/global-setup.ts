import { rm } from 'node:fs/promises';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { refillPool } from '@kith/db/communities';
import { startEmbedded } from '@kith/db/embedded';
import { prepareInstallation } from '@kith/db/installation';
import { seedRoles } from '@kith/domains/roles';
import { makeDatabaseDirectory } from './database-directory.ts';
import { READY_COMMUNITIES, TEMPLATE_DATABASE, TEST_SECRET } from './test-database.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** The superuser's connection to the test server's database `postgres`. */
		postgresUrl: string;
	}
}

/** One PostgreSQL for the whole run, with a prepared database that every test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const server = await openTestServer();
	project.provide('postgresUrl', server.url);
	return () => server.close();
}

/** The same without a runner of tests around it. */
export async function openTestServer(): Promise<{ url: string; close(): Promise<void> }> {
	const dataDir = await makeDatabaseDirectory('kith-test-');
	const embedded = await startEmbedded({ dataDir, durable: false, log: () => {} });
	await makeTemplate(embedded.url(), embedded.url(TEMPLATE_DATABASE));
	return {
		url: embedded.url(),
		async close() {
			await embedded.stop();
			await rm(dataDir, { recursive: true, force: true });
		},
	};
}

async function makeTemplate(adminUrl: string, templateUrl: string): Promise<void> {
	const admin = new pg.Client({ connectionString: adminUrl });
	await admin.connect();
	await admin.query(`create database ${TEMPLATE_DATABASE}`);
	await admin.end();
	const owner = new pg.Client({ connectionString: templateUrl });
	await owner.connect();
	await prepareInstallation(owner, TEST_SECRET);
	await refillPool(owner, seedRoles, { low: READY_COMMUNITIES, high: READY_COMMUNITIES });
	await owner.end();
	await runMigrations({ connectionString: templateUrl });
}
