import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

const MODULE = new URL('embedded.ts', import.meta.url).href;

/** A new folder that every login may pass through. */
export function openFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'kith-embedded-'));
	chmodSync(folder, 0o711);
	return folder;
}

/** Runs one statement as the owner and returns its rows. */
export async function ask(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		const { rows } = await client.query<Record<string, unknown>>(text);
		return rows;
	} finally {
		await client.end();
	}
}

/** How many servers run on `folder`. */
export function serversOn(folder: string): number {
	const { stdout } = spawnSync('ps', ['-ww', '-eo', 'command='], { encoding: 'utf8' });
	return stdout.split('\n').filter((line) => line.includes(`/postgres -D ${folder}/postgres -p `))
		.length;
}

/** Another program that starts the database; `uid` and `gid` are taken on before it does. */
export function otherProgram(
	options: { dataDir: string; binaries?: string; durable?: boolean },
	owner: { uid?: number; gid?: number } = {},
): ChildProcess {
	const script = `
		import { startEmbedded } from ${JSON.stringify(MODULE)};
		const { uid, gid } = ${JSON.stringify(owner)};
		if (uid !== undefined) { process.setgroups([]); process.setgid(gid); process.setuid(uid); }
		const embedded = await startEmbedded({ ...${JSON.stringify(options)}, log: () => {} });
		console.log(JSON.stringify({ pid: embedded.pid, url: embedded.url() }));
		process.on('SIGTERM', () => embedded.stop().then(() => process.exit(0)));
	`;
	return spawn(process.execPath, ['--input-type=module', '-e', script], {
		stdio: ['ignore', 'pipe', 'pipe'],
	});
}

/** Waits until `program` reports its database, or rejects with what it wrote to stderr. */
export function started(program: ChildProcess): Promise<{ pid: number; url: string }> {
	return new Promise((resolve, reject) => {
		let errors = '';
		program.stderr?.on('data', (chunk) => (errors += chunk));
		program.stdout?.once('data', (chunk) => resolve(JSON.parse(String(chunk))));
		program.once('close', () => reject(new Error(errors)));
	});
}

/** Sends `signal` and resolves when the program is gone. */
export function ended(program: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	return new Promise((resolve) => {
		program.once('exit', () => resolve());
		program.kill(signal);
	});
}

/** Writes one note; `notes` reads them all back, to see that data survived. */
export async function writeNote(url: string, note: string): Promise<void> {
	await ask(url, 'create table if not exists notes (text text)');
	await ask(url, `insert into notes values ('${note}')`);
}

/** All notes, in the order they were written. */
export async function notes(url: string): Promise<unknown[]> {
	return (await ask(url, 'select text from notes order by ctid')).map((row) => row['text']);
}
