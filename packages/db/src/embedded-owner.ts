import { spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, realpathSync, existsSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** Whom PostgreSQL's processes run as; empty: as we do. Spreads into spawn options. */
export interface Owner {
	readonly uid?: number;
	readonly gid?: number;
}

/** The embedded PostgreSQL cannot run on this machine at all; the message says what to do instead. */
export class EmbeddedUnavailable extends Error {
	override readonly name = 'EmbeddedUnavailable';

	constructor(reason: string, options?: ErrorOptions) {
		super(`${reason} Set DATABASE_URL to use a PostgreSQL 18 server of your own.`, options);
	}
}

/**
 * The owner for `cluster`: PostgreSQL refuses to run as root, so root hands it to whoever owns the
 * existing data, else to `nobody`. Throws EmbeddedUnavailable when root finds no `nobody`.
 */
export function ownerFor(cluster: string): Owner {
	if (process.getuid?.() !== 0) return {};
	const existing = lstatSync(cluster, { throwIfNoEntry: false });
	if (existing && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid };
	return nobody();
}

/** The unprivileged `nobody` of this machine. */
export function nobody(): Owner {
	const [uid, gid] = ['-u', '-g'].map((flag) => {
		const { status, stdout } = spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' });
		return status === 0 ? Number(stdout) : Number.NaN;
	});
	if (uid === undefined || gid === undefined || Number.isNaN(uid + gid))
		throw new EmbeddedUnavailable(
			'PostgreSQL does not run as root, and there is no "nobody" here to run it as. Start Kith as an ordinary login.',
		);
	return { uid, gid };
}

/** Whether `owner` may enter `folder`, by trying: modes alone miss ACLs and mount options. */
export function canEnter(folder: string, owner: Owner): boolean {
	if (owner.uid === undefined) return true;
	return spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...owner, cwd: '/' }).status === 0;
}

/**
 * A folder everyone may enter that stands in for `folder`, the same one at every start. Throws when
 * somebody else made a folder of that name.
 */
export function refugeFor(folder: string): string {
	const key = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 16);
	return join(existsSync('/var/tmp') ? '/var/tmp' : tmpdir(), `kith-${key}`);
}

/** Makes the refuge; root owns it, so nobody else can swap what lies in it. */
export function makeRefuge(refuge: string): void {
	mkdirSync(refuge, { recursive: true, mode: 0o711 });
	const stat = lstatSync(refuge);
	if (!stat.isDirectory() || stat.uid !== process.getuid?.() || (stat.mode & 0o022) !== 0)
		throw new Error(`${refuge} belongs to somebody else; remove it or set another DATA_DIR.`);
}
