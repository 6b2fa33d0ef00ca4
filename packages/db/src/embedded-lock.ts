import { spawnSync } from 'node:child_process';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Takes `<dataDir>/kith.lock` for this process and returns what gives it back. A lock whose process
 * is gone is taken over. Throws an Error that names the process which holds it.
 */
export async function lockDataDir(dataDir: string): Promise<() => void> {
	const file = join(dataDir, 'kith.lock');
	const mine = `${process.pid} ${bornAt(process.pid)}\n`;
	for (let attempt = 0; attempt < 20; attempt++) {
		if (created(file, mine)) return releaseOnce(file, mine);
		const seen = read(file);
		// Empty: its maker has not written it yet, or died in between.
		if (seen === '' && attempt < 10) await sleep(20);
		else if (seen !== undefined) clearStale(file, seen, dataDir);
	}
	throw new Error(`Cannot take ${file}: others keep taking it. Start again.`);
}

function created(file: string, content: string): boolean {
	try {
		writeFileSync(file, content, { flag: 'wx', mode: 0o600 });
		return true;
	} catch (error) {
		if (isCode(error, 'EEXIST')) return false;
		throw error;
	}
}

function clearStale(file: string, seen: string, dataDir: string): void {
	assertStale(seen, dataDir);
	const aside = `${file}.${process.pid}`;
	try {
		renameSync(file, aside);
	} catch (error) {
		if (isCode(error, 'ENOENT')) return;
		throw error;
	}
	const moved = read(aside);
	if (moved === seen) return rmSync(aside, { force: true });
	// Somebody took the stale lock over between our look and our rename: give theirs back.
	renameSync(aside, file);
	assertStale(moved ?? '', dataDir);
}

function assertStale(content: string, dataDir: string): void {
	const pid = holderIn(content);
	if (pid === null) return;
	throw new Error(
		`Kith is already running on ${dataDir} (process ${pid}). Stop it, or start this one with another DATA_DIR.`,
	);
}

/** The process that holds `dataDir` now; null when nobody does. */
export function lockHolder(dataDir: string): number | null {
	return holderIn(read(join(dataDir, 'kith.lock')) ?? '');
}

function holderIn(content: string): number | null {
	const [pid = '', ...born] = content.trim().split(' ');
	// Pids come round again, in containers at every start; the time of birth tells namesakes apart.
	return /^\d+$/.test(pid) && bornAt(Number(pid)) === born.join(' ') ? Number(pid) : null;
}

/** When the process began, in a form only good for comparing; undefined: there is no such process. */
function bornAt(pid: number): string | undefined {
	if (process.platform === 'linux') {
		const stat = read(`/proc/${pid}/stat`);
		// The name in field 2 may hold spaces and brackets: count from its end. Field 22 is the start time.
		const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
		const boot = read('/proc/sys/kernel/random/boot_id')?.trim();
		return fields && `${fields[19]} ${boot}`;
	}
	const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
	return stdout.trim().replaceAll(/\s+/g, ' ') || undefined;
}

function releaseOnce(file: string, mine: string): () => void {
	let held = true;
	return () => {
		if (held && read(file) === mine) rmSync(file, { force: true });
		held = false;
	};
}

function read(file: string): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		if (isCode(error, 'ENOENT') || isCode(error, 'ESRCH')) return undefined;
		throw error;
	}
}

function isCode(error: unknown, code: string): boolean {
	return error instanceof Error && 'code' in error && error.code === code;
}
