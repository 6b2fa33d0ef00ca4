import { chmod, mkdtemp, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Memory that is a directory, as Linux has it. */
const MEMORY = '/dev/shm';
const ROOM_BYTES = 6 * 1024 ** 3;

/**
 * A new directory for a database of tests: in memory where at least six gigabytes are free, since most of its time on a
 * disk went into making and removing files. Run by root, the database belongs to another account, which reaches it here.
 */
export async function makeDatabaseDirectory(name: string): Promise<string> {
	const directory = await mkdtemp(join((await hasRoom(MEMORY)) ? MEMORY : tmpdir(), name));
	await chmod(directory, 0o755);
	return directory;
}

async function hasRoom(place: string): Promise<boolean> {
	const found = await statfs(place).catch(() => null);
	return found !== null && found.bavail * found.bsize >= ROOM_BYTES;
}
