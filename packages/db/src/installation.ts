import { createHmac } from 'node:crypto';
import type pg from 'pg';
import { systemClock } from '@kith/kernel/clock';
import { platformMigrations } from '../migrations/platform/list.ts';
import { streamMigrations } from '../migrations/streams/list.ts';
import { migrateShared } from './migrate.ts';
import { makeActivityMonths } from './activity-months.ts';
import { makeOutboxDays } from './outbox-days.ts';
import { isLockTimeout } from './pg-errors.ts';

/** The versions that the shared schemas should be at. */
export const sharedHeads = {
	platform: platformMigrations.length,
	streams: streamMigrations.length,
} as const;

/** The role of the running product: reads and writes rows, changes no schema. */
export const APP_ROLE = 'kith_app';

function appCredentials(secret: string): { name: string; password: string } {
	return { name: APP_ROLE, password: createHmac('sha256', secret).update(APP_ROLE).digest('hex') };
}

/** `ownerUrl` with the credentials of the app role. */
export function appUrl(ownerUrl: string, secret: string): string {
	const url = new URL(ownerUrl);
	const { name, password } = appCredentials(secret);
	url.username = name;
	url.password = password;
	return url.href;
}

/**
 * Makes a database ready: extensions, the app role with its rights and limits, `platform` and `streams` at head, the
 * streams' coming partitions. Idempotent. `client` is the owner's connection; needs CREATEROLE.
 */
export async function prepareInstallation(client: pg.Client, secret: string): Promise<void> {
	await client.query('select pg_advisory_lock(hashtext($1))', ['kith prepare']);
	try {
		await client.query('create schema if not exists ext');
		await client.query('create extension if not exists pg_trgm with schema ext');
		await ensureAppRole(client, secret);
		await migrateShared(client, 'platform', platformMigrations);
		await migrateShared(client, 'streams', streamMigrations);
		for (const step of platformMigrations)
			for (const statement of step.rights?.('platform', APP_ROLE) ?? [])
				await client.query(statement);
		// A start does not fail for a busy outbox: the daily job comes again, and the default partition takes all.
		for (const make of [makeOutboxDays, makeActivityMonths])
			await make(client, systemClock.now()).catch((error: unknown) => {
				if (!isLockTimeout(error)) throw error;
			});
	} finally {
		await client.query('select pg_advisory_unlock(hashtext($1))', ['kith prepare']);
	}
}

async function ensureAppRole(client: pg.Client, secret: string): Promise<void> {
	const { password } = appCredentials(secret);
	const found = await client.query('select 1 from pg_roles where rolname = $1', [APP_ROLE]);
	const verb = found.rowCount ? 'alter' : 'create';
	await client.query(
		`${verb} role ${APP_ROLE} login nosuperuser nocreatedb nocreaterole password '${password}'`,
	);
	// A name without a schema must fail rather than read a neighbour; `ext` holds only extensions.
	const settings = {
		search_path: 'ext',
		statement_timeout: '5s',
		lock_timeout: '2s',
		idle_in_transaction_session_timeout: '15s',
		// One wrong letter in a word of nine leaves it this alike.
		'pg_trgm.word_similarity_threshold': '0.5',
	};
	for (const [name, value] of Object.entries(settings))
		await client.query(`alter role ${APP_ROLE} set ${name} = '${value}'`);
	await client.query(`grant usage on schema ext to ${APP_ROLE}`);
	await client.query(`alter default privileges grant usage on schemas to ${APP_ROLE}`);
	await client.query(
		`alter default privileges grant select, insert, update, delete on tables to ${APP_ROLE}`,
	);
	await client.query('revoke create on schema public from public');
	// The queue holds what the owner's worker trusts; made here, before the queue makes it, to be closed at once.
	await client.query('create schema if not exists graphile_worker');
	await client.query(`revoke all on schema graphile_worker from ${APP_ROLE}`);
}
