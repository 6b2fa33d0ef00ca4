import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, notes, openFolder, otherProgram, started, writeNote } from './embedded-fixture.ts';
import { EmbeddedUnavailable, startEmbedded, type EmbeddedOptions } from './embedded.ts';

const folder = openFolder();
const dataDir = join(folder, 'data');
const log = (): void => {};
const start = (more: Partial<EmbeddedOptions> = {}) => startEmbedded({ dataDir, log, ...more });

beforeAll(async () => {
	const embedded = await start();
	await writeNote(embedded.url(), 'first run');
	await embedded.stop();
}, 20_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a restart takes seconds at most and keeps the data', async () => {
	const before = performance.now();
	const embedded = await start();
	expect(performance.now() - before).toBeLessThan(10_000);
	expect(await notes(embedded.url())).toEqual(['first run']);
	await embedded.stop();
	await embedded.stop();
});

test('the server runs with the shipped settings, and a given one wins', async () => {
	const embedded = await start({ settings: { max_connections: '20' } });
	const rows = await ask(
		embedded.url(),
		`select string_agg(name || '=' || setting, ' ' order by name) as it from pg_settings where name in
		 ('max_connections', 'max_locks_per_transaction', 'fsync', 'jit', 'wal_compression',
		  'unix_socket_directories', 'recovery_init_sync_method', 'listen_addresses', 'idle_in_transaction_session_timeout')`,
	);
	const sync = process.platform === 'linux' ? 'syncfs' : 'fsync';
	expect(rows[0]?.['it']).toBe(
		'fsync=on idle_in_transaction_session_timeout=15000 jit=off listen_addresses=127.0.0.1 ' +
			`max_connections=20 max_locks_per_transaction=512 recovery_init_sync_method=${sync} ` +
			'unix_socket_directories= wal_compression=pglz',
	);
	await embedded.stop();
});

test('only the kept password opens the database, and only its owner may read the file', async () => {
	const embedded = await start({ durable: false });
	const wrong = embedded.url('postgres', { name: 'postgres', password: 'guess' });
	await expect(ask(wrong, 'select 1')).rejects.toMatchObject({ code: '28P01' });
	expect(statSync(join(dataDir, 'postgres.password')).mode & 0o777).toBe(0o600);
	await embedded.stop();
});

test('data that comes without its password file is given a new password', async () => {
	rmSync(join(dataDir, 'postgres.password'));
	const embedded = await start();
	expect(await notes(embedded.url())).toEqual(['first run']);
	await embedded.stop();
});

test('a second start on the same data is refused by name and leaves the first alone', async () => {
	const embedded = await start();
	await expect(started(otherProgram({ dataDir }))).rejects.toThrow(
		new RegExp(`already running on .*/data \\(process ${process.pid}\\)`),
	);
	await expect(start()).rejects.toThrow('already running');
	expect(await notes(embedded.url())).toEqual(['first run']);
	await embedded.stop();
});

test('a lock whose process is gone, or whose pid now belongs to another, is taken over', async () => {
	for (const stale of ['4194304 1 x\n', `${process.ppid} 1 x\n`, '']) {
		writeFileSync(join(dataDir, 'kith.lock'), stale);
		await (await start()).stop();
	}
});

test('a taken port is named, and the lock is given back', async () => {
	const other = createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => other.once('listening', resolve));
	const { port } = other.address() as AddressInfo;
	await expect(start({ port })).rejects.toThrow(`Port ${port} of 127.0.0.1 is taken`);
	await new Promise((resolve) => other.close(resolve));
	const embedded = await start({ port });
	expect(embedded.port).toBe(port);
	await embedded.stop();
});

test('without binaries the message points to DATABASE_URL', async () => {
	const failure = start({ binaries: join(folder, 'nothing') });
	await expect(failure).rejects.toThrow(EmbeddedUnavailable);
	await expect(failure).rejects.toThrow('DATABASE_URL');
});

test('data of another major version is refused before anything touches it', async () => {
	const older = join(folder, 'older');
	mkdirSync(join(older, 'postgres', 'global'), { recursive: true });
	writeFileSync(join(older, 'postgres', 'PG_VERSION'), '17\n');
	writeFileSync(join(older, 'postgres', 'global', 'pg_control'), '');
	writeFileSync(join(older, 'postgres.password'), 'x');
	await expect(start({ dataDir: older })).rejects.toThrow('made by PostgreSQL 17');
});
