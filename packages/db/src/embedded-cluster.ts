import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { readdirSync, renameSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { POSTGRES_MAJOR } from './embedded-binaries.ts';
import type { Owner } from './embedded-owner.ts';
import { holdsCluster, type Place } from './embedded-place.ts';

const DRAFT = 'postgres.initdb-';

/**
 * The owner role's password, kept in `<dataDir>/postgres.password`. A cluster that came without it,
 * as a bare restore does, is given a new one; the server must not be running.
 */
export function ownerPassword(place: Place, binaries: string): string {
	const file = join(place.dataDir, 'postgres.password');
	const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
	if (kept) return kept;
	const password = randomBytes(24).toString('base64url');
	if (holdsCluster(place.cluster)) setPassword(place, binaries, password);
	writeFileSync(`${file}.draft`, `${password}\n`, { mode: 0o600 });
	renameSync(`${file}.draft`, file);
	return password;
}

function setPassword(place: Place, binaries: string, password: string): void {
	const alone = spawnSync(
		join(binaries, 'bin', 'postgres'),
		['--single', '-D', place.cluster, 'postgres'],
		{
			...place.owner,
			cwd: '/',
			env: { LC_ALL: 'C', TZ: 'UTC' },
			input: `ALTER ROLE postgres PASSWORD '${password}'\n`,
			encoding: 'utf8',
		},
	);
	if (alone.status === 0 && !/(ERROR|FATAL):/.test(alone.stderr)) return;
	throw new Error(
		`${place.dataDir}/postgres.password is missing and no new one could be set:\n${alone.error?.message ?? alone.stderr}`,
	);
}

/**
 * Makes the cluster unless there is a finished one; what an interrupted run began is started over.
 * Throws when the data was made by another major version or initdb fails.
 */
export async function ensureCluster(
	place: Place,
	binaries: string,
	options: { password: string; durable: boolean; log: (line: string) => void },
): Promise<void> {
	removeDrafts(place.home);
	if (holdsCluster(place.cluster)) return assertVersion(place.cluster);
	setAside(place.cluster, options.log);
	// Made under another name and renamed: `postgres` is either finished or not there.
	const draft = mkdtempSync(join(place.home, DRAFT));
	const secret = `${draft}.password`;
	try {
		giveTo(draft, place.owner);
		writeFileSync(secret, options.password, { mode: 0o600, flag: 'wx' });
		giveTo(secret, place.owner);
		await initdb(place.owner, binaries, draft, secret, options.durable);
		renameSync(draft, place.cluster);
	} catch (error) {
		rmSync(draft, { recursive: true, force: true });
		throw error;
	} finally {
		rmSync(secret, { force: true });
	}
}

async function initdb(
	owner: Owner,
	binaries: string,
	folder: string,
	passwordFile: string,
	durable: boolean,
): Promise<void> {
	const sync = process.platform === 'linux' ? ['--sync-method=syncfs'] : [];
	const login = ['-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
	const locale = ['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
	const options = ['-D', folder, ...login, ...locale, '--locale=C', '--no-instructions'];
	options.push(...(durable ? sync : ['--no-sync']));
	try {
		await promisify(execFile)(join(binaries, 'bin', 'initdb'), options, {
			...owner,
			cwd: '/',
			env: { LC_ALL: 'C', TZ: 'UTC' },
		});
	} catch (cause) {
		const reason = cause instanceof Error && 'stderr' in cause ? cause.stderr : cause;
		throw new Error(`PostgreSQL could not set up its data in ${folder}:\n${String(reason)}`, {
			cause,
		});
	}
}

function assertVersion(cluster: string): void {
	const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
	if (version === POSTGRES_MAJOR) return;
	throw new Error(
		`The data in ${cluster} was made by PostgreSQL ${version}, this is ${POSTGRES_MAJOR}. Move it over with pg_dump, or set another DATA_DIR.`,
	);
}

/** An unfinished `postgres` is not ours to delete: it may be a restore somebody is in the middle of. */
function setAside(cluster: string, log: (line: string) => void): void {
	if (!existsSync(cluster)) return;
	if (readdirSync(cluster).length === 0) return rmdirSync(cluster);
	const aside = `${cluster}.incomplete-${randomBytes(3).toString('hex')}`;
	renameSync(cluster, aside);
	log(`${cluster} held no complete database; it was moved to ${aside}`);
}

/** Best effort: an initdb whose program was killed may still be writing; the next start sweeps again. */
function removeDrafts(home: string): void {
	for (const name of readdirSync(home).filter((entry) => entry.startsWith(DRAFT)))
		try {
			rmSync(join(home, name), { recursive: true, force: true });
		} catch {
			continue;
		}
}

function giveTo(path: string, owner: Owner): void {
	if (owner.uid !== undefined && owner.gid !== undefined) chownSync(path, owner.uid, owner.gid);
}
