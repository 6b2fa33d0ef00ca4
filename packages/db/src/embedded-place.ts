import { accessSync, constants, existsSync, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { canEnter, makeRefuge, ownerFor, refugeFor, type Owner } from './embedded-owner.ts';

/** Where one embedded PostgreSQL lives. */
export interface Place {
	/** Absolute, without symlinks: holds the lock and the password. */
	readonly dataDir: string;
	/** Holds `postgres`; the data directory, or a stand-in that the owner can reach. */
	readonly home: string;
	readonly cluster: string;
	readonly owner: Owner;
}

/** Makes the data directory if need be and returns its real path. Throws when it cannot be written. */
export function openDataDir(given: string): string {
	// Root's PostgreSQL runs as another login, which must pass through.
	const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
	try {
		mkdirSync(resolve(given), { recursive: true, mode });
		const dataDir = realpathSync(given);
		accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
		return dataDir;
	} catch (cause) {
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new Error(
			`The data directory ${resolve(given)} cannot be used (${reason}). Let uid ${process.getuid?.()} write there, or set another DATA_DIR.`,
			{ cause },
		);
	}
}

/**
 * Decides where the cluster of `dataDir` lives and who runs it. Root's data goes to a public folder
 * when the data directory is closed to the owner; data never seems lost by a change of folder.
 */
export function placeCluster(dataDir: string, log: (line: string) => void): Place {
	const cluster = join(dataDir, 'postgres');
	const owner = ownerFor(cluster);
	const here: Place = { dataDir, home: dataDir, cluster, owner };
	if (owner.uid === undefined) return assertOwn(here);
	const refuge = refugeFor(dataDir);
	const open = canEnter(dataDir, owner);
	if (open && (holdsCluster(cluster) || !holdsCluster(join(refuge, 'postgres')))) return here;
	if (holdsCluster(cluster))
		throw new Error(
			`PostgreSQL runs as uid ${owner.uid}, which cannot reach its data in ${cluster}. Open the folders above it (chmod o+x), or start Kith as an ordinary login.`,
		);
	makeRefuge(refuge);
	log(`PostgreSQL runs as uid ${owner.uid}, so its data lies in ${refuge} instead of ${dataDir}`);
	const there = join(refuge, 'postgres');
	return { dataDir, home: refuge, cluster: there, owner: ownerFor(there) };
}

/** Whether `folder` holds a finished cluster. */
export function holdsCluster(folder: string): boolean {
	return ['PG_VERSION', 'global/pg_control'].every((file) => existsSync(join(folder, file)));
}

function assertOwn(place: Place): Place {
	const uid = lstatSync(place.cluster, { throwIfNoEntry: false })?.uid;
	if (uid === undefined || uid === process.getuid?.()) return place;
	throw new Error(
		`The data in ${place.cluster} belongs to uid ${uid}. Start Kith as that login, change the owner, or set another DATA_DIR.`,
	);
}
