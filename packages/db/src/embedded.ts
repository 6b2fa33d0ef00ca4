import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBinaries } from './embedded-binaries.ts';
import { ensureCluster, ownerPassword } from './embedded-cluster.ts';
import { lockDataDir, lockHolder } from './embedded-lock.ts';
import { openDataDir, placeCluster } from './embedded-place.ts';
import {
	endOrphan,
	launchPostmaster,
	listeningPort,
	StartFailure,
	type Launch,
} from './embedded-postmaster.ts';
import { settingArguments, type PostgresSettings } from './embedded-settings.ts';

export { EmbeddedUnavailable } from './embedded-owner.ts';

export interface EmbeddedOptions {
	/** Holds everything: `postgres/`, `postgres.password`, `kith.lock`. Made if missing. */
	readonly dataDir: string;
	/** A fixed port on 127.0.0.1; unset: a free one, another at every start. */
	readonly port?: number;
	/** false: faster, and a crash may lose everything. Tests only. Default true. */
	readonly durable?: boolean;
	/** Parameters that override what Kith ships. */
	readonly settings?: PostgresSettings;
	/** A folder with `bin/postgres` and `bin/initdb` of version 18; unset: the npm package. */
	readonly binaries?: string;
	/** Takes what an operator should see, a line at a time. */
	readonly log: (line: string) => void;
}

/** A running PostgreSQL 18 of our own. */
export interface Embedded {
	readonly port: number;
	readonly pid: number;
	/** Connection address of `database` (default `postgres`) for `role` (default: the owner). */
	url(database?: string, role?: { name: string; password: string }): string;
	/** Fast shutdown; open connections are cut. Safe to call twice. */
	stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL of `dataDir`, making it at the first time. Throws EmbeddedUnavailable when
 * this machine cannot run it, and an Error that says what to do when the data directory is in use
 * or cannot be written, or the port is taken.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
	const dataDir = openDataDir(options.dataDir);
	const unlock = await lockDataDir(dataDir);
	try {
		return await start(dataDir, options, unlock);
	} catch (error) {
		unlock();
		throw error;
	}
}

async function start(
	dataDir: string,
	options: EmbeddedOptions,
	unlock: () => void,
): Promise<Embedded> {
	const { durable = true, log, port: fixedPort, settings = {} } = options;
	const place = placeCluster(dataDir, log);
	const binaries = findBinaries(place.owner, log, options.binaries);
	await endOrphan(place.cluster, log);
	const password = ownerPassword(place, binaries);
	await ensureCluster(place, binaries, { password, durable, log });
	const launch = { ...place, binaries, settings: settingArguments(durable, settings), log };
	const { port, server } = await launchOnPort(launch, fixedPort);
	const owner = { name: 'postgres', password };
	return {
		port,
		pid: server.pid,
		url: (database = 'postgres', role = owner) => addressOf(port, role, database),
		stop: () => server.stop().finally(unlock),
	};
}

/**
 * The owner's address of the PostgreSQL that another process runs on `dataDir`; null when no process holds it.
 * Throws when one holds it and its PostgreSQL takes no connections yet.
 */
export function runningEmbedded(given: string): string | null {
	const dataDir = openDataDir(given);
	const holder = lockHolder(dataDir);
	if (holder === null) return null;
	const { cluster } = placeCluster(dataDir, () => {});
	const port = listeningPort(cluster);
	if (port === null)
		throw new Error(
			`Kith (process ${holder}) holds ${dataDir}, but its database is starting or stopping. Try again in a moment.`,
		);
	const password = readFileSync(join(dataDir, 'postgres.password'), 'utf8').trim();
	return addressOf(port, { name: 'postgres', password }, 'postgres');
}

function addressOf(port: number, role: { name: string; password: string }, database: string) {
	const login = `${encodeURIComponent(role.name)}:${encodeURIComponent(role.password)}`;
	return `postgres://${login}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

async function launchOnPort(launch: Omit<Launch, 'port'>, fixed: number | undefined) {
	for (let attempt = 1; ; attempt++) {
		const port = fixed ?? (await freePort());
		try {
			return { port, server: await launchPostmaster({ ...launch, port }) };
		} catch (error) {
			if (!(error instanceof StartFailure) || attempt === 20) throw error;
			// A free port can be taken between our look and PostgreSQL's bind: look again.
			const portTaken = error.output.includes('could not bind');
			if (portTaken && fixed !== undefined) throw new PortTaken(fixed, error);
			// The backends of a killed server take a moment to notice and go.
			const backendsLeft = error.output.includes('pre-existing shared memory block');
			if (!portTaken && !backendsLeft) throw error;
			await sleep(100);
		}
	}
}

class PortTaken extends Error {
	override readonly name = 'PortTaken';

	constructor(port: number, cause: Error) {
		super(`Port ${port} of 127.0.0.1 is taken. Stop what uses it, or choose another port.`, {
			cause,
		});
	}
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer().once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			const port = typeof address === 'object' && address ? address.port : 0;
			server.close(() => resolve(port));
		});
	});
}
