import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Owner } from './embedded-owner.ts';

/** How to start one PostgreSQL server. */
export interface Launch {
	readonly binaries: string;
	readonly cluster: string;
	readonly owner: Owner;
	readonly port: number;
	readonly settings: readonly string[];
	readonly log: (line: string) => void;
}

/** A server this process started. */
export interface Postmaster {
	readonly pid: number;
	stop(): Promise<void>;
}

/** The server ended before it was ready; `output` is what it said. */
export class StartFailure extends Error {
	override readonly name = 'StartFailure';
	readonly output: string;

	constructor(output: string) {
		super(`PostgreSQL did not start:\n${output}`);
		this.output = output;
	}
}

/** Milliseconds a fast shutdown may take: it writes every dirty page first. */
const SHUTDOWN_MS = 60_000;

/** Starts the server and waits until it takes connections; crash recovery may take minutes. Throws StartFailure. */
export async function launchPostmaster(launch: Launch): Promise<Postmaster> {
	const { binaries, cluster, owner, port, settings } = launch;
	const child = spawn(
		join(binaries, 'bin', 'postgres'),
		['-D', cluster, '-p', String(port), ...settings],
		// A session of its own: Ctrl-C in a terminal must stop the program first, then the database.
		{
			...owner,
			cwd: '/',
			detached: true,
			env: { LC_ALL: 'C', TZ: 'UTC' },
			stdio: ['ignore', 'ignore', 'pipe'],
		},
	);
	const ended = new Promise<string>((resolve) => {
		child.once('error', (error) => resolve(error.message));
		child.once('close', (code, signal) => resolve(`ended with ${signal ?? code}`));
	});
	const listener = new ServerLog(launch.log);
	await listener.untilReady(child, ended);
	return supervise(child, cluster, ended, listener, launch.log);
}

function supervise(
	child: ChildProcessByStdio<null, null, Readable>,
	cluster: string,
	ended: Promise<string>,
	listener: ServerLog,
	log: (line: string) => void,
): Postmaster {
	const pid = child.pid ?? 0;
	const interrupt = (): boolean => child.kill('SIGINT');
	process.once('exit', interrupt);
	let stopping: Promise<void> | undefined;
	void ended.then((how) => {
		process.off('exit', interrupt);
		if (!stopping) log(`PostgreSQL ${how} unexpectedly`);
	});
	const stop = async (): Promise<void> => {
		listener.mute();
		await stopPostmaster(pid, cluster, SHUTDOWN_MS);
		await ended;
	};
	return { pid, stop: () => (stopping ??= stop()) };
}

/** Reads the server's stderr: tells when it is ready, keeps its last words, passes on what matters. */
class ServerLog {
	readonly #log: (line: string) => void;
	#muted = false;

	constructor(log: (line: string) => void) {
		this.#log = log;
	}

	mute(): void {
		this.#muted = true;
	}

	async untilReady(
		child: ChildProcessByStdio<null, null, Readable>,
		ended: Promise<string>,
	): Promise<void> {
		const words: string[] = [];
		const ready = new Promise<true>((resolve) => {
			createInterface({ input: child.stderr }).on('line', (line) => {
				if (words.push(line) > 20) words.shift();
				if (line.includes('database system is ready to accept connections')) resolve(true);
				else if (!this.#muted && worthTelling(line)) this.#log(`PostgreSQL: ${line}`);
			});
		});
		const first = await Promise.race([ready, ended]);
		if (first !== true) throw new StartFailure(words.join('\n') || first);
	}
}

function worthTelling(line: string): boolean {
	return /^(WARNING|FATAL|PANIC|LOG: (?: *(syncing data directory|redo)|.*automatic recovery))/.test(
		line,
	);
}

/**
 * Ends a server that a killed program left behind on `cluster`, and clears a pid file that names a
 * stranger. Never signals a process that is not the PostgreSQL of `cluster`.
 */
export async function endOrphan(cluster: string, log: (line: string) => void): Promise<void> {
	const file = join(cluster, 'postmaster.pid');
	if (!existsSync(file)) return;
	const pid = Number(readFileSync(file, 'utf8').split('\n', 1)[0]);
	if (isPostmaster(pid, cluster)) {
		log(`Stopping the PostgreSQL (process ${pid}) that an earlier run left behind`);
		await stopPostmaster(pid, cluster, 10_000);
	}
	// PostgreSQL takes any live process of its login with this pid for a postmaster; we look closer.
	if (!/postgres|postmaster/.test(commandOf(pid))) rmSync(file, { force: true });
}

/** The port of the server that runs on `cluster` and takes connections; null when none does. */
export function listeningPort(cluster: string): number | null {
	const file = join(cluster, 'postmaster.pid');
	if (!existsSync(file)) return null;
	// Pid, folder, start time, port, socket folder, address, shared memory, status: one line each.
	const [pid, , , port, , , , status] = readFileSync(file, 'utf8').split('\n');
	const isReady = status?.trim() === 'ready' && isPostmaster(Number(pid), cluster);
	return isReady ? Number(port) : null;
}

/** Fast shutdown, an immediate one after `graceMs`. Throws when the server is still there after that. */
async function stopPostmaster(pid: number, cluster: string, graceMs: number): Promise<void> {
	for (const [signal, ms] of [
		['SIGINT', graceMs],
		['SIGQUIT', 10_000],
	] as const) {
		if (!isPostmaster(pid, cluster)) return;
		process.kill(pid, signal);
		if (await isGone(pid, cluster, ms)) return;
	}
	throw new Error(`The PostgreSQL of ${cluster} (process ${pid}) does not stop. Stop it by hand.`);
}

async function isGone(pid: number, cluster: string, ms: number): Promise<boolean> {
	const deadline = performance.now() + ms;
	while (isPostmaster(pid, cluster)) {
		if (performance.now() > deadline) return false;
		await sleep(20);
	}
	return true;
}

/** Whether `pid` is the postmaster of `cluster`, judged by its command line. */
export function isPostmaster(pid: number, cluster: string): boolean {
	return commandOf(pid).includes(`/postgres -D ${cluster} -p `);
}

function commandOf(pid: number): string {
	if (!Number.isSafeInteger(pid) || pid <= 1) return '';
	if (process.platform !== 'linux')
		return spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
			.stdout;
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
	} catch {
		return '';
	}
}
